package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A password never gets into a text, whatever is wrong with it or around it. */
final class FarSecretsTest {
  private static final String SECRET = "Tr0ub4dor";

  @TempDir Path directory;

  /** What may be written for a password, rightly or not. */
  static List<String> written() {
    return List.of(
        SECRET,
        "'" + SECRET + "'",
        "!" + SECRET,
        "!!" + SECRET,
        "!" + SECRET + "!x y",
        "*" + SECRET,
        "&" + SECRET,
        "&" + SECRET + " x",
        "%" + SECRET,
        "@" + SECRET,
        "`" + SECRET,
        "|" + SECRET,
        ">" + SECRET,
        "\"" + SECRET,
        "'" + SECRET,
        "\"\\" + SECRET + "\"",
        "\"" + SECRET + "\" x",
        SECRET + ": x",
        SECRET + ": " + SECRET + ": x",
        SECRET + " # x",
        "{" + SECRET + "}",
        "{" + SECRET + ": 1, " + SECRET + ": 2}",
        "{" + SECRET + ": !x y, <<: {}}",
        "{{" + SECRET + ": 1}: 2}",
        "{" + SECRET,
        "[" + SECRET + "]",
        "[" + SECRET + ", {" + SECRET + ": !" + SECRET + " x}]",
        "[" + SECRET,
        "]" + SECRET,
        ", " + SECRET,
        "? " + SECRET,
        "- " + SECRET,
        "'" + SECRET + "${'",
        "'" + SECRET + "${}'",
        "'" + SECRET + "${NOPE}'",
        "'${" + SECRET + "'",
        "'${:-" + SECRET + "}'",
        "'${NOPE:-${" + SECRET + "-x}}'",
        "'${NOPE:-" + SECRET + "}${NOPE}'",
        "\n          " + SECRET + ": x",
        "\n          " + SECRET + " x",
        "\n          " + SECRET + ":x: y");
  }

  /** As a block, with a fault after it, so that there is a text in any case. */
  @ParameterizedTest
  @MethodSource("written")
  void load_anySecretWrittenInAnyWay(String value) {
    for (FarSetting setting : FarSetting.values()) {
      if (setting.type() == SettingType.SECRET) {
        String path = setting.path();
        String key = path.startsWith("tls.") ? "tls:\n      " + path.substring(4) : path;
        assertHidden(
            fixture().file("nearfar:\n  far:\n    " + key + ": " + value + "\n  caches: 5\n"));
        assertHidden(
            fixture()
                .file(
                    "nearfar:\n  profiles:\n   p:\n    far:\n     "
                        + key
                        + ": "
                        + value
                        + "\n  caches: 5\n"));
        if (!path.startsWith("tls.")) {
          assertHidden(
              fixture()
                  .file("nearfar: { far: { " + key + ": " + value + ", x: y }, caches: 5 }\n"));
        }
      }
    }
  }

  /** The password of an address, in all places where other products take one. */
  static Stream<String> urls() {
    return Stream.of(
            "redis://user:%s@host:6379",
            "redis://:%s@host",
            "redis://%s@host",
            "redis://user:%s",
            "redis://:%s",
            "redis://user:a@%s@host",
            "redis://user:a@%s",
            "redis://user:a/%s@host",
            "redis://user:a,%s@host",
            "redis://%s,b@host",
            "redis:%s@host:6379",
            "redis//:%s@host",
            "redis:user:%s",
            "user:%s@host",
            "user:%s",
            ":%s",
            "%s",
            "redis://host:6379?password=%s",
            "redis://host:6379/?password=%s",
            "redis://host:6379/%s",
            "redis://host:6379#%s",
            "redis://host:6379 %s",
            "redis://host:%s",
            "redis-sentinel://:%s@a,b:26379/0#mymaster",
            "embedded:%s",
            "embedded,redis://:%s@a",
            "redis://a,rediss://:%s@a")
        .map(url -> url.formatted(SECRET));
  }

  @ParameterizedTest
  @MethodSource("urls")
  void load_passwordInUrl(String url) {
    assertHidden(fixture().property("nearfar.far.url", url).property("nearfar.far.x", "y"));
    assertHidden(fixture().variable("NEARFAR_FAR_URL", url).property("nearfar.far.x", "y"));
    assertHidden(fixture().managerProperty("nearfar.far.url", url));
    for (String written :
        List.of(
            url,
            "'" + url + "'",
            "['" + url + "', redis://a]",
            "[[" + url + "]]",
            "{ '" + url + "': a, '" + url + "': b }",
            "'" + url + "${NOPE}'",
            "'${NOPE:-" + url + "}${NOPE'",
            "'${NOPE:-" + url + "}'")) {
      assertHidden(fixture().file("nearfar:\n  far:\n    url: " + written + "\n  caches: 5\n"));
    }
  }

  /** Everything else is wrong, one at a time, and the passwords are there. */
  @ParameterizedTest
  @EnumSource
  void load_wrongNeighbour(FarSetting setting) {
    assertHidden(
        withSecrets()
            .property("nearfar.far.url", "redis://a, redis://b")
            .property(setting.property(), setting.type() == SettingType.TEXT ? " " : "{"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url: redis://a",
        "url: embedded",
        "url: [redis://a, redis://b]",
        "url: rediss://a, mode: cluster",
        "url: redis://a, mode: sentinel",
        "url: redis://a, username: u, database: 3, mode: cluster",
      })
  void load_contradictions(String settings) {
    assertHidden(withSecrets().file("nearfar: { far: { " + settings + " } }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password " + SECRET,
        "password:" + SECRET,
        "password=" + SECRET,
        "'password: " + SECRET + "'",
        "password, '" + SECRET + "!'",
        "'" + SECRET + "!': a, '" + SECRET + "!': b",
      })
  void load_passwordAsKey(String content) {
    assertHidden(fixture().file("nearfar: { far: { url: embedded, " + content + " } }"));
    assertHidden(fixture().file("nearfar:\n  far:\n    url: embedded\n    " + content + "\n"));
    assertHidden(
        fixture().file("nearfar: { profiles: { p: { far: { tls: { " + content + " } } } } }"));
    assertHidden(fixture().property("nearfar.far." + content, ""));
    assertHidden(fixture().managerProperty("nearfar.far." + content, ""));
    assertHidden(fixture().variable("NEARFAR_FAR_" + content, ""));
  }

  @Test
  void load_misspelledName() {
    assertHidden(
        fixture()
            .property("nearfar.far.pasword", SECRET)
            .variable("NEARFAR_FAR_PASWORD", SECRET)
            .managerProperty("nearfar.far.pasword", SECRET)
            .file(
                "nearfar: { far: { pasword: !"
                    + SECRET
                    + " x, tls: { password: "
                    + SECRET
                    + " } } }"));
  }

  @Test
  void far_toString() {
    SettingsFixture fixture =
        fixture()
            .property("nearfar.far.url", "rediss://a")
            .property("nearfar.far.mode", "sentinel")
            .property("nearfar.far.master-name", "m")
            .property("nearfar.far.password", SECRET)
            .property("nearfar.far.sentinel-password", SECRET);
    FarSettings far = fixture.load().far().orElseThrow();
    FarTls tls = new FarTls(directory, Secret.of(SECRET), directory, Secret.of(SECRET), true);

    assertThat(far.connection().login().password()).isEqualTo(Secret.of(SECRET));
    assertThat(far.toString()).contains("rediss://a", "(hidden)").doesNotContain(SECRET);
    assertThat(tls.toString()).contains("(hidden)").doesNotContain(SECRET);
    assertThat(Secret.of(SECRET).reveal()).isEqualTo(SECRET);
    assertThat(Secret.of(SECRET)).hasToString("(hidden)").isNotEqualTo(Secret.of("x"));
    assertThat(new SettingValue(Secret.of(SECRET), "file", 1, "a").toString())
        .doesNotContain(SECRET);
  }

  @Test
  void settings_everySecretIsOne() {
    assertThat(
            Arrays.stream(FarSetting.values())
                .filter(setting -> setting.path().endsWith("password")))
        .hasSize(4)
        .allSatisfy(
            setting -> {
              assertThat(setting.type()).isEqualTo(SettingType.SECRET);
              assertThat(setting.isShown()).isFalse();
            });
    assertThat(FarSetting.URL.isShown()).isFalse();
  }

  private SettingsFixture withSecrets() {
    SettingsFixture fixture = fixture();
    for (FarSetting setting : FarSetting.values()) {
      if (setting.type() == SettingType.SECRET) {
        fixture.managerProperty(setting.property(), SECRET);
      }
    }
    return fixture;
  }

  /** Loads, and looks through everything that a refusal can print; being right is right too. */
  private static void assertHidden(SettingsFixture fixture) {
    var refusal = catchThrowableOfType(NearfarConfigurationException.class, fixture::load);
    List<String> texts = new ArrayList<>();
    if (refusal == null) {
      texts.add(String.valueOf(fixture.load().far()));
    } else {
      StringWriter trace = new StringWriter();
      refusal.printStackTrace(new PrintWriter(trace));
      texts.add(trace.toString());
      texts.add(refusal.faults().toString());
    }
    assertThat(texts).noneMatch(text -> text.contains(SECRET));
  }

  private SettingsFixture fixture() {
    return new SettingsFixture(directory);
  }
}
