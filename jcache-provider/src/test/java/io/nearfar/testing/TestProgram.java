package io.nearfar.testing;

import io.nearfar.internal.far.embedded.PrivateDirectory;
import io.nearfar.internal.far.embedded.RedisBinary;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The one copy of {@code redis-server} that all servers of this JVM run. */
final class TestProgram {

  /** Made when first asked for. */
  private static final class Copy {
    static final PrivateDirectory DIRECTORY = PrivateDirectory.create(() -> {});
    static final Path PROGRAM = RedisBinary.find(loader()).install(DIRECTORY.path());

    private Copy() {}
  }

  private TestProgram() {}

  private static ClassLoader loader() {
    return TestProgram.class.getClassLoader();
  }

  /**
   * What to run. Skips the test where there is none for this system; where there should be one, its
   * absence is a failure, so that no build passes because it has tested nothing.
   */
  static Path redisServer() {
    if (!RedisBinary.isBundled()) {
      try {
        RedisBinary.find(loader());
      } catch (IllegalStateException e) {
        Assumptions.abort("Needs a Redis, which can't be had here: " + e.getMessage());
      }
    }
    return Copy.PROGRAM;
  }
}
