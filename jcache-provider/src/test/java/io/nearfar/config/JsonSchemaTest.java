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
        "nearfar: { caches: { a: { topology: far, allowed-types: [a.B, a.b.*, a.**] } } }",
        "nearfar: { caches: { a: { tag-dependencies: ['role:* -> permissions', 'a,b->c'] } } }",
        "nearfar: { caches: { a: { tag-dependencies: 'role:* -> b, b -> c' } } }",
        "nearfar: { caches: { a: { tag-dependencies: ['${RULE:-a -> b}'] } } }",
        "nearfar: { caches: { a: { tag-dependencies: [] } } }",
        "nearfar: { far: }",
        "nearfar: { far: { url: 'redis://localhost:6379' } }",
        "nearfar: { far: { url: 'rediss://my_redis/' } }",
        "nearfar: { far: { url: 'redis://[::1]:6379, redis://10.0.0.1' } }",
        "nearfar: { far: { url: ['redis://a:1', 'redis://b:2'], mode: cluster } }",
        "nearfar: { far: { url: ['redis://a:1', '${B:-redis://b}'] } }",
        "nearfar: { far: { url: embedded } }",
        "nearfar: { far: { url: 'embedded:6390' } }",
        "nearfar: { far: { mode: sentinel, master-name: m, sentinel-username: a } }",
        "nearfar: { far: { username: a, password: 12345, sentinel-password: '${P:-p}' } }",
        "nearfar: { far: { database: 3, read-from: replica, connections: 1_000 } }",
        "nearfar: { far: { timeout: 500ms, connect-timeout: 2 s, ping-interval: PT1M } }",
        "nearfar: { far: { namespace: shop.eu-1, key-prefix: 'n:', max-value-bytes: 1MB } }",
        "nearfar: { far: { tls: { trust-store: a.p12, trust-store-password: b } } }",
        "nearfar: { far: { tls: { key-store: a, key-store-password: b } } }",
        "nearfar: { far: { tls: { verify-hostname: false } } }",
        "nearfar: { profiles: { dev: { far: { url: embedded } } } }",
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
        "nearfar: { caches: { a: { tag-dependencies: 'role:*' } } }",
        "nearfar: { caches: { a: { tag-dependencies: ['a -> b', 'a -> '] } } }",
        "nearfar: { caches: { a: { tag-dependencies: [' -> a'] } } }",
        "nearfar: { caches: { a: { tag-dependencies: ['a -> b*'] } } }",
        "nearfar: { caches: { a: { tag-dependencies: 'a -> b, c' } } }",
        "nearfar: { caches: { a: { tag-dependencies: { 'role:*': permissions } } } }",
        "nearfar: { profiles: { test: { profiles: {} } } }",
        "nearfar: { far: 5 }",
        "nearfar: { far: { urls: embedded } }",
        "nearfar: { far: { url: localhost:6379 } }",
        "nearfar: { far: { url: 'redis://user:word@localhost' } }",
        "nearfar: { far: { url: 'redis://localhost/2' } }",
        "nearfar: { far: { url: 'http://localhost' } }",
        "nearfar: { far: { url: ['redis://a', 'b'] } }",
        "nearfar: { far: { url: 'embedded, redis://a' } }",
        "nearfar: { far: { mode: single } }",
        "nearfar: { far: { master-name: '' } }",
        "nearfar: { far: { password: [a] } }",
        "nearfar: { far: { database: -1 } }",
        "nearfar: { far: { connections: 0 } }",
        "nearfar: { far: { connections: 1001 } }",
        "nearfar: { far: { timeout: 5 } }",
        "nearfar: { far: { namespace: 'a b' } }",
        "nearfar: { far: { key-prefix: 'longer-than-sixteen' } }",
        "nearfar: { far: { key-prefix: '{a}' } }",
        "nearfar: { far: { max-value-bytes: 0 } }",
        "nearfar: { far: { trust-store: a } }",
        "nearfar: { far: { tls: { verify-hostname: maybe } } }",
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
    Placeholders placeholders = new Placeholders(Map.of(), Map.of("REDIS_PASSWORD", "p"));
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
