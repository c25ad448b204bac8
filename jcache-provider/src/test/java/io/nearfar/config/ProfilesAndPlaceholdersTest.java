package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles of the file, and values that are filled in. */
final class ProfilesAndPlaceholdersTest {
  private static final String PROFILES =
      """
      nearfar:
        defaults: { near: { max-entries: 1 } }
        caches:
          products: { topology: near, near: { policy: lru } }
        profiles:
          test: { caches: { "*": { topology: none } } }
          small: { defaults: { near: { max-entries: 2 } } }
          tiny: { defaults: { near: { max-entries: 3 } } }
          prod: { caches: { products: { topology: near-far, statistics: "${PROD}" } } }
          empty:
      """;

  @TempDir Path directory;

  @Test
  void load_noProfile() {
    CacheSettings settings = fixture().file(PROFILES).settings("products");

    assertThat(settings.topology()).isEqualTo(Topology.NEAR);
    assertThat(settings.near().maxEntries()).isEqualTo(1);
  }

  @Test
  void load_profileOverlaysBase() {
    CacheSettings settings =
        fixture().file(PROFILES).property("nearfar.profile", "test").settings("products");

    assertThat(settings.topology()).isEqualTo(Topology.NONE);
    assertThat(settings.near().policy()).isEqualTo(EvictionPolicy.LRU);
  }

  @ParameterizedTest
  @CsvSource({
    "'small', 2",
    "'small,tiny', 3",
    "' tiny , small ', 2",
    "'tiny,,small,', 2",
    "'empty', 1",
    "' ', 1",
  })
  void load_laterProfileWins(String profiles, long expected) {
    assertThat(
            fixture()
                .file(PROFILES)
                .variable("NEARFAR_PROFILE", profiles)
                .settings("products")
                .near()
                .maxEntries())
        .isEqualTo(expected);
  }

  @Test
  void load_whoChoosesTheProfile() {
    SettingsFixture fixture = fixture().file(PROFILES).managerProperty("nearfar.profile", "empty");
    assertThat(fixture.load().profiles()).containsExactly("empty");
    fixture.variable("NEARFAR_PROFILE", "small");
    assertThat(fixture.load().profiles()).containsExactly("small");
    fixture.property("nearfar.profile", "test,tiny");
    assertThat(fixture.load().profiles()).containsExactly("test", "tiny");
  }

  @Test
  void load_unknownProfile() {
    assertThat(fixture().file(PROFILES).property("nearfar.profile", "tset").faults())
        .satisfiesExactly(
            fault -> {
              assertThat(fault.path()).isEqualTo("nearfar.profiles");
              assertThat(fault.message())
                  .startsWith("NEARFAR-0140: The profile 'tset' is unknown.")
                  .contains("'test', 'small', 'tiny', 'prod', 'empty'")
                  .endsWith("Did you mean 'test'?");
            });
  }

  @Test
  void load_fileWithoutProfiles() {
    assertThat(
            fixture()
                .file("nearfar: { caches: {} }")
                .property("nearfar.profile", "test")
                .settings("products"))
        .isEqualTo(Defaults.CACHE);
  }

  @Test
  void load_profileThatAppliesIsCheckedFully() {
    assertThat(fixture().file(PROFILES).property("nearfar.profile", "prod").faults())
        .extracting(Fault::line)
        .containsExactly(9, 9);
  }

  @Test
  void load_idleProfileNeedsNoClasses() {
    assertThat(
            fixture()
                .file(
                    """
                    nearfar:
                      profiles:
                        prod:
                          caches:
                            a:
                              key-type: com.acme.No
                              near: { max-weight: 5, weigher: com.acme.No }
                              immutable-types: [com.acme.No, "${NOPE}"]
                    """)
                .settings("a"))
        .isEqualTo(Defaults.CACHE);
  }

  @ParameterizedTest
  @CsvSource({
    "'${SIZE}', 7",
    "'${ SIZE}', 9",
    "'${size.property}', 8",
    "'${BOTH}', 6",
    "'${NOPE:-5}', 5",
    "'${SIZE:-5}', 7",
    "'${EMPTY:-5}', 5",
    "'${NOPE:-${SIZE}}', 7",
    "'${NOPE:-${NOPE:-4}}', 4",
    "'1${SIZE}0', 170",
    "'${SIZE}${SIZE}', 77",
  })
  void load_placeholder(String text, long expected) {
    assertThat(
            fixture()
                .file(
                    "nearfar: { caches: { products: { near: { max-entries: \""
                        + text
                        + "\" } } } }")
                .variable("SIZE", "7")
                .variable(" SIZE", "9")
                .variable("EMPTY", "")
                .variable("BOTH", "5")
                .property("BOTH", "6")
                .property("size.property", "8")
                .settings("products")
                .near()
                .maxEntries())
        .isEqualTo(expected);
  }

  @Test
  void load_placeholderInList() {
    assertThat(
            fixture()
                .file("nearfar: { defaults: { immutable-types: [\"${TYPE}\", java.util.Locale] } }")
                .variable("TYPE", "java.lang.Void")
                .settings("products")
                .immutableTypes())
        .containsExactlyInAnyOrder("java.lang.Void", "java.util.Locale");
  }

  @Test
  void load_escapedPlaceholder() {
    assertThat(fixture().file("nearfar: { defaults: { topology: \"$${near}\" } }").faults())
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.message())
                    .contains("topology is '${near}'", "The file says '$${near}'"));
  }

  @Test
  void load_filledInTextIsNotLookedAtAgain() {
    assertThat(
            fixture()
                .file("nearfar: { defaults: { topology: \"${A}\" } }")
                .variable("A", "${B}")
                .variable("B", "near")
                .faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("topology is '${B}'"));
  }

  @Test
  void load_alias() {
    assertThat(
            fixture()
                .file(
                    """
                    nearfar:
                      caches:
                        a: &small { near: { max-entries: 5 } }
                        b: *small
                    """)
                .settings("b")
                .near()
                .maxEntries())
        .isEqualTo(5);
  }

  private SettingsFixture fixture() {
    return new SettingsFixture(directory);
  }
}
