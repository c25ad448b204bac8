package io.nearfar.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where JDKs are looked for, and which one is taken. */
class JdkFinderTest {

  private static final Runtime.Version BUILD = Runtime.Version.parse("17.0.15");

  @TempDir Path machine;

  @Test
  void newestAfter_sibling() throws IOException {
    jdk("jvm/17", "17.0.15");
    Path newest = jdk("jvm/25", "25.0.3");
    jdk("jvm/21", "21.0.2");

    assertThat(find(Map.of())).contains(newest);
  }

  @Test
  void newestAfter_systemDirectoryOnMacOs() throws IOException {
    Path newest = jdk("system/temurin-21.jdk/Contents/Home", "21.0.2");

    assertThat(find(Map.of())).contains(newest);
  }

  @Test
  void newestAfter_environment() throws IOException {
    Path newest = jdk("tools/25", "25");
    Path other = jdk("tools/26", "26");

    assertThat(
            find(Map.of("JAVA_HOME_25_X64", newest.toString(), "NOT_JAVA_HOME", other.toString())))
        .contains(newest);
  }

  @Test
  void newestAfter_versionManager() throws IOException {
    Path newest = jdk("user/.sdkman/candidates/java/22.0.1-tem", "22.0.1");

    assertThat(find(Map.of())).contains(newest);
  }

  @Test
  void newestAfter_toolchains() throws IOException {
    Path newest = jdk("tools/25", "25.0.3");
    Path file = machine.resolve("user/.m2/toolchains.xml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "<toolchains xmlns='http://maven.apache.org/TOOLCHAINS/1.1.0'><toolchain><configuration>"
            + "<jdkHome>"
            + newest
            + "</jdkHome></configuration></toolchain></toolchains>");

    assertThat(find(Map.of())).contains(newest);
  }

  @Test
  void newestAfter_onlyUpdatesOfTheSameRelease() throws IOException {
    jdk("jvm/17", "17.0.15");
    jdk("jvm/17-later", "17.0.19");

    assertThat(find(Map.of())).isEmpty();
  }

  @Test
  void newestAfter_notAJdk() throws IOException {
    Files.createDirectories(machine.resolve("jvm/empty"));
    Files.writeString(
        Files.createDirectories(machine.resolve("jvm/no-command")).resolve("release"),
        "JAVA_VERSION=\"25\"");
    jdk("jvm/odd", "twenty-five");
    jdk("jvm/old", "1.8.0_412");

    assertThat(find(Map.of())).isEmpty();
  }

  @Test
  void newestAfter_unusable() throws IOException {
    Path second = jdk("jvm/21", "21.0.2");
    jdk("jvm/25", "25.0.3");

    assertThat(finder(Map.of()).newestAfter(BUILD, jdk -> jdk.version().feature() != 25))
        .map(Jdk::launcher)
        .contains(Jdk.launcherOf(second));
  }

  private Optional<Path> find(Map<String, String> environment) {
    return finder(environment)
        .newestAfter(BUILD, jdk -> true)
        .map(jdk -> jdk.launcher().getParent().getParent());
  }

  private JdkFinder finder(Map<String, String> environment) {
    return new JdkFinder(
        machine.resolve("jvm/17"),
        machine.resolve("user"),
        environment,
        List.of(machine.resolve("system")));
  }

  private Path jdk(String directory, String version) throws IOException {
    Path home = machine.resolve(directory);
    Path launcher = Jdk.launcherOf(home);
    Files.createDirectories(launcher.getParent());
    Files.createFile(launcher);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
