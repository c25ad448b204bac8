package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of YAML in the README and the guides is a whole {@code nearfar.yaml} that does what
 * it looks like. Files of others are shown in another language.
 */
final class DocumentedConfigurationTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

  /** The one that is wrong on purpose is {@link ReferencePageTest}'s. */
  private static final Pattern WRONG =
      Pattern.compile("(?s)<!-- error:begin [^>]*-->\n```yaml\n.*?```");

  /** What the examples take from outside without a default. */
  private static final Map<String, String> ENVIRONMENT = Map.of("REDIS_PASSWORD", "secret");

  @TempDir Path directory;

  /**
   * A block.
   *
   * @param page where it is
   * @param line its first line there, from 1
   * @param text what it says
   */
  record Example(String page, long line, String text) {
    @Override
    public String toString() {
      return page + ":" + line;
    }

    /** The text as the YAML library understands it. */
    Map<?, ?> content() {
      return (Map<?, ?>) ((Map<?, ?>) JsonSchemaTest.load(text)).get("nearfar");
    }

    /** No profile, and each one for itself. */
    List<String> choicesOfProfile() {
      List<String> choices = new ArrayList<>(List.of(""));
      if (content().get("profiles") instanceof Map<?, ?> profiles) {
        profiles.keySet().forEach(name -> choices.add(String.valueOf(name)));
      }
      return choices;
    }

    /** A cache for each section. */
    List<String> caches() {
      return content().get("caches") instanceof Map<?, ?> caches
          ? caches.keySet().stream().map(name -> String.valueOf(name).replace("*", "x")).toList()
          : List.of();
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Path page : pages()) {
      String text = Files.readString(page);
      String right = WRONG.matcher(text).replaceAll(DocumentedConfigurationTest::blank);
      BLOCK
          .matcher(right)
          .results()
          .forEach(
              block ->
                  examples.add(
                      new Example(
                          ROOT.relativize(page).toString().replace('\\', '/'),
                          right.substring(0, block.start(1)).lines().count() + 1,
                          block.group(1))));
    }
    return examples;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> guides = Files.walk(ROOT.resolve("docs"));
        Stream<Path> modules = Files.list(ROOT)) {
      return Stream.concat(
              guides.filter(file -> file.toString().endsWith(".md")),
              Stream.concat(Stream.of(ROOT), modules).map(module -> module.resolve("README.md")))
          .filter(Files::exists)
          .sorted()
          .toList();
    }
  }

  /** As many lines with nothing on them. */
  private static String blank(MatchResult found) {
    return "\n".repeat((int) found.group().lines().count() - 1);
  }

  @Test
  void examples_areFound() throws IOException {
    assertThat(examples())
        .extracting(Example::page)
        .contains(
            "README.md",
            "docs/configuration.md",
            "docs/getting-started.md",
            "docs/invalidation.md",
            "docs/migration.md");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_isRead(Example example) {
    assertThatCode(() -> read(example)).as(example.toString()).doesNotThrowAnyException();
  }

  private void read(Example example) throws IOException {
    Path file = Files.writeString(directory.resolve("nearfar.yaml"), example.text());
    for (String profile : example.choicesOfProfile()) {
      ManagerSettings settings =
          ManagerSettings.load(
              file.toUri(),
              new ExampleClasses(),
              new Properties(),
              Map.of("nearfar.profile", profile),
              ENVIRONMENT);
      for (String cache : example.caches()) {
        settings.cacheSettings(cache, SettingsFixture.silent());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_fitsTheSchema(Example example) {
    assertThat(JsonSchemaTest.validator().validate(JsonSchemaTest.load(example.text())))
        .as(example.toString())
        .isEmpty();
  }

  /** Has the classes that the examples name, with nothing in them. */
  private static final class ExampleClasses extends ClassLoader {
    private static final List<String> PACKAGES = List.of("com.acme.", "org.springframework.");

    ExampleClasses() {
      super(DocumentedConfigurationTest.class.getClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (PACKAGES.stream().noneMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      byte[] file = emptyClass(name.replace('.', '/'));
      return defineClass(name, file, 0, file.length);
    }

    /** A class file of Java 17: {@code public class name extends Object}, without members. */
    private static byte[] emptyClass(String name) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeInt(0xCAFEBABE);
        out.writeInt(61);
        out.writeShort(5); // The number of constants, and one.
        out.writeByte(1);
        out.writeUTF(name);
        out.writeByte(7);
        out.writeShort(1);
        out.writeByte(1);
        out.writeUTF("java/lang/Object");
        out.writeByte(7);
        out.writeShort(3);
        out.writeShort(0x21); // Public.
        out.writeShort(2); // The class is constant 2,
        out.writeShort(4); // its superclass constant 4.
        out.writeLong(0); // No interfaces, fields, methods, attributes.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }
  }
}
