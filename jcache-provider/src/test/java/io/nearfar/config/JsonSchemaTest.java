package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The published schema is the table of settings, and says the same as the parser. */
final class JsonSchemaTest {
  static final String REGENERATE = "regenerate";
  private static final Path FILE = Path.of("src/main/resources/io/nearfar/nearfar.schema.json");

  @Test
  void schema_isTheTable() throws IOException {
    if (Boolean.getBoolean(REGENERATE)) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, JsonSchema.text());
    }

    assertThat(Files.readString(FILE))
        .as("made by: mvn test -pl jcache-provider -Dtest=JsonSchemaTest -Dregenerate=true")
        .isEqualTo(JsonSchema.text());
  }

  @Test
  void schema_isJson() {
    assertThat(load(JsonSchema.text())).isEqualTo(JsonSchema.create());
  }

  @Test
  void schema_isOnTheClassPath() {
    assertThat(Defaults.class.getResource("/io/nearfar/nearfar.schema.json")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nearfar:",
        "nearfar: { defaults: , caches: , profiles: }",
        "nearfar: { caches: { 'user-*': { topology: near-far } } }",
        "nearfar: { caches: { a: { near: { policy: lru, max-entries: 10_000 } } } }",
        "nearfar: { caches: { a: { near: { max-entries: unlimited } } } }",
        "nearfar: { caches: { a: { near: { max-weight: 5, weigher: com.acme.W } } } }",
        "nearfar: { caches: { a: { near: { max-bytes: 64 MiB } } } }",
        "nearfar: { caches: { a: { near: { max-bytes: 1_000B } } } }",
        "nearfar: { caches: { a: { expiry: { after-creation: 10m, after-access: 0 } } } }",
        "nearfar: { caches: { a: { expiry: { after-update: unchanged } } } }",
        "nearfar: { caches: { a: { expiry: { after-update: PT5M } } } }",
        "nearfar: { caches: { a: { immutable-types: [com.acme.Money] } } }",
        "nearfar: { caches: { a: { immutable-types: 'com.acme.Money, com.acme.Rate' } } }",
        "nearfar: { caches: { a: { statistics: true, management: '${M:-false}' } } }",
        "nearfar: { profiles: { test: { defaults: { store-by-value: false } } } }",
        "nearfar: { caches: { a: { key-type: a.B, value-type: a.C } } }",
      })
  void validate_right(String text) {
    assertThat(validator().validate(load(text))).isEmpty();
    assertThat(parserFaults(text)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "near: {}",
        "nearfar: 5",
        "nearfar: { cache: {} }",
        "nearfar: { caches: [a] }",
        "nearfar: { caches: { '': {} } }",
        "nearfar: { caches: { a: { topology: nera } } }",
        "nearfar: { caches: { a: { near: { policy: LRU } } } }",
        "nearfar: { caches: { a: { max-entries: 5 } } }",
        "nearfar: { caches: { a: { near: { max-entries: -5 } } } }",
        "nearfar: { caches: { a: { near: { max-entries: 5MB } } } }",
        "nearfar: { caches: { a: { near: { max-bytes: 5PB } } } }",
        "nearfar: { caches: { a: { expiry: { after-creation: 10 } } } }",
        "nearfar: { caches: { a: { expiry: { after-creation: unchanged } } } }",
        "nearfar: { caches: { a: { statistics: 1 } } }",
        "nearfar: { caches: { a: { immutable-types: [''] } } }",
        "nearfar: { profiles: { test: { profiles: {} } } }",
      })
  void validate_wrong(String text) {
    assertThat(validator().validate(load(text))).isNotEmpty();
    assertThat(parserFaults(text)).isPositive();
  }

  static SchemaValidator validator() {
    return new SchemaValidator(JsonSchema.create());
  }

  static Object load(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  /** How many faults the parser finds, classes and variables aside. */
  static int parserFaults(String text) {
    Faults faults = new Faults();
    NodeReader nodes = new NodeReader("file", faults);
    Placeholders placeholders = new Placeholders(Map.of(), Map.of());
    new FileReader(nodes, List.of(), new ValueParser(null), placeholders)
        .read(YamlTree.read(text, "file", faults));
    try {
      faults.throwIfAny("the file");
      return 0;
    } catch (NearfarConfigurationException e) {
      return e.faults().size();
    }
  }
}
