package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings as texts: what the parser would read as the same values. */
final class SettingTextsTest {
  private final ValueParser parser = new ValueParser(getClass().getClassLoader());

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.5S, 500ms",
    "PT90S, 90s",
    "PT1.5S, 1500ms",
    "PT10M, 10m",
    "P1D, 1440m",
    "PT0.0000001S, PT0.0000001S"
  })
  void time(Duration time, String text) throws RefusedValueException {
    assertThat(SettingTexts.of(Setting.EXPIRY_AFTER_CREATION, time)).isEqualTo(text);
    assertThat(parser.parse(Setting.EXPIRY_AFTER_CREATION, text)).isEqualTo(time);
  }

  @Test
  void time_withoutEnd() throws RefusedValueException {
    String text = SettingTexts.of(Setting.EXPIRY_AFTER_UPDATE, ExpirySettings.FOREVER);
    assertThat(parser.parse(Setting.EXPIRY_AFTER_UPDATE, text)).isEqualTo(ExpirySettings.FOREVER);
    text = SettingTexts.of(Setting.EXPIRY_AFTER_UPDATE, Setting.UNCHANGED);
    assertThat(parser.parse(Setting.EXPIRY_AFTER_UPDATE, text)).isEqualTo(Setting.UNCHANGED);
  }

  @Test
  void limit() throws RefusedValueException {
    assertThat(SettingTexts.of(Setting.NEAR_MAX_ENTRIES, 5L)).isEqualTo("5");
    String text = SettingTexts.of(Setting.NEAR_MAX_ENTRIES, NearSettings.UNLIMITED);
    assertThat(parser.parse(Setting.NEAR_MAX_ENTRIES, text)).isEqualTo(NearSettings.UNLIMITED);
  }

  @Test
  void names_areInOrder() {
    assertThat(SettingTexts.of(Setting.ALLOWED_TYPES, Set.of("b.B", "a.A"))).isEqualTo("a.A, b.B");
    assertThat(SettingTexts.of(Setting.ALLOWED_TYPES, Set.of())).isEqualTo("none");
  }

  @Test
  void configuration_hasAllSettings() {
    assertThat(NearfarConfiguration.builder(Long.class, Object.class).build().settings().keySet())
        .containsExactlyElementsOf(Arrays.stream(Setting.values()).map(Setting::path).toList());
  }

  @Test
  void farSettings_hasAllSettings() {
    assertThat(FarSettings.of("redis://localhost:1").settings().keySet())
        .containsExactlyElementsOf(
            Arrays.stream(FarSetting.values()).map(FarSetting::path).toList());
    assertThat(FarSettings.of("redis://localhost:1").settings())
        .containsEntry("url", "redis://localhost:1")
        .containsEntry("password", "none")
        .containsEntry("timeout", "1s");
  }

  @Test
  void secret_isHidden() {
    assertThat(SettingTexts.of(FarSetting.PASSWORD, Secret.of("Tr0ub4dor"))).isEqualTo("(hidden)");
  }
}
