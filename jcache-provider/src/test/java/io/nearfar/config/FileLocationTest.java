package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the file is looked for, and what happens if it can't be read. */
final class FileLocationTest {
  private static final String FIVE = "nearfar: { defaults: { near: { max-entries: 5 } } }";

  @TempDir Path directory;

  @Test
  void load_classPathDefault() {
    SettingsFixture fixture = fixture().file(FIVE);

    assertThat(maxEntries(fixture)).isEqualTo(5);
    assertThat(fixture.load().file()).contains(fixture.source());
  }

  @ParameterizedTest
  @ValueSource(strings = {"classpath:other.yaml", "classpath:/other.yaml", "CLASSPATH:other.yaml"})
  void load_managerUriClassPath(String uri) {
    assertThat(maxEntries(fixture().file("other.yaml", FIVE).uri(uri))).isEqualTo(5);
  }

  @Test
  void load_managerUriFile() {
    SettingsFixture fixture = fixture().file("my other.yaml", FIVE);

    assertThat(maxEntries(fixture.uri(directory.resolve("my other.yaml").toUri().toString())))
        .isEqualTo(5);
  }

  @Test
  void load_managerUriJar() throws IOException {
    Path jar = directory.resolve("app.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("conf/nearfar.yaml"));
      out.write(FIVE.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(maxEntries(fixture().uri("jar:" + jar.toUri() + "!/conf/nearfar.yaml")))
        .isEqualTo(5);
    Files.delete(jar);
    assertThat(fixture().uri("jar:" + jar.toUri() + "!/conf/nearfar.yaml").faults()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:shop",
        "nearfar:default",
        "shop",
        "com.acme.Shop",
        "http://localhost:1/nearfar.yaml",
        "https://localhost:1/nearfar.yaml",
        "ftp://localhost:1/nearfar.yaml",
        "mailto:shop",
        "jar:http://localhost:1/app.jar!/nearfar.yaml",
      })
  void load_managerUriIsJustAName(String uri) {
    assertThat(maxEntries(fixture().file(FIVE).uri(uri))).isEqualTo(5);
  }

  @Test
  void load_nearfarConfig() {
    SettingsFixture fixture =
        fixture()
            .file("nearfar: { defaults: { topology: none } }")
            .file("three.yaml", FIVE.replace('5', '3'))
            .file("four.yaml", FIVE.replace('5', '4'))
            .file("five.yaml", FIVE)
            .file("six.yaml", FIVE.replace('5', '6'))
            .managerProperty("nearfar.config", "classpath:three.yaml");
    assertThat(maxEntries(fixture)).isEqualTo(3);
    fixture.variable("NEARFAR_CONFIG", "classpath:four.yaml");
    assertThat(maxEntries(fixture)).isEqualTo(4);
    fixture.property("nearfar.config", directory.resolve("five.yaml").toUri().toString());
    assertThat(maxEntries(fixture)).isEqualTo(5);
    assertThat(maxEntries(fixture.uri("classpath:six.yaml"))).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nearfar.yaml", "/etc/nearfar.yaml", "C:\\nearfar.yaml", "urn:x", "a b"})
  void load_nearfarConfigIsNoAddress(String text) {
    assertThat(fixture().managerProperty("nearfar.config", text).faults())
        .satisfiesExactly(
            fault -> {
              assertThat(fault.source()).isEqualTo("manager property");
              assertThat(fault.path()).isEqualTo("nearfar.config");
              assertThat(fault.message()).startsWith("NEARFAR-0105").contains("'" + text + "'");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "file:///no/such/nearfar.yaml, NoSuchFileException",
    "file:no/such/nearfar.yaml, NoSuchFileException",
    "classpath:no-such.yaml, 'is not on the class path'",
    "jar:file:///no/such.jar!/nearfar.yaml, /no/such.jar",
    "vfs:/content/app.war/nearfar.yaml, MalformedURLException",
    "file://host/share/nearfar.yaml, IllegalArgumentException",
    "jar:nothing, MalformedURLException",
    "jrt:/no.such.module/nearfar.yaml, IOException",
  })
  void load_unreadable(String uri, String reason) {
    var refusal = fixture().uri(uri).refusal();

    assertThat(refusal.faults())
        .satisfiesExactly(
            fault -> {
              assertThat(fault.source()).isEqualTo(uri);
              assertThat(fault.message()).startsWith("NEARFAR-0102").contains(reason);
            });
    assertThat(refusal).hasCauseInstanceOf(Exception.class);
  }

  @Test
  void load_unreadableAndOtherFaults() {
    var refusal = fixture().uri("file:///no/such").property("nearfar.defaults.x", "").refusal();

    assertThat(refusal.faults()).hasSize(2);
    assertThat(refusal).hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void load_directory() {
    assertThat(fixture().uri(directory.toUri().toString()).faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).startsWith("NEARFAR-0102"));
  }

  @Test
  void load_notUtf8() throws IOException {
    Files.write(directory.resolve("nearfar.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4});

    assertThat(fixture().faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).startsWith("NEARFAR-0104"));
  }

  @Test
  void load_tooLarge() throws IOException {
    Files.writeString(
        directory.resolve("nearfar.yaml"), "# " + "x".repeat(Defaults.MAX_FILE_BYTES));

    assertThat(fixture().faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).startsWith("NEARFAR-0103"));
  }

  private static long maxEntries(SettingsFixture fixture) {
    return fixture.settings("products").near().maxEntries();
  }

  private SettingsFixture fixture() {
    return new SettingsFixture(directory);
  }
}
