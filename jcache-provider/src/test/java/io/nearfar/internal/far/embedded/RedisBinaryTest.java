package io.nearfar.internal.far.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the program comes from: class path, PATH, or nowhere. */
class RedisBinaryTest {
  private static final ClassLoader NOTHING = new ClassLoader(null) {};

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-amd64",
    "Linux, aarch64, linux-arm64",
    "Linux, i386, linux-386",
    "Mac OS X, x86_64, darwin-amd64",
    "Mac OS X, aarch64, darwin-arm64",
    "Windows 11, amd64, windows-11-amd64",
    "Linux, riscv64, linux-riscv64"
  })
  void platform_named(String os, String arch, String expected) {
    assertThat(RedisBinary.platform(os, arch)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"linux-amd64", "linux-arm64", "linux-386", "darwin-amd64", "darwin-arm64"})
  void install_bundled(String platform, @TempDir Path directory) {
    Path program = RedisBinary.find(NOTHING, platform, /* path= */ null).install(directory);
    assertThat(program).hasParent(directory).isExecutable();
    assertThat(program.toFile().length()).isGreaterThan(500_000);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void install_bundled_onlyOwnerMayUse() throws Exception {
    try (PrivateDirectory directory = PrivateDirectory.create(() -> {})) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
          .isEqualTo("rwx------");
      Path program = RedisBinary.find(NOTHING, "linux-amd64", null).install(directory.path());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program)))
          .matches("rwx.-..-.");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void find_onPath(@TempDir Path empty, @TempDir Path full, @TempDir Path directory)
      throws Exception {
    Path program = Files.createFile(full.resolve("redis-server"));
    String path = String.join(File.pathSeparator, "", ".", empty.toString(), full.toString());
    assertThatThrownBy(() -> RedisBinary.find(NOTHING, "plan9-mips", path))
        .as("not executable")
        .isInstanceOf(IllegalStateException.class);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(RedisBinary.find(NOTHING, "plan9-mips", path).install(directory)).isEqualTo(program);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void find_nowhere() {
    assertThatThrownBy(() -> RedisBinary.find(NOTHING, "plan9-mips", "/nowhere\0"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NEARFAR-0501")
        .hasMessageContaining("plan9-mips")
        .hasMessageContaining("org.signal:embedded-redis");
    assertThatThrownBy(() -> RedisBinary.find(NOTHING, "plan9-mips", null))
        .hasMessageContaining("far.url");
  }
}
