package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault of the far tier's settings, and of caches that need or contradict it. */
final class FarFaultsTest {
  @TempDir Path directory;

  /** One value, on line 3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "urls: embedded | NEARFAR-0111 | 'urls' | Did you mean 'url'?",
        "trust-store: a | NEARFAR-0111 | tls.trust-store below 'far' | Move it into 'tls'",
        "tls: { password: a } | NEARFAR-0111 | 'tls.password' | Move it up to 'far'",
        "url: | NEARFAR-0115 | far.url has no value | 'redis://host:port'",
        "url: [''] | NEARFAR-0115 | far.url has no value | 'redis://host:port'",
        "url: { a: b } | NEARFAR-0114 | a map | 'redis://host:port'",
        "url: [[a]] | NEARFAR-0114 | a list | 'redis://host:port'",
        "url: localhost:6379 | NEARFAR-0161 | 'localhost:6379' | 'redis://host:port'",
        "url: http://localhost:6379 | NEARFAR-0161 | 'http://localhost:6379' | 'redis://host:port'",
        "url: redis://a:0 | NEARFAR-0161 | 'redis://a:0' | 'redis://host:port'",
        "url: redis://a:65536 | NEARFAR-0161 | 'redis://a:65536' | 'redis://host:port'",
        "url: redis://a:6379/2 | NEARFAR-0161 | 'redis://a:6379/2' | database have settings",
        "url: redis:///run/redis.sock | NEARFAR-0161 | not shown | 'redis://host:port'",
        "url: embedded:99999 | NEARFAR-0161 | 'embedded:99999' | 'embedded:port'",
        "url: redis://a:b@c | NEARFAR-0160 | not shown | far.username and far.password",
        "url: [embedded, redis://a] | NEARFAR-0162 | 'embedded' and other | Keep",
        "url: [redis://a, rediss://b] | NEARFAR-0163 | redis:// and with rediss:// | for all",
        "mode: cluter | NEARFAR-0119 | far.mode is 'cluter' | Did you mean 'cluster'?",
        "read-from: slave | NEARFAR-0119 | 'slave' | Allowed are 'master', 'replica'",
        "master-name: ' ' | NEARFAR-0115 | far.master-name has no value | Write",
        "password: [a] | NEARFAR-0114 | a list | Write",
        "password: ~ | NEARFAR-0115 | far.password has no value | Write",
        "database: -1 | NEARFAR-0125 | far.database is '-1' | a whole number from 0",
        "database: one | NEARFAR-0116 | far.database is 'one' | a whole number from 0",
        "database: 2147483648 | NEARFAR-0125 | '2147483648' | a whole number from 0",
        "connections: 0 | NEARFAR-0125 | far.connections is '0' | from 1 to 1000",
        "connections: 1001 | NEARFAR-0125 | far.connections is '1001' | from 1 to 1000",
        "timeout: 5 | NEARFAR-0116 | far.timeout is '5' | such as '500ms'",
        "timeout: 0 | NEARFAR-0125 | far.timeout is '0' | from '1ms' to '1h'",
        "connect-timeout: -1s | NEARFAR-0125 | '-1s' | from '1ms' to '1h'",
        "ping-interval: 2h | NEARFAR-0125 | '2h' | from '1ms' to '1h'",
        "ping-interval: eternal | NEARFAR-0116 | 'eternal' | from '1ms' to '1h'",
        "namespace: a b | NEARFAR-0116 | 'a b' | 1 to 64 of",
        "key-prefix: '{a}' | NEARFAR-0116 | '{a}' | 1 to 16 of",
        "key-prefix: longer-than-sixteen | NEARFAR-0116 | 'longer-than-sixteen' | 1 to 16 of",
        "max-value-bytes: 0 | NEARFAR-0125 | '0' | '512MiB'",
        "max-value-bytes: 513MiB | NEARFAR-0125 | '513MiB' | '512MiB'",
        "max-value-bytes: unlimited | NEARFAR-0116 | 'unlimited' | '512MiB'",
        "tls: { verify-hostname: 1 } | NEARFAR-0116 | far.tls.verify-hostname is '1' | 'true'",
        "tls: { trust-store: /no/such.p12 } | NEARFAR-0126 | '/no/such.p12' | exists",
        "tls: { key-store: / } | NEARFAR-0126 | '/' | is a file",
        "tls: { key-store: 'file:a b' } | NEARFAR-0116 | 'file:a b' | the path of a file",
        "timeout: '${NOPE}' | NEARFAR-0123 | '${NOPE}' | Set one",
        "timeout: '${NOPE:-x}' | NEARFAR-0116 | far.timeout is 'x' | says '${NOPE:-x}'",
        "password: '${NOPE}' | NEARFAR-0123 | '${NOPE}' | Set one",
        "password: 'a${NOPE}' | NEARFAR-0128 | not shown | ${NAME}",
        "url: 'redis://${NOPE}' | NEARFAR-0128 | not shown | ${NAME}",
      })
  void load_value(String line, String id, String seen, String fix) {
    var fixture = fixture().file("nearfar:\n  far:\n    " + line);

    assertThat(fixture.faults())
        .satisfiesExactly(
            fault -> {
              assertThat(fault.source()).isEqualTo(fixture.source());
              assertThat(fault.line()).isEqualTo(3);
              assertThat(fault.path()).startsWith("nearfar.far.");
              assertThat(fault.message()).startsWith(id + ": ").contains(seen, fix);
            });
  }

  /** What does not go together; the path of the setting that has to change. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "url: 'redis://a, redis://b' | url | NEARFAR-0165 | has 2 addresses",
        "url: 'redis://a, redis://b', mode: standalone | url | NEARFAR-0165 | has 2 addresses",
        "url: embedded, mode: cluster | mode | NEARFAR-0164 | far.mode does not go",
        "url: embedded, password: p | password | NEARFAR-0164 | far.password does not go",
        "url: redis://a, mode: sentinel | mode | NEARFAR-0166 | needs far.master-name",
        "url: redis://a, master-name: m | master-name | NEARFAR-0167 | The mode is 'standalone'",
        "url: redis://a, mode: cluster, master-name: m | master-name | NEARFAR-0167 | 'cluster'",
        "url: redis://a, sentinel-password: p | sentinel-password | NEARFAR-0167 | 'sentinel'",
        "url: redis://a, read-from: replica | read-from | NEARFAR-0167 | 'replicated'",
        "url: redis://a, mode: cluster, database: 3 | database | NEARFAR-0168 | is '3'",
        "url: redis://a, tls: { verify-hostname: true } | tls.verify-hostname | NEARFAR-0169 |"
            + " rediss://",
        "url: embedded, tls: { key-store-password: p } | tls.key-store-password | NEARFAR-0169 |"
            + " rediss://",
        "url: redis://a, username: u | username | NEARFAR-0170 | far.password is not set",
        "url: redis://a, mode: sentinel, master-name: m, sentinel-username: u | sentinel-username |"
            + " NEARFAR-0170 | far.sentinel-password is not set",
        "url: rediss://a, tls: { trust-store-password: p } | tls.trust-store-password |"
            + " NEARFAR-0170 | far.tls.trust-store is not set",
        "url: rediss://a, tls: { key-store-password: p } | tls.key-store-password | NEARFAR-0170 |"
            + " far.tls.key-store is not set",
      })
  void load_combination(String settings, String path, String id, String seen) {
    assertThat(fixture().file("nearfar: { far: { " + settings + " } }").faults())
        .satisfiesExactly(
            fault -> {
              assertThat(fault.path()).isEqualTo("nearfar.far." + path);
              assertThat(fault.line()).isEqualTo(1);
              assertThat(fault.message()).startsWith(id + ": ").contains(seen);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url: redis://a, mode: cluster, database: 0",
        "url: redis://a, mode: cluster",
        "url: redis://a, mode: replicated, database: 3, read-from: replica",
        "url: redis://a, password: p",
        "url: redis://a, read-from: master",
        "url: embedded, mode: standalone, database: 3",
      })
  void load_rightCombination(String settings) {
    assertThat(fixture().file("nearfar: { far: { " + settings + " } }").load().far()).isPresent();
  }

  /** A stronger place is not overruled by a weaker one. */
  @Test
  void load_strongerContradiction() {
    assertThat(
            fixture()
                .file("nearfar: { far: { url: redis://a, mode: cluster } }")
                .variable("NEARFAR_FAR_DATABASE", "3")
                .property("nearfar.far.master-name", "m")
                .faults())
        .extracting(Fault::source, Fault::path)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("system property", "nearfar.far.master-name"),
            org.assertj.core.groups.Tuple.tuple("environment variable", "NEARFAR_FAR_DATABASE"));
  }

  /** What was refused is not missing. */
  @Test
  void load_onlyTheCause() {
    assertThat(
            fixture()
                .file(
                    """
                    nearfar:
                      far:
                        url: redis://a, redis://b
                        mode: sentinle
                        master-name: m
                        username: u
                        password: []
                      caches: { a: { topology: far } }
                    """)
                .faults())
        .extracting(Fault::path)
        .containsExactly("nearfar.far.mode", "nearfar.far.password");
    assertThat(
            fixture()
                .file("nearfar: { far: { url: a }, caches: { a: { topology: far } } }")
                .faults())
        .extracting(Fault::path)
        .containsExactly("nearfar.far.url");
    assertThat(
            fixture()
                .file("nearfar: { far: { url: redis://a, mode: sentinel, master-name: '' } }")
                .faults())
        .extracting(Fault::path)
        .containsExactly("nearfar.far.master-name");
  }

  @Test
  void load_allAtOnce() {
    var fixture =
        fixture()
            .file(
                """
                nearfar:
                  far:
                    timeout: 5
                    tls: { verify-hostname: maybe }
                  caches:
                    a: { topology: far }
                """)
            .property("nearfar.far.conections", "5")
            .property("nearfar.far.connections", "0")
            .variable("NEARFAR_FAR_MODUS", "cluster")
            .variable("NEARFAR_FAR_DATABASE", "x")
            .managerProperty("nearfar.far.keyprefix", "a:")
            .managerProperty("nearfar.far.username", "")
            .managerProperty("nearfar.fra.url", "a:");

    assertThat(fixture.faults())
        .extracting(
            Fault::source, Fault::line, Fault::path, fault -> fault.message().substring(0, 12))
        .containsExactly(
            row(fixture.source(), 3, "nearfar.far.timeout", "NEARFAR-0116"),
            row(fixture.source(), 4, "nearfar.far.tls.verify-hostname", "NEARFAR-0116"),
            row("system property", 0, "nearfar.far.conections", "NEARFAR-0153"),
            row("system property", 0, "nearfar.far.connections", "NEARFAR-0125"),
            row("environment variable", 0, "NEARFAR_FAR_DATABASE", "NEARFAR-0116"),
            row("environment variable", 0, "NEARFAR_FAR_MODUS", "NEARFAR-0154"),
            row("manager property", 0, "nearfar.far.keyprefix", "NEARFAR-0153"),
            row("manager property", 0, "nearfar.far.username", "NEARFAR-0115"),
            row("manager property", 0, "nearfar.fra.url", "NEARFAR-0152"),
            row(fixture.source(), 6, "nearfar.caches.a.topology", "NEARFAR-0142"));
    assertThat(fixture.refusal())
        .hasMessageContaining("Did you mean 'nearfar.far.connections'?")
        .hasMessageContaining("Did you mean 'NEARFAR_FAR_MODE'?")
        .hasMessageContaining("Did you mean 'nearfar.far.key-prefix'?");
  }

  private static org.assertj.core.groups.Tuple row(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  // ---- caches

  @ParameterizedTest
  @ValueSource(
      strings = {
        "defaults: { topology: far }",
        "caches: { a: { topology: far } }",
        "caches: { 'user-*': { topology: far } }",
        "caches: { '*': { topology: none }, 'user-*': { topology: far } }",
      })
  void load_farWithoutUrl(String section) {
    assertThat(fixture().file("nearfar: { " + section + " }").faults())
        .satisfiesExactly(
            fault -> {
              assertThat(fault.path()).endsWith(".topology");
              assertThat(fault.message())
                  .startsWith("NEARFAR-0142")
                  .contains("nearfar.far.url", "'redis://localhost:6379'", "'embedded'");
            });
    assertThat(
            fixture()
                .file("nearfar: { far: { url: embedded }, " + section + " }")
                .settings("user-1")
                .topology())
        .isIn(Topology.FAR, Topology.NEAR);
  }

  @Test
  void load_farThatDoesNotApply() {
    var fixture =
        fixture()
            .file(
                """
                nearfar:
                  defaults: { topology: far }
                  caches:
                    a: { topology: far }
                    "user-*": { topology: far }
                  profiles:
                    prod: { caches: { b: { topology: far } } }
                """)
            .property("nearfar.caches.*.topology", "near");

    assertThat(fixture.settings("a").topology()).isEqualTo(Topology.NEAR);
  }

  @Test
  void cacheSettings_farInCodeWithoutUrl() {
    var code = NearfarConfiguration.builder(Object.class, Object.class).topology(Topology.FAR);

    assertThat(refusal(fixture().load(), code.build()))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.source()).isEqualTo("code");
              assertThat(fault.message()).startsWith("NEARFAR-0142");
            });
    assertThat(
            fixture()
                .property("nearfar.far.url", "embedded")
                .load()
                .cacheSettings("a", code.build())
                .topology())
        .isEqualTo(Topology.FAR);
  }

  @Test
  void load_farByReference() {
    assertThat(
            fixture()
                .file(
                    """
                    nearfar:
                      far: { url: embedded }
                      caches:
                        a:
                          topology: far
                          store-by-value: false
                    """)
                .faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.line()).isEqualTo(6);
              assertThat(fault.path()).isEqualTo("nearfar.caches.a.store-by-value");
              assertThat(fault.message()).startsWith("NEARFAR-0143");
            });
  }

  @Test
  void cacheSettings_farByReferenceInCode() {
    ManagerSettings settings =
        fixture()
            .file("nearfar: { far: { url: embedded }, caches: { a: { topology: far } } }")
            .load();
    var code = NearfarConfiguration.builder(Object.class, Object.class).storeByValue(false);

    assertThat(refusal(settings, code.build()))
        .extracting(fault -> fault.message().substring(0, 12))
        .containsExactly("NEARFAR-0143");
    assertThat(settings.cacheSettings("b", code.build()).topology()).isEqualTo(Topology.NEAR);
    assertThat(settings.cacheSettings("a", code.storeByValue(true).build()).topology())
        .isEqualTo(Topology.FAR);
  }

  /** References to this JVM's objects can't be meant by what holds for all caches. */
  @Test
  void byReference_underADefaultTopologyFar_staysNear() {
    ManagerSettings settings =
        fixture().file("nearfar: { far: { url: embedded }, defaults: { topology: far } }").load();
    var code = NearfarConfiguration.builder(Object.class, Object.class);

    assertThat(settings.cacheSettings("a", code.build()).topology()).isEqualTo(Topology.FAR);
    assertThat(settings.cacheSettings("a", code.storeByValue(false).build()).topology())
        .isEqualTo(Topology.NEAR);
  }

  private static List<Fault> refusal(ManagerSettings settings, NearfarConfiguration<?, ?> code) {
    return catchThrowableOfType(
            NearfarConfigurationException.class, () -> settings.cacheSettings("a", code))
        .faults();
  }

  private SettingsFixture fixture() {
    return new SettingsFixture(directory);
  }
}
