package io.nearfar.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.tck.Jdk;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same application on each server. Writes {@code servers.md}; fails if a cell of it fails. A
 * server for which there is no JDK on this machine is not run, and the table says so.
 */
class ServersIT {
  private static final Matrix MATRIX = new Matrix();
  private static RedisServer redis;

  @BeforeAll
  static void startRedis() {
    redis = RedisServer.builder().start();
  }

  @AfterAll
  static void writeMatrix() throws IOException {
    redis.close();
    MATRIX.write(Path.of(System.getProperty("servers.matrix")));
  }

  /** Those that the property names, or all. */
  static List<ServerKind> wanted() {
    return ServerKind.named(System.getProperty("servers.only", ""));
  }

  @ParameterizedTest
  @MethodSource("wanted")
  void probe(ServerKind kind) throws IOException, JMException {
    Optional<Jdk> jdk = kind.jdk();
    if (jdk.isEmpty()) {
      MATRIX.add(Row.notRun(kind.title(), "needs " + kind.javas()));
      Assumptions.abort(kind.title() + " needs " + kind.javas());
    }
    ServerCheck check = new ServerCheck(kind, jdk.orElseThrow(), redis);
    MATRIX.add(check.row());
    check.run();
    assertThat(check.row().failures()).isEmpty();
  }
}
