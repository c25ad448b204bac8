package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manager makes of its sources: every setting, who wins, declared caches. */
final class ManagerSettingsTest {
  @TempDir Path directory;

  @Test
  void load_noFile() {
    ManagerSettings settings = fixture().load();

    assertThat(settings.cacheSettings("products", SettingsFixture.silent()))
        .isEqualTo(Defaults.CACHE);
    assertThat(settings.file()).isEmpty();
    assertThat(settings.profiles()).isEmpty();
    assertThat(settings.declaredCaches()).isEmpty();
    assertThat(settings.declaredCache("products")).isEmpty();
  }

  @Test
  void load_thisJvm() {
    ManagerSettings settings =
        ManagerSettings.load(
            SettingsFixture.MANAGER, getClass().getClassLoader(), new Properties());

    assertThat(settings.cacheSettings("products", SettingsFixture.silent()))
        .isEqualTo(Defaults.CACHE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "nearfar:\n",
        "nearfar: {}\n",
        "nearfar:\n  defaults:\n  caches:\n  profiles:\n",
        "nearfar:\n  caches:\n    products:\n",
        "nearfar:\n  caches:\n    products:\n      near:\n",
        "\uFEFFnearfar: {}\n",
        "nearfar:\r\n  defaults: { topology: near }\r\n",
      })
  void load_fileSaysNothing(String text) {
    assertThat(fixture().file(text).settings("products")).isEqualTo(Defaults.CACHE);
  }

  @Test
  void cacheSettings_everySetting() {
    CacheSettings settings =
        fixture()
            .file(
                """
                nearfar:
                  caches:
                    products:
                      topology: none
                      near:
                        policy: fifo
                        max-weight: 1_000
                        weigher: io.nearfar.config.TestWeigher
                      expiry:
                        after-creation: 10m
                        after-update: PT5M
                        after-access: 30s
                      loads: { wait: 3s }
                      immutable-types:
                        - java.util.Locale
                        - java.util.Currency
                      allowed-types: [java.util.Locale, com.acme.*, com.acme.order.**]
                      tag-dependencies: ["role:* -> permissions", permissions -> menu]
                """)
            .settings("products");

    assertThat(settings.topology()).isEqualTo(Topology.NONE);
    assertThat(settings.near().policy()).isEqualTo(EvictionPolicy.FIFO);
    assertThat(settings.near().maxWeight()).isEqualTo(1_000);
    assertThat(settings.near().weigher()).isInstanceOf(TestWeigher.class);
    assertThat(settings.loadsWait()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.expiry())
        .isEqualTo(
            new ExpirySettings(
                Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofSeconds(30)));
    assertThat(settings.immutableTypes())
        .containsExactlyInAnyOrder("java.util.Locale", "java.util.Currency");
    assertThat(settings.allowedTypes())
        .containsExactlyInAnyOrder("java.util.Locale", "com.acme.*", "com.acme.order.**");
    assertThat(settings.tagDependencies().closure(Set.of("role:1")))
        .containsExactly("role:1", "permissions", "menu");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "10s, PT10S",
    "10 s, PT10S",
    "5m, PT5M",
    "2h, PT2H",
    "1d, P1D",
    "1_000ms, PT1S",
    "PT10M, PT10M",
    "pt10m, PT10M",
    "0, PT0S",
    "0s, PT0S",
    "eternal, PT2562047H47M16.854775807S",
    "99999999999d, PT2562047H47M16.854775807S",
    "99999999999999999999d, PT2562047H47M16.854775807S",
  })
  void cacheSettings_duration(String text, Duration expected) {
    assertThat(caches("products: { expiry: { after-access: " + text + " } }").expiry())
        .isEqualTo(new ExpirySettings(null, null, expected));
  }

  @Test
  void cacheSettings_eternalCreation() {
    assertThat(caches("products: { expiry: { after-creation: eternal } }").expiry())
        .isEqualTo(ExpirySettings.ETERNAL);
  }

  @Test
  void cacheSettings_unchanged() {
    CacheSettings settings =
        fixture()
            .file(
                """
                nearfar:
                  defaults: { expiry: { after-access: 5m, after-update: 1m } }
                  caches: { products: { expiry: { after-access: unchanged } } }
                """)
            .settings("products");

    assertThat(settings.expiry()).isEqualTo(new ExpirySettings(null, Duration.ofMinutes(1), null));
  }

  @ParameterizedTest
  @CsvSource({
    "64MB, 64000000",
    "64MiB, 67108864",
    "64 mib, 67108864",
    "1_000_000, 1000000",
    "0, 0",
    "5B, 5",
    "1kB, 1000",
    "1KiB, 1024",
    "2GB, 2000000000",
    "2GiB, 2147483648",
    "1TB, 1000000000000",
    "1TiB, 1099511627776",
    "unlimited, -1",
  })
  void cacheSettings_size(String text, long expected) {
    assertThat(caches("products: { near: { max-bytes: " + text + " } }").near().maxBytes())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "10_000, 10000", "'\"7\"', 7", "0, 0", "unlimited, -1"})
  void cacheSettings_count(String text, long expected) {
    assertThat(caches("products: { near: { max-entries: " + text + " } }").near().maxEntries())
        .isEqualTo(expected);
  }

  /** One setting, 1 from the weakest place to 6 from the strongest. */
  @ParameterizedTest
  @CsvSource({
    // properties, variable, code, file exact, file pattern, defaults -> expected
    "6, 5, 4, 3, 2, 1, 6",
    " , 5, 4, 3, 2, 1, 5",
    " ,  , 4, 3, 2, 1, 4",
    " ,  ,  , 3, 2, 1, 3",
    " ,  ,  ,  , 2, 1, 2",
    " ,  ,  ,  ,  , 1, 1",
    " ,  ,  ,  ,  ,  , -1",
    "6,  ,  ,  ,  , 1, 6",
    " , 5,  , 3,  ,  , 5",
  })
  void cacheSettings_precedence(
      Long property,
      Long variable,
      Long code,
      Long exact,
      Long pattern,
      Long defaults,
      long expected) {
    SettingsFixture fixture = fixture();
    if (property != null) {
      fixture.property("nearfar.caches.user-1.near.max-entries", property.toString());
    }
    if (variable != null) {
      fixture.variable("NEARFAR_CACHES_USER_1_NEAR_MAX_ENTRIES", variable.toString());
    }
    fixture.file(
        "nearfar:\n"
            + ("  caches:\n" + section("user-1", exact) + section("\"user-*\"", pattern))
            + (defaults == null
                ? ""
                : "  defaults: { near: { max-entries: " + defaults + " } }\n"));
    var builder = NearfarConfiguration.builder(Object.class, Object.class);
    if (code != null) {
      builder.maxEntries(code);
    }

    CacheSettings settings = fixture.load().cacheSettings("user-1", builder.build());

    assertThat(settings.near().maxEntries()).isEqualTo(expected);
  }

  private static String section(String name, Long maxEntries) {
    return maxEntries == null
        ? ""
        : "    " + name + ": { near: { max-entries: " + maxEntries + " } }\n";
  }

  @Test
  void cacheSettings_eachSettingFromItsOwnPlace() {
    CacheSettings settings =
        fixture()
            .file(
                """
                nearfar:
                  defaults: { topology: none, expiry: { after-creation: 1h } }
                  caches:
                    "*": { near: { policy: lru }, expiry: { after-access: 1s } }
                    "user-*": { expiry: { after-access: 2s } }
                    user-1: { near: { max-entries: 3 } }
                """)
            .property("nearfar.caches.user-?.expiry.after-update", "4s")
            .settings("user-1");

    assertThat(settings)
        .isEqualTo(
            new CacheSettings(
                Topology.NONE,
                new NearSettings(EvictionPolicy.LRU, 3, -1, -1, null),
                Defaults.COHERENCE,
                Defaults.LOADS_WAIT,
                new ExpirySettings(
                    Duration.ofHours(1), Duration.ofSeconds(4), Duration.ofSeconds(2)),
                Defaults.IMMUTABLE_TYPES,
                Defaults.ALLOWED_TYPES,
                Defaults.TAG_DEPENDENCIES));
  }

  /** As with all lists: the strongest place has it as a whole. */
  @Test
  void cacheSettings_tagDependenciesOfOnePlace() {
    SettingsFixture fixture =
        fixture()
            .file(
                """
                nearfar:
                  defaults: { tag-dependencies: [a -> b] }
                  caches:
                    products: { tag-dependencies: [a -> c] }
                    orders: { tag-dependencies: [] }
                """);
    var code =
        NearfarConfiguration.builder(Object.class, Object.class).tagDependency("a", "d").build();

    assertThat(fixture.settings("products").tagDependencies())
        .isEqualTo(TagDependencies.of(List.of("a -> c")));
    assertThat(fixture.settings("orders").tagDependencies().isEmpty()).isTrue();
    assertThat(fixture.settings("others").tagDependencies())
        .isEqualTo(TagDependencies.of(List.of("a -> b")));
    assertThat(fixture.load().cacheSettings("products", code).tagDependencies())
        .isEqualTo(TagDependencies.of(List.of("a -> d")));
  }

  @Test
  void cacheSettings_strongerLimitReplacesTheWeaker() {
    SettingsFixture fixture =
        fixture()
            .file(
                """
                nearfar:
                  defaults: { near: { max-entries: 10 } }
                  caches:
                    products: { near: { max-bytes: 1MB } }
                    orders: { near: { max-entries: unlimited } }
                """);

    assertThat(fixture.settings("products").near())
        .isEqualTo(new NearSettings(EvictionPolicy.ADAPTIVE, -1, -1, 1_000_000, null));
    assertThat(fixture.settings("orders").near()).isEqualTo(Defaults.NEAR);
    assertThat(fixture.settings("others").near().maxEntries()).isEqualTo(10);
  }

  @Test
  void cacheSettings_weigherOfThePatternServesTheCache() {
    NearSettings near =
        fixture()
            .file(
                """
                nearfar:
                  caches:
                    "user-*": { near: { weigher: io.nearfar.config.TestWeigher } }
                    user-1: { near: { max-weight: 9 } }
                """)
            .settings("user-1")
            .near();

    assertThat(near.maxWeight()).isEqualTo(9);
    assertThat(near.weigher()).isInstanceOf(TestWeigher.class);
  }

  @Test
  void cacheSettings_weightOverCodesWeigher() {
    var code =
        NearfarConfiguration.builder(Object.class, Object.class)
            .maxWeight(5, (key, value) -> 1)
            .build();
    ManagerSettings settings =
        fixture().property("nearfar.caches.products.near.max-weight", "50").load();

    assertThat(settings.cacheSettings("products", code).near().maxWeight()).isEqualTo(50);
    assertThatThrownBy(() -> settings.cacheSettings("products", SettingsFixture.silent()))
        .isInstanceOf(NearfarConfigurationException.class)
        .hasMessageContaining("cache 'products' (manager 'urn:shop')")
        .hasMessageContaining("NEARFAR-0131")
        .hasMessageContaining("nearfar.caches.products.near.max-weight");
  }

  @Test
  void cacheSettings_farTierInCodeWithoutServer() {
    var code =
        NearfarConfiguration.builder(Object.class, Object.class)
            .topology(Topology.NEAR_FAR)
            .build();
    ManagerSettings settings = fixture().load();

    var refusal =
        catchThrowableOfType(
            NearfarConfigurationException.class, () -> settings.cacheSettings("products", code));

    assertThat(refusal.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.source()).isEqualTo("code");
              assertThat(fault.path()).isEqualTo("topology");
              assertThat(fault.message()).contains("NEARFAR-0142", "'near-far' needs a server");
            });
    assertThat(
            fixture()
                .property("nearfar.caches.*.topology", "near")
                .load()
                .cacheSettings("products", code)
                .topology())
        .isEqualTo(Topology.NEAR);
  }

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "ac, a*",
    "ab, ab*",
    "abc, ab*",
    "abcd, ab?d",
    "xbc, ?bc",
    "xyz, *",
    "a.b.topology, a.b*",
    "'', *",
  })
  void cacheSettings_mostSpecificPattern(String name, String expected) {
    ManagerSettings settings =
        fixture()
            .file(
                """
                nearfar:
                  caches:
                    "*": { near: { max-entries: 1 } }
                    "?bc": { near: { max-entries: 2 } }
                    "a*": { near: { max-entries: 3 } }
                    "ab*": { near: { max-entries: 4 } }
                    "ab?d": { near: { max-entries: 5 } }
                    "a.b*": { near: { max-entries: 6 } }
                    a: { near: { max-entries: 7 } }
                """)
            .load();
    long wanted =
        switch (expected) {
          case "*" -> 1;
          case "?bc" -> 2;
          case "a*" -> 3;
          case "ab*" -> 4;
          case "ab?d" -> 5;
          case "a.b*" -> 6;
          default -> 7;
        };

    assertThat(settings.cacheSettings(name, SettingsFixture.silent()).near().maxEntries())
        .isEqualTo(wanted);
  }

  @Test
  void declaredCache_typed() {
    ManagerSettings settings =
        fixture()
            .file(
                """
                nearfar:
                  defaults: { near: { policy: lru } }
                  caches:
                    products:
                      key-type: java.lang.Long
                      value-type: java.lang.String
                      statistics: true
                      management: true
                      store-by-value: false
                      expiry: { after-creation: 10m }
                      tag-dependencies: [a -> b]
                    tuned: { near: { max-entries: 5 } }
                    "p*": { key-type: java.lang.Integer }
                """)
            .load();

    NearfarConfiguration<?, ?> products = settings.declaredCache("products").orElseThrow();

    assertThat(settings.declaredCaches()).containsExactly("products");
    assertThat(settings.declaredCache("tuned")).isEmpty();
    assertThat(settings.declaredCache("p*")).isEmpty();
    assertThat(products.getKeyType()).isEqualTo(Long.class);
    assertThat(products.getValueType()).isEqualTo(String.class);
    assertThat(products.isStatisticsEnabled()).isTrue();
    assertThat(products.isManagementEnabled()).isTrue();
    assertThat(products.isStoreByValue()).isFalse();
    assertThat(products.evictionPolicy()).contains(EvictionPolicy.LRU);
    assertThat(products.tagDependencies()).contains(TagDependencies.of(List.of("a -> b")));
    assertThat(products.getExpiryPolicyFactory().create().getExpiryForCreation())
        .isEqualTo(javax.cache.expiry.Duration.TEN_MINUTES);
    assertThat(settings.cacheSettings("products", products).expiry().afterCreation())
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void declaredCache_oneTypeOnly() {
    ManagerSettings settings =
        fixture().file("nearfar: { caches: { a: { key-type: java.lang.Long } } }").load();

    assertThat(settings.declaredCache("a").orElseThrow().getValueType()).isEqualTo(Object.class);
  }

  @Test
  void effective_nothingSaid() {
    MutableConfiguration<Long, String> standard =
        new MutableConfiguration<Long, String>()
            .setTypes(Long.class, String.class)
            .setExpiryPolicyFactory(
                CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_DAY));

    var effective = fixture().load().effective("products", NearfarConfiguration.copyOf(standard));

    assertThat(new MutableConfiguration<>(effective)).isEqualTo(standard);
    assertThat(effective.topology()).contains(Topology.NEAR);
    assertThat(effective.maxEntries()).hasValue(NearSettings.UNLIMITED);
  }

  @Test
  void effective_eternalStaysTheStandardsOwn() {
    var effective = fixture().load().effective("products", SettingsFixture.silent());

    assertThat(effective.getExpiryPolicyFactory()).isEqualTo(EternalExpiryPolicy.factoryOf());
  }

  @Test
  void effective_fileFillsWhatStandardConfigurationLeavesOpen() {
    ManagerSettings settings =
        fixture()
            .file(
                """
                nearfar:
                  defaults:
                    statistics: true
                    management: true
                    store-by-value: false
                    expiry: { after-update: 1m }
                """)
            .load();
    var standard = NearfarConfiguration.copyOf(new MutableConfiguration<Long, String>());
    var explicit =
        NearfarConfiguration.builder(Long.class, String.class)
            .statisticsEnabled(false)
            .managementEnabled(false)
            .storeByValue(true)
            .build();

    assertThat(settings.effective("products", standard))
        .satisfies(
            effective -> {
              assertThat(effective.isStatisticsEnabled()).isTrue();
              assertThat(effective.isManagementEnabled()).isTrue();
              assertThat(effective.isStoreByValue()).isFalse();
              assertThat(effective.expireAfterUpdate()).contains(Duration.ofMinutes(1));
            });
    assertThat(settings.effective("products", explicit))
        .satisfies(
            effective -> {
              assertThat(effective.isStatisticsEnabled()).isFalse();
              assertThat(effective.isManagementEnabled()).isFalse();
              assertThat(effective.isStoreByValue()).isTrue();
            });
  }

  @Test
  void effective_policyInCodeBeatsTheFile() {
    var policy = CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_DAY);
    var code =
        NearfarConfiguration.builder(Long.class, String.class).expiryPolicyFactory(policy).build();
    SettingsFixture fixture =
        fixture().file("nearfar: { caches: { products: { expiry: { after-access: 5s } } } }");

    var effective = fixture.load().effective("products", code);

    assertThat(effective.givenExpiryPolicyFactory()).containsSame(policy);
    assertThat(effective.expireAfterAccess()).isEmpty();
  }

  @Test
  void effective_propertyBeatsPolicyInCode() {
    var code =
        NearfarConfiguration.builder(Long.class, String.class)
            .expiryPolicyFactory(CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_DAY))
            .build();
    ManagerSettings settings =
        fixture().variable("NEARFAR_CACHES_PRODUCTS_EXPIRY_AFTER_CREATION", "5s").load();

    var effective = settings.effective("products", code);

    assertThat(effective.givenExpiryPolicyFactory()).isEmpty();
    assertThat(effective.expireAfterCreation()).contains(Duration.ofSeconds(5));
    assertThat(settings.effective("orders", code).givenExpiryPolicyFactory()).isPresent();
  }

  @Test
  void effective_twiceIsOnce() {
    ManagerSettings settings =
        fixture()
            .file(
                """
                nearfar:
                  defaults: { near: { max-entries: 10 }, expiry: { after-update: 5m } }
                  caches:
                    products: { near: { max-bytes: 5MB }, expiry: { after-update: unchanged } }
                """)
            .property("nearfar.caches.p*.statistics", "true")
            .load();
    var once = settings.effective("products", SettingsFixture.silent());

    assertThat(settings.effective("products", once)).isEqualTo(once);
    assertThat(settings.cacheSettings("products", once))
        .isEqualTo(settings.cacheSettings("products", SettingsFixture.silent()));
  }

  @Test
  @SuppressWarnings("NullAway") // that is the test
  void load_null() {
    assertThatThrownBy(() -> ManagerSettings.load(null, getClass().getClassLoader(), null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("NEARFAR-0101");
    ManagerSettings settings = fixture().load();
    assertThatThrownBy(() -> settings.cacheSettings(null, SettingsFixture.silent()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> settings.cacheSettings("a", null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> settings.declaredCache(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> settings.effective("a", null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void load_lateFaultNamesManager() {
    assertThat(fixture().uri("urn:other").property("nearfar.defaults.topology", "x").refusal())
        .hasMessageContaining("manager 'urn:other'");
  }

  @Test
  void faults_immutable() {
    var faults = fixture().file("nearfar: 1").faults();

    assertThatThrownBy(() -> faults.add(new Fault("a", 0, "", "b")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private CacheSettings caches(String line) {
    return fixture().file("nearfar:\n  caches:\n    " + line + "\n").settings("products");
  }

  private SettingsFixture fixture() {
    return new SettingsFixture(directory);
  }
}
