package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reference page says what the code does; {@link DocumentedConfigurationTest} reads its
 * examples.
 */
final class ReferencePageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Pattern TABLE =
      Pattern.compile("(?s)(<!-- settings:begin [^>]*-->\n)(.*?)(<!-- settings:end -->)");
  private static final Pattern FAR_TABLE =
      Pattern.compile("(?s)(<!-- far-settings:begin [^>]*-->\n)(.*?)(<!-- far-settings:end -->)");
  private static final Pattern ERROR =
      Pattern.compile(
          "(?s)<!-- error:begin [^>]*-->\n```yaml\n(.*?)```.*?```text\n(.*?)```\n<!-- error:end");

  @TempDir Path directory;

  @Test
  void table_isTheCode() throws IOException {
    String page = Files.readString(PAGE);
    String expected =
        FAR_TABLE
            .matcher(
                TABLE.matcher(page).replaceFirst(found -> found.group(1) + cacheTable() + "$3"))
            .replaceFirst(found -> found.group(1) + farTable() + "$3");
    if (Boolean.getBoolean(JsonSchemaTest.REGENERATE)) {
      Files.writeString(PAGE, expected);
      page = expected;
    }

    assertThat(page)
        .as("made by: mvn test -pl jcache-provider -Dtest=ReferencePageTest -Dregenerate=true")
        .isEqualTo(expected);
  }

  @Test
  void defaults_areReadAsTheConstants() throws RefusedValueException {
    ValueParser parser = new ValueParser(getClass().getClassLoader());

    assertThat(parser.parse(Setting.TOPOLOGY, Setting.TOPOLOGY.defaultText()))
        .isEqualTo(Defaults.TOPOLOGY);
    assertThat(parser.parse(Setting.NEAR_POLICY, Setting.NEAR_POLICY.defaultText()))
        .isEqualTo(Defaults.EVICTION_POLICY);
    for (Setting limit : Setting.LIMITS) {
      assertThat(parser.parse(limit, limit.defaultText())).isEqualTo(NearSettings.UNLIMITED);
    }
    assertThat(parser.parse(Setting.STORE_BY_VALUE, Setting.STORE_BY_VALUE.defaultText()))
        .isEqualTo(Defaults.STORE_BY_VALUE);
    assertThat(parser.parse(Setting.STATISTICS, Setting.STATISTICS.defaultText()))
        .isEqualTo(Defaults.STATISTICS);
    assertThat(parser.parse(Setting.MANAGEMENT, Setting.MANAGEMENT.defaultText()))
        .isEqualTo(Defaults.MANAGEMENT);
    assertThat(parser.parse(Setting.KEY_TYPE, Setting.KEY_TYPE.defaultText()))
        .isEqualTo(Defaults.KEY_TYPE);
    assertThat(parser.parse(Setting.VALUE_TYPE, Setting.VALUE_TYPE.defaultText()))
        .isEqualTo(Defaults.VALUE_TYPE);
  }

  @Test
  void farDefaults_areReadAsTheConstants() {
    SettingsFixture fixture = new SettingsFixture(directory);
    for (FarSetting setting : FarSetting.values()) {
      // Of TLS there is only this default, and it has no meaning without encryption.
      if (!setting.defaultText().equals("none") && setting != FarSetting.TLS_VERIFY_HOSTNAME) {
        fixture.property(setting.property(), setting.defaultText());
      }
    }

    assertThat(fixture.property("nearfar.far.url", "redis://localhost").load().far())
        .contains(FarSettings.of("redis://localhost:" + Defaults.FAR_PORT));
    assertThat(FarSetting.TLS_VERIFY_HOSTNAME.defaultText())
        .isEqualTo(Boolean.toString(Defaults.FAR_VERIFY_HOSTNAME));
  }

  @Test
  void defaults_times() {
    StringBuilder text = new StringBuilder("nearfar: { defaults: { expiry: {");
    for (Setting time : Setting.EXPIRY) {
      String key = time.path().substring("expiry.".length());
      text.append(' ').append(key).append(": ").append(time.defaultText()).append(',');
    }

    assertThat(new SettingsFixture(directory).file(text.append(" } } }").toString()).settings("a"))
        .isEqualTo(Defaults.CACHE);
  }

  @Test
  void error_isAsShown() throws IOException {
    var error = ERROR.matcher(Files.readString(PAGE));
    assertThat(error.find()).isTrue();
    SettingsFixture fixture = new SettingsFixture(directory).file(error.group(1));

    String shown =
        fixture.refusal().getMessage().replace(fixture.source(), "file:/app/nearfar.yaml");

    assertThat(shown.lines()).containsExactlyElementsOf(error.group(2).lines().toList());
  }

  private static String cacheTable() {
    return table(Setting.values(), setting -> "…_" + setting.variableSuffix());
  }

  private static String farTable() {
    return table(FarSetting.values(), FarSetting::variable);
  }

  private static <S extends AnySetting> String table(S[] settings, Function<S, String> variable) {
    return Arrays.stream(settings)
        .map(
            setting ->
                "| `%s` | %s | %s | %s | `%s` |\n"
                    .formatted(
                        setting.path(),
                        setting.type().syntax(),
                        setting.defaultText().equals("none")
                            ? "none"
                            : "`" + setting.defaultText() + "`",
                        setting.doc(),
                        variable.apply(setting)))
        .collect(
            Collectors.joining(
                "",
                "| Setting | Value | Default | Meaning | Variable |\n|---|---|---|---|---|\n",
                ""));
  }
}
