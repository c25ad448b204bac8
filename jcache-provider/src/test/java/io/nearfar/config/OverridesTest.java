package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** System properties and environment variables: names, patterns, order, faults. */
final class OverridesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void load_everySettingAsProperty(Setting setting) {
    String value = sample(setting);
    fixture().property("nearfar.caches.a.b-c." + setting.path(), value).load();
    fixture().property("nearfar.caches.user-*." + setting.path(), value).load();
    fixture().property("nearfar.defaults." + setting.path(), value).load();
  }

  @ParameterizedTest
  @EnumSource
  void load_everySettingAsVariable(Setting setting) {
    String value = sample(setting);
    fixture().variable("NEARFAR_CACHES_A_B_" + setting.variableSuffix(), value).load();
    if (setting != Setting.NEAR_MAX_WEIGHT) {
      fixture().variable("NEARFAR_DEFAULTS_" + setting.variableSuffix(), value).load();
    }
  }

  private static String sample(Setting setting) {
    return switch (setting.type()) {
      case BOOLEAN -> "true";
      case TOPOLOGY -> "none";
      case POLICY -> "lru";
      case COUNT -> setting == Setting.NEAR_MAX_WEIGHT ? "unlimited" : "5";
      case SIZE -> "5MB";
      case TTL, TTL_OR_UNCHANGED -> "5s";
      case WAIT -> "4s";
      case WHILE_UNLINKED -> "bypass";
      case CLASS -> "java.lang.String";
      case WEIGHER -> TestWeigher.class.getName();
      case CLASS_NAMES -> "java.lang.String, java.util.Locale";
      case TYPE_PATTERNS -> "java.lang.String, com.acme.*, com.acme.order.**";
      case TAG_DEPENDENCIES -> "role:* -> permissions, permissions -> menu";
      default -> throw new AssertionError("a setting of the far tier only: " + setting);
    };
  }

  /** Otherwise a name would have two readings. */
  @Test
  void settings_noneEndsInAnother() {
    for (Setting one : Setting.values()) {
      assertThat(Arrays.stream(Setting.values()).filter(other -> other != one))
          .noneMatch(other -> one.path().endsWith("." + other.path()))
          .noneMatch(other -> one.variableSuffix().endsWith("_" + other.variableSuffix()));
    }
  }

  @Test
  void cacheSettings_listWithCommas() {
    assertThat(
            fixture()
                .property("nearfar.defaults.immutable-types", "java.lang.Void, java.util.Locale")
                .settings("a")
                .immutableTypes())
        .containsExactlyInAnyOrder("java.lang.Void", "java.util.Locale");
  }

  @Test
  void cacheSettings_tagDependenciesWithCommas() {
    String rules = "role:* -> permissions , permissions->menu";
    TagDependencies expected =
        TagDependencies.of(List.of("role:* -> permissions", "permissions -> menu"));

    assertThat(
            fixture()
                .property("nearfar.caches.a.tag-dependencies", rules)
                .settings("a")
                .tagDependencies())
        .isEqualTo(expected);
    assertThat(
            fixture()
                .variable("NEARFAR_CACHES_A_TAG_DEPENDENCIES", rules)
                .settings("a")
                .tagDependencies())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "products, PRODUCTS",
    "user-cache, USER_CACHE",
    "com.acme.User, COM_ACME_USER",
    "größe, GR_SSE",
    "a1, A1",
  })
  void cacheSettings_variableSpelling(String cacheName, String spelled) {
    assertThat(
            fixture()
                .variable("NEARFAR_CACHES_" + spelled + "_NEAR_MAX_ENTRIES", "5")
                .settings(cacheName)
                .near()
                .maxEntries())
        .isEqualTo(5);
  }

  @Test
  void cacheSettings_variableNamesPatternOfTheFile() {
    SettingsFixture fixture =
        fixture()
            .file("nearfar: { caches: { 'user-*': { near: { max-entries: 5 } } } }")
            .variable("NEARFAR_CACHES_USER___NEAR_MAX_ENTRIES", "6")
            .variable("NEARFAR_CACHES_USER_2_NEAR_MAX_ENTRIES", "7");

    assertThat(fixture.settings("user-1").near().maxEntries()).isEqualTo(6);
    assertThat(fixture.settings("user-2").near().maxEntries()).isEqualTo(7);
    assertThat(fixture.settings("users").near().maxEntries()).isEqualTo(-1);
  }

  @Test
  void cacheSettings_mostSpecificPropertyWins() {
    SettingsFixture fixture =
        fixture()
            .property("nearfar.caches.*.near.max-entries", "1")
            .property("nearfar.caches.user-*.near.max-entries", "2")
            .property("nearfar.caches.user-1.near.max-entries", "3");

    assertThat(fixture.settings("user-1").near().maxEntries()).isEqualTo(3);
    assertThat(fixture.settings("user-2").near().maxEntries()).isEqualTo(2);
    assertThat(fixture.settings("orders").near().maxEntries()).isEqualTo(1);
  }

  @Test
  void cacheSettings_defaultsReplaceOnlyDefaults() {
    SettingsFixture fixture =
        fixture()
            .file(
                """
                nearfar:
                  defaults: { near: { max-entries: 1, policy: fifo } }
                  caches: { "user-*": { near: { max-entries: 2 } } }
                """)
            .variable("NEARFAR_DEFAULTS_NEAR_MAX_ENTRIES", "3")
            .variable("NEARFAR_DEFAULTS_NEAR_POLICY", "lru")
            .property("nearfar.defaults.near.policy", "lfu");

    assertThat(fixture.settings("orders").near())
        .isEqualTo(new NearSettings(EvictionPolicy.LFU, 3, -1, -1, null));
    assertThat(fixture.settings("user-1").near().maxEntries()).isEqualTo(2);
  }

  @Test
  void cacheSettings_propertyForTimes() {
    var code =
        NearfarConfiguration.builder(Object.class, Object.class)
            .expireAfterCreation(Duration.ofMinutes(1))
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    assertThat(
            fixture()
                .property("nearfar.caches.a.expiry.after-access", "unchanged")
                .load()
                .cacheSettings("a", code)
                .expiry())
        .isEqualTo(new ExpirySettings(Duration.ofMinutes(1), null, null));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "nearfar.caches.products.near.max-entrys, 5, NEARFAR-0150, near.max-entries",
        "nearfar.caches.products.max-entries, 5, NEARFAR-0150, -",
        "nearfar.caches.products, 5, NEARFAR-0150, -",
        "nearfar.caches.topology, near, NEARFAR-0150, topology",
        "nearfar.caches..topology, near, NEARFAR-0150, topology",
        "nearfar.caches., near, NEARFAR-0150, -",
        "nearfar.defaults.topolgy, near, NEARFAR-0150, topology",
        "nearfar.defaults.a.topology, near, NEARFAR-0150, topology",
        "nearfar.caches.products.topology, '', NEARFAR-0115, -",
        "nearfar.caches.products.topology, near-far, NEARFAR-0142, -",
        "nearfar.caches.products.topology, far, NEARFAR-0142, -",
        "nearfar.caches.products.topology, fra, NEARFAR-0119, far",
        "nearfar.caches.products.near.max-entries, -1, NEARFAR-0117, -",
        "nearfar.caches.products.key-type, com.acme.No, NEARFAR-0120, -",
        "nearfar.caches.products.tag-dependencies, 'a -> b,', NEARFAR-0115, -",
        "nearfar.caches.products.tag-dependencies, 'a -> b, c', NEARFAR-0129, -",
      })
  void load_wrongProperty(String name, String value, String id, String meant) {
    assertThat(fixture().property(name, value).faults())
        .satisfiesExactly(
            fault -> {
              assertThat(fault.source()).isEqualTo("system property");
              assertThat(fault.line()).isZero();
              assertThat(fault.path()).isEqualTo(name);
              assertThat(fault.message()).startsWith(id);
              if (meant != null) {
                assertThat(fault.message()).endsWith("Did you mean '" + meant + "'?");
              }
            });
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "NEARFAR_CACHES_PRODUCTS_NEAR_MAX_ENTRYS, 5, NEARFAR-0151, NEAR_MAX_ENTRIES",
        "NEARFAR_CACHES_TOPOLOGY, near, NEARFAR-0151, TOPOLOGY",
        "NEARFAR_CACHES__TOPOLOGY, near, NEARFAR-0151, TOPOLOGY",
        "NEARFAR_CACHES_FOO, near, NEARFAR-0151, -",
        "NEARFAR_DEFAULTS_FOO, near, NEARFAR-0151, -",
        "NEARFAR_CACHES_PRODUCTS_TOPOLOGY, far, NEARFAR-0142, -",
        "NEARFAR_CACHES_PRODUCTS_STATISTICS, 1, NEARFAR-0116, -",
      })
  void load_wrongVariable(String name, String value, String id, String meant) {
    assertThat(fixture().variable(name, value).faults())
        .satisfiesExactly(
            fault -> {
              assertThat(fault.source()).isEqualTo("environment variable");
              assertThat(fault.path()).isEqualTo(name);
              assertThat(fault.message()).startsWith(id);
              if (meant != null) {
                assertThat(fault.message()).endsWith("Did you mean '" + meant + "'?");
              }
            });
  }

  @Test
  void load_severalLimitsOfOneCache() {
    assertThat(
            fixture()
                .property("nearfar.caches.a.near.max-entries", "5")
                .property("nearfar.caches.a.near.max-bytes", "5")
                .faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).startsWith("NEARFAR-0130"));
  }

  @Test
  void load_defaultsWithWeightAlone() {
    assertThat(fixture().property("nearfar.defaults.near.max-weight", "5").faults())
        .extracting(Fault::path)
        .containsExactly("nearfar.defaults.near.max-weight");
  }

  @Test
  void load_othersAreIgnored() {
    assertThat(
            fixture()
                .property("nearfar.cachesx", "1")
                .property("nearfarish.caches.a.b", "1")
                .variable("NEARFAR_HOME", "1")
                .settings("a"))
        .isEqualTo(Defaults.CACHE);
  }

  private SettingsFixture fixture() {
    return new SettingsFixture(directory);
  }
}
