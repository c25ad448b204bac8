package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manager makes of the far tier's settings: every setting, every place, who wins. */
final class FarSettingsTest {
  @TempDir Path directory;

  @Test
  void far_nothingSaid() {
    assertThat(fixture().load().far()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nearfar:\n  far:\n",
        "nearfar:\n  far: {}\n",
        // Said in advance, for servers that only another place names.
        "nearfar: { far: { mode: cluster, password: a, database: 3 } }",
        "nearfar: { profiles: { prod: { far: { url: 'redis://a' } } } }",
      })
  void far_noUrl(String text) {
    assertThat(fixture().file(text).load().far()).isEmpty();
  }

  @Test
  void far_urlAlone() {
    FarSettings far = far(fixture().file("nearfar: { far: { url: 'redis://localhost:6390' } }"));

    assertThat(far).isEqualTo(FarSettings.of("redis://localhost:6390"));
    FarConnection connection = far.connection();
    assertThat(connection.servers())
        .isEqualTo(
            new FarServers(
                FarMode.STANDALONE, List.of("redis://localhost:6390"), null, ReadFrom.MASTER));
    assertThat(connection.servers().usesTls()).isFalse();
    assertThat(connection.servers().isEmbedded()).isFalse();
    assertThat(connection.login()).isEqualTo(FarLogin.NONE);
    assertThat(connection.sentinelLogin()).isEqualTo(FarLogin.NONE);
    assertThat(connection.database()).isZero();
    assertThat(connection.tls()).isEqualTo(FarTls.DEFAULT);
    assertThat(connection.connections()).isEqualTo(8);
    assertThat(connection.times())
        .isEqualTo(
            new FarTimes(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10)));
    assertThat(far.namespace()).isNull();
    assertThat(far.keyPrefix()).isEqualTo("nf:");
    assertThat(far.maxValueBytes()).isEqualTo(64L << 20);
  }

  @Test
  void far_everySetting() throws IOException {
    Path trust = Files.writeString(directory.resolve("trust.p12"), "");
    Path key = Files.writeString(directory.resolve("key.p12"), "");

    FarSettings far =
        far(
            fixture()
                .file(
                    """
                    nearfar:
                      far:
                        url: [rediss://s1, rediss://s2:26380]
                        mode: sentinel
                        master-name: mymaster
                        username: shop
                        password: p1
                        sentinel-username: watch
                        sentinel-password: 42
                        database: 3
                        read-from: replica
                        connections: 1_000
                        timeout: 500ms
                        connect-timeout: PT3S
                        ping-interval: 1m
                        namespace: shop.eu-1
                        key-prefix: "n:"
                        max-value-bytes: 1MB
                        tls:
                          trust-store: %s
                          trust-store-password: p3
                          key-store: %s
                          key-store-password: p4
                          verify-hostname: false
                    """
                        .formatted(trust, key.toUri())));

    assertThat(far)
        .isEqualTo(
            new FarSettings(
                new FarConnection(
                    new FarServers(
                        FarMode.SENTINEL,
                        List.of("rediss://s1:26379", "rediss://s2:26380"),
                        "mymaster",
                        ReadFrom.REPLICA),
                    new FarLogin("shop", Secret.of("p1")),
                    new FarLogin("watch", Secret.of("42")),
                    3,
                    new FarTls(trust, Secret.of("p3"), key, Secret.of("p4"), false),
                    1_000,
                    new FarTimes(
                        Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofMinutes(1))),
                "shop.eu-1",
                "n:",
                1_000_000));
    assertThat(far.connection().servers().usesTls()).isTrue();
  }

  /** A setting beside the address, everywhere it can stand; what it amounts to is tested above. */
  @ParameterizedTest
  @EnumSource
  void far_everySettingFromEveryPlace(FarSetting setting) throws IOException {
    Files.writeString(directory.resolve("store.p12"), "");
    String value = sample(setting);
    FarSettings inFile = far(companions(setting).file("nearfar:\n  far:\n" + yaml(setting)));
    Files.delete(directory.resolve(Defaults.FILE_NAME));

    assertThat(far(companions(setting).property(setting.property(), value))).isEqualTo(inFile);
    assertThat(far(companions(setting).variable(setting.variable(), value))).isEqualTo(inFile);
    assertThat(far(companions(setting).managerProperty(setting.property(), value)))
        .isEqualTo(inFile);
    assertThat(
            far(
                companions(setting)
                    .file("nearfar:\n  profiles:\n   p:\n    far:\n" + yaml(setting).indent(2))
                    .property("nearfar.profile", "p")))
        .isEqualTo(inFile);
    // Without these two there is no far tier, or a fault.
    if (setting != FarSetting.URL && setting != FarSetting.MASTER_NAME) {
      assertThat(inFile).isNotEqualTo(far(companions(setting).file("nearfar: {}")));
    }
  }

  /** What a setting needs beside it. */
  private SettingsFixture companions(FarSetting setting) {
    SettingsFixture fixture = fixture();
    boolean encrypted = setting.path().startsWith("tls.");
    if (setting != FarSetting.URL) {
      fixture.property("nearfar.far.url", encrypted ? "rediss://a" : "redis://a");
    }
    switch (setting) {
      case READ_FROM -> fixture.property("nearfar.far.mode", "replicated");
      case MASTER_NAME -> fixture.property("nearfar.far.mode", "sentinel");
      case USERNAME -> fixture.property("nearfar.far.password", "p");
      case SENTINEL_USERNAME, SENTINEL_PASSWORD -> {
        fixture.property("nearfar.far.mode", "sentinel");
        fixture.property("nearfar.far.master-name", "m");
        if (setting == FarSetting.SENTINEL_USERNAME) {
          fixture.property("nearfar.far.sentinel-password", "p");
        }
      }
      case TLS_TRUST_STORE_PASSWORD ->
          fixture.property("nearfar.far.tls.trust-store", sample(FarSetting.TLS_TRUST_STORE));
      case TLS_KEY_STORE_PASSWORD ->
          fixture.property("nearfar.far.tls.key-store", sample(FarSetting.TLS_KEY_STORE));
      default -> {}
    }
    return fixture;
  }

  private String sample(FarSetting setting) {
    return switch (setting.type()) {
      case FAR_URLS -> "redis://a:1";
      case FAR_MODE -> "cluster";
      case READ_FROM -> "replica";
      case TEXT, NAMESPACE, KEY_PREFIX -> "x";
      case SECRET -> "s";
      case DATABASE, CONNECTIONS -> "5";
      case WAIT -> "7s";
      case VALUE_SIZE -> "5MB";
      case FILE -> directory.resolve("store.p12").toString();
      case BOOLEAN -> "false";
      default -> throw new AssertionError("a setting of caches only: " + setting);
    };
  }

  private String yaml(FarSetting setting) {
    String path = setting.path();
    int dot = path.indexOf('.');
    String value = "\"" + sample(setting).replace("\\", "\\\\") + "\"\n";
    return dot < 0
        ? "    " + path + ": " + value
        : "    " + path.substring(0, dot) + ":\n      " + path.substring(dot + 1) + ": " + value;
  }

  /** One setting, 1 from the weakest place to 6 from the strongest. */
  @ParameterizedTest
  @CsvSource({
    // property, variable, manager's property, second profile, first profile, file -> expected
    "6, 5, 4, 3, 2, 1, 6",
    " , 5, 4, 3, 2, 1, 5",
    " ,  , 4, 3, 2, 1, 4",
    " ,  ,  , 3, 2, 1, 3",
    " ,  ,  ,  , 2, 1, 2",
    " ,  ,  ,  ,  , 1, 1",
    " ,  ,  ,  ,  ,  , 8",
    "6,  , 4,  ,  , 1, 6",
  })
  void far_precedence(
      String property,
      String variable,
      String ofManager,
      String second,
      String first,
      String base,
      int expected) {
    SettingsFixture fixture =
        fixture()
            .file(
                "nearfar:\n  far:\n    url: redis://a\n"
                    + line("    ", base)
                    + ("  profiles:\n    one:\n      far:\n" + line("        ", first))
                    + ("    two:\n      far:\n" + line("        ", second)))
            .property("nearfar.profile", "one, two");
    if (property != null) {
      fixture.property("nearfar.far.connections", property);
    }
    if (variable != null) {
      fixture.variable("NEARFAR_FAR_CONNECTIONS", variable);
    }
    if (ofManager != null) {
      fixture.managerProperty("nearfar.far.connections", ofManager);
    }

    assertThat(far(fixture).connection().connections()).isEqualTo(expected);
  }

  private static String line(String indent, String connections) {
    return connections == null ? "" : indent + "connections: " + connections + "\n";
  }

  @Test
  void far_eachSettingFromItsOwnPlace() {
    FarSettings far =
        far(
            fixture()
                .file("nearfar: { far: { username: shop, namespace: a } }")
                .variable("NEARFAR_FAR_URL", "redis://a:1")
                .property("nearfar.far.password", "p"));

    assertThat(far.connection().servers().urls()).containsExactly("redis://a:1");
    assertThat(far.connection().login()).isEqualTo(new FarLogin("shop", Secret.of("p")));
    assertThat(far.namespace()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "redis://localhost, redis://localhost:6379",
    "redis://localhost/, redis://localhost:6379",
    "' redis://localhost:1 ', redis://localhost:1",
    "redis://my_redis, redis://my_redis:6379",
    "redis://10.0.0.1:65535, redis://10.0.0.1:65535",
    "redis://[::1], redis://[::1]:6379",
    "redis://[fe80::1]:7000, redis://[fe80::1]:7000",
    "rediss://cache.acme.com, rediss://cache.acme.com:6379",
    "'redis://a,redis://a', redis://a:6379",
    "embedded, embedded",
    "embedded:7000, embedded:7000",
  })
  void far_url(String text, String expected) {
    assertThat(far(fixture().property("nearfar.far.url", text)).connection().servers().urls())
        .containsExactly(expected);
  }

  @Test
  void far_severalUrls() {
    FarServers expected =
        new FarServers(
            FarMode.CLUSTER,
            List.of("redis://a:6379", "redis://b:7000", "redis://c:6379"),
            null,
            ReadFrom.MASTER);

    assertThat(
            far(fixture()
                    .variable("NEARFAR_FAR_URL", "redis://a, redis://b:7000,redis://c")
                    .variable("NEARFAR_FAR_MODE", "cluster"))
                .connection()
                .servers())
        .isEqualTo(expected);
    assertThat(
            far(fixture()
                    .file(
                        """
                            nearfar:
                              far:
                                mode: cluster
                                url:
                                  - redis://a
                                  - "${B:-redis://b:7000}"
                                  - redis://${C}
                            """)
                    .variable("C", "c"))
                .connection()
                .servers())
        .isEqualTo(expected);
  }

  @Test
  void far_embedded() {
    FarServers free = far(fixture().property("nearfar.far.url", "embedded")).connection().servers();
    FarServers fixed = FarSettings.of("embedded:7000").connection().servers();

    assertThat(free.isEmbedded()).isTrue();
    assertThat(free.embeddedPort()).isZero();
    assertThat(free.mode()).isEqualTo(FarMode.STANDALONE);
    assertThat(fixed.isEmbedded()).isTrue();
    assertThat(fixed.embeddedPort()).isEqualTo(7000);
    assertThat(FarSettings.of("redis://a:7000").connection().servers().embeddedPort()).isZero();
  }

  @Test
  void far_secretsAreTakenAsTheyAre() {
    assertThat(
            far(fixture()
                    .property("nearfar.far.url", "redis://a")
                    .property("nearfar.far.password", " a,b "))
                .connection()
                .login()
                .password())
        .isEqualTo(Secret.of(" a,b "));
  }

  @Test
  void far_secretFromPlaceholder() {
    SettingsFixture fixture =
        fixture()
            .file("nearfar: { far: { url: 'redis://a', password: '${PASSWORD}' } }")
            .variable("PASSWORD", "$1:-{}${x}");

    assertThat(far(fixture).connection().login().password()).isEqualTo(Secret.of("$1:-{}${x}"));
  }

  /** A stronger place that says which server drops what a weaker one says about another. */
  @ParameterizedTest
  @CsvSource({
    "embedded, ",
    "redis://b:6379, standalone",
  })
  void far_overruled(String url, String mode) {
    SettingsFixture fixture =
        fixture()
            .file(
                """
                nearfar:
                  far:
                    url: [rediss://s1, rediss://s2]
                    mode: sentinel
                    master-name: mymaster
                    sentinel-username: a
                    sentinel-password: b
                    read-from: replica
                    tls: { verify-hostname: false }
                    connections: 5
                """)
            .property("nearfar.far.url", url);
    if (mode != null) {
      fixture.property("nearfar.far.mode", mode);
    }

    assertThat(far(fixture).connection())
        .isEqualTo(
            new FarConnection(
                FarSettings.of(url).connection().servers(),
                FarLogin.NONE,
                FarLogin.NONE,
                0,
                FarTls.DEFAULT,
                5,
                Defaults.FAR_TIMES));
  }

  @Test
  void far_embeddedOverrulesTheLogin() {
    assertThat(
            far(fixture()
                    .file(
                        """
                            nearfar:
                              far: { url: "redis://a", username: a, password: b }
                              profiles: { dev: { far: { url: embedded } } }
                            """)
                    .managerProperty("nearfar.profile", "dev"))
                .connection())
        .isEqualTo(FarSettings.of("embedded").connection());
  }

  @Test
  void far_clusterOverrulesTheDatabase() {
    assertThat(
            far(fixture()
                    .file("nearfar: { far: { url: 'redis://a', database: 3 } }")
                    .variable("NEARFAR_FAR_MODE", "cluster"))
                .connection()
                .database())
        .isZero();
  }

  @Test
  void far_keyOfSharedClients() {
    SettingsFixture one = fixture().property("nearfar.far.url", "redis://a");
    SettingsFixture other =
        fixture()
            .variable("NEARFAR_FAR_URL", "redis://a:6379")
            .property("nearfar.far.namespace", "x");

    assertThat(far(one).connection())
        .isEqualTo(far(other).connection())
        .hasSameHashCodeAs(far(other).connection())
        .isNotEqualTo(far(other.property("nearfar.far.password", "p")).connection());
    assertThat(far(one)).isNotEqualTo(far(other));
  }

  @Test
  void load_idleProfileNeedsNoFilesAndVariables() {
    assertThat(
            fixture()
                .file(
                    """
                    nearfar:
                      profiles:
                        prod:
                          far:
                            url: "rediss://${HOST}"
                            password: "${PASSWORD}"
                            tls: { trust-store: /nowhere/trust.p12 }
                    """)
                .load()
                .far())
        .isEmpty();
  }

  @Test
  void load_managerProperties() {
    Properties properties = new Properties();
    properties.setProperty("nearfar.far.url", "embedded");

    assertThat(
            ManagerSettings.load(
                    SettingsFixture.MANAGER,
                    getClass().getClassLoader(),
                    properties,
                    Map.of(),
                    Map.of())
                .far())
        .contains(FarSettings.of("embedded"));
  }

  @Test
  @SuppressWarnings("NullAway") // that is the test
  void of_wrong() {
    assertThatThrownBy(() -> FarSettings.of("localhost:6379"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-0161")
        .hasMessageContaining("'localhost:6379'");
    assertThatThrownBy(() -> FarSettings.of(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Secret.of(null)).isInstanceOf(NullPointerException.class);
  }

  private static FarSettings far(SettingsFixture fixture) {
    return fixture.load().far().orElseThrow();
  }

  private SettingsFixture fixture() {
    return new SettingsFixture(directory);
  }
}
