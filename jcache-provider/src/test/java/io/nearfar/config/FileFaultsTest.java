package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fault that a file can have, with its line; what {@code ManagerSettings.load} refuses. */
final class FileFaultsTest {
  @TempDir Path directory;

  /** A setting on line 4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "topology: nera | NEARFAR-0119 | 'nera' | Did you mean 'near'?",
        "topology: NEAR | NEARFAR-0119 | 'NEAR' | Did you mean 'near'?",
        "topology: far | NEARFAR-0142 | nearfar.far.url | 'redis://localhost:6379'",
        "topology: near-far | NEARFAR-0142 | 'near-far' | needs a server",
        "topology: [near] | NEARFAR-0114 | a list | 'near-far', 'near', 'far' or 'none'",
        "topology: | NEARFAR-0115 | topology has no value | Write",
        "topology: '  ' | NEARFAR-0115 | topology has no value | Write",
        "topolgy: near | NEARFAR-0111 | 'topolgy' | Did you mean 'topology'?",
        "max-entries: 5 | NEARFAR-0111 | near.max-entries | Move it into 'near'",
        "near.max-entries: 5 | NEARFAR-0111 | near.max-entries | Move it into 'near'",
        "near: 5 | NEARFAR-0114 | a single value | key: value",
        "near: { topology: none } | NEARFAR-0111 | 'near.topology' | Move it up",
        "near: { policy: lfuu } | NEARFAR-0119 | 'lfuu' | Did you mean 'lfu'?",
        "near: { max-entries: -5 } | NEARFAR-0117 | '-5' | least allowed is 0",
        "near: { max-entries: ten } | NEARFAR-0116 | 'ten' | a whole number from 0",
        "near: { max-entries: 10MB } | NEARFAR-0116 | '10MB' | a whole number from 0",
        "near: { max-entries: 1.5 } | NEARFAR-0116 | '1.5' | a whole number from 0",
        "near: { max-entries: 9223372036854775808 } | NEARFAR-0118 | most allowed | less",
        "near: { max-bytes: -1MB } | NEARFAR-0117 | '-1MB' | least allowed is 0",
        "near: { max-bytes: 1PB } | NEARFAR-0116 | '1PB' | 64MiB",
        "near: { max-entries: 1, max-bytes: 2 } | NEARFAR-0130 | max-entries 1, near.max-bytes 2 |"
            + " Keep one",
        "near: { max-weight: 5 } | NEARFAR-0131 | near.max-weight | Add near.weigher",
        "near: { weigher: io.nearfar.config.TestWeigher } | NEARFAR-0132 | near.weigher | Add"
            + " near.max-weight",
        "near: { max-weight: 5, weigher: com.acme.No } | NEARFAR-0120 | 'com.acme.No' | full name",
        "near: { max-weight: 5, weigher: java.lang.String } | NEARFAR-0121 | 'java.lang.String' |"
            + " implement",
        "near: { max-weight: 5, weigher: io.nearfar.config.TestWeigher$Failing } | NEARFAR-0122 |"
            + " IllegalStateException | public constructor",
        "near: { max-weight: 5, weigher: io.nearfar.config.TestWeigher$Hidden } | NEARFAR-0122 |"
            + " NoSuchMethodException | public constructor",
        "expiry: { after-creation: 10 } | NEARFAR-0116 | '10' | a duration, such as '500ms'",
        "expiry: { after-creation: 10w } | NEARFAR-0116 | '10w' | a duration, such as '500ms'",
        "expiry: { after-creation: PT } | NEARFAR-0116 | 'PT' | a duration, such as '500ms'",
        "expiry: { after-creation: -10s } | NEARFAR-0117 | '-10s' | least allowed is 0",
        "expiry: { after-creation: PT-1S } | NEARFAR-0117 | 'PT-1S' | least allowed is 0",
        "expiry: { after-creation: unchanged } | NEARFAR-0116 | 'unchanged' | a duration",
        "immutable-types: [com.acme.No] | NEARFAR-0120 | 'com.acme.No' | full name",
        "immutable-types: ['[I'] | NEARFAR-0120 | '[I' | full name",
        "immutable-types: [''] | NEARFAR-0115 | no value | list of class names",
        "allowed-types: [com.acme.No] | NEARFAR-0120 | 'com.acme.No' | full name",
        "allowed-types: ['*'] | NEARFAR-0127 | '*' | 'com.acme.*' (a package)",
        "allowed-types: ['com.acme.No*'] | NEARFAR-0127 | 'com.acme.No*' | full class name",
        "allowed-types: ['com.*.No'] | NEARFAR-0127 | 'com.*.No' | full class name",
        "allowed-types: ['com.acme.***'] | NEARFAR-0127 | 'com.acme.***' | full class name",
        "tag-dependencies: [role] | NEARFAR-0129 | 'role' | 'role:* -> permissions'",
        "tag-dependencies: ['a -> b', ''] | NEARFAR-0115 | no value | a list of rules",
        "tag-dependencies: [-> b] | NEARFAR-0129 | '-> b' | 'role:* -> permissions'",
        "tag-dependencies: 'a -> b, c ->' | NEARFAR-0129 | 'c ->' | 'role:* -> permissions'",
        "tag-dependencies: [a -> b -> c] | NEARFAR-0129 | 'a -> b -> c' | once",
        "tag-dependencies: [a -> b*] | NEARFAR-0129 | 'a -> b*' | Name the tag",
        "tag-dependencies: [a, b] | NEARFAR-0129 | 'a' | 'b'",
        "tag-dependencies: {a: b} | NEARFAR-0114 | a map | 'role:* -> permissions'",
        "immutable-types: [{a: b}] | NEARFAR-0114 | a map | list of class names",
        "key-type: java.lang.long | NEARFAR-0120 | 'java.lang.long' | full name",
        "value-type: com.acme.No | NEARFAR-0120 | 'com.acme.No' | full name",
        "statistics: yes | NEARFAR-0116 | 'yes' | 'true' or 'false'",
        "management: {a: b} | NEARFAR-0114 | a map | 'true' or 'false'",
        "store-by-value: 1 | NEARFAR-0116 | '1' | 'true' or 'false'",
        "statistics: ${NOPE} | NEARFAR-0123 | '${NOPE}' | ${NOPE:-...}",
        "statistics: '${NOPE' | NEARFAR-0124 | '${NOPE' | Add it",
        "statistics: '${}' | NEARFAR-0124 | '${}' | ${NAME}",
        "statistics: '${:-true}' | NEARFAR-0124 | plain name | ${NAME}",
        "statistics: '${NOPE:-maybe}' | NEARFAR-0116 | 'maybe' | The file says '${NOPE:-maybe}'",
        "statistics: !!java.net.URL true | NEARFAR-0107 | (!...) | Remove the tag",
        "<<: {} | NEARFAR-0108 | Merge keys | pattern",
        "[a]: b | NEARFAR-0109 | a map or a list | quotes",
      })
  void load_setting(String line, String id, String seen, String fix) {
    var fixture =
        new SettingsFixture(directory).file("nearfar:\n  caches:\n    products:\n      " + line);

    assertThat(fixture.faults())
        .satisfiesExactly(
            fault -> {
              assertThat(fault.source()).isEqualTo(fixture.source());
              assertThat(fault.line()).isEqualTo(4);
              assertThat(fault.path()).startsWith("nearfar.caches.products");
              assertThat(fault.message()).startsWith(id + ": ").contains(seen, fix);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nearfarr: {} | 1 | NEARFAR-0111",
        "nearfar: 5 | 1 | NEARFAR-0114",
        "[1, 2] | 1 | NEARFAR-0114",
        "text | 1 | NEARFAR-0114",
        "nearfar: { cache: {} } | 1 | NEARFAR-0111",
        "nearfar: { caches: [a] } | 1 | NEARFAR-0114",
        "nearfar: { caches: { '': {} } } | 1 | NEARFAR-0113",
        "nearfar: { defaults: { topology: x } } | 1 | NEARFAR-0119",
        "nearfar: { defaults: { near: { max-weight: 1 } } } | 1 | NEARFAR-0131",
        "nearfar: { profiles: { test: { profiles: {} } } } | 1 | NEARFAR-0111",
        "nearfar: { profiles: { test: { caches: { a: { topology: x } } } } } | 1 | NEARFAR-0119",
        "nearfar: { profiles: { test: { defaults: { near: { max-entries: -1 } } } } } | 1 |"
            + " NEARFAR-0117",
        "nearfar: &a { caches: *a } | 1 | NEARFAR-0114",
        "nearfar: { caches: { a: | 1 | NEARFAR-0106",
        "nearfar: } | 1 | NEARFAR-0106",
      })
  void load_structure(String text, int line, String id) {
    assertThat(new SettingsFixture(directory).file(text).faults())
        .satisfiesExactly(
            fault -> {
              assertThat(fault.message()).startsWith(id + ": ");
              assertThat(fault.line()).isEqualTo(line);
            });
  }

  @Test
  void load_duplicateKey() {
    var fixture =
        new SettingsFixture(directory)
            .file(
                """
                nearfar:
                  caches:
                    products: { topology: near }
                    orders: { topology: near }
                    products: { topology: none }
                """);

    assertThat(fixture.faults())
        .containsExactly(
            new Fault(
                fixture.source(),
                5,
                "nearfar.caches.products",
                "NEARFAR-0110: The key 'products' is there twice. The first is on line 3. Keep"
                    + " one."));
  }

  @Test
  void load_tabs() {
    var faults = new SettingsFixture(directory).file("nearfar:\n\tcaches: {}\n").faults();

    assertThat(faults).singleElement().extracting(Fault::line).isEqualTo(2);
    assertThat(faults.get(0).message()).startsWith("NEARFAR-0106").contains("indent with spaces");
  }

  @Test
  void load_controlCharacter() {
    var faults = new SettingsFixture(directory).file("nearfar:\n  \u0001: {}\n").faults();

    assertThat(faults).singleElement().extracting(Fault::line).isEqualTo(2);
  }

  @Test
  void load_twoDocuments() {
    assertThat(new SettingsFixture(directory).file("nearfar: {}\n---\nnearfar: {}\n").faults())
        .singleElement()
        .extracting(Fault::line)
        .isEqualTo(2);
  }

  @Test
  void load_syntaxFaultShowsNoValues() {
    var fixture = new SettingsFixture(directory).file("a: secret\n  b: \"secret\n");

    assertThat(fixture.refusal()).hasMessageNotContaining("secret");
  }

  @Test
  void load_manyAliases() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      text.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    assertThat(new SettingsFixture(directory).file(text.toString()).faults())
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault.message()).matches("(?s)NEARFAR-01(06|11).*"));
  }

  @Test
  void load_deepNesting() {
    String text = "nearfar: " + "[".repeat(5_000) + "]".repeat(5_000);

    assertThat(new SettingsFixture(directory).file(text).faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).startsWith("NEARFAR-0106"));
  }

  @Test
  void load_severalFaults() {
    var fixture =
        new SettingsFixture(directory)
            .file(
                """
                nearfar:
                  caches:
                    products:
                      topology: nera
                      near:
                        max-entries: -5
                """)
            .property("nearfar.caches.products.near.polcy", "lru")
            .variable("NEARFAR_CACHES_PRODUCTS_STATISTICS", "on")
            .managerProperty("nearfar.profil", "test");

    String text = fixture.refusal().getMessage();

    assertThat(text.lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "NEARFAR-0100: The configuration of manager 'urn:shop' was refused. It has"
                            + " 5 faults. Mend all of them and start again:"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "  1. "
                            + fixture.source()
                            + ":4: nearfar.caches.products.topology: NEARFAR-0119: topology is"
                            + " 'nera'. Allowed are 'near-far', 'near', 'far', 'none'. Did you"
                            + " mean 'near'?"),
            line ->
                assertThat(line)
                    .startsWith("  2. " + fixture.source() + ":6: ")
                    .contains("nearfar.caches.products.near.max-entries", "'-5'"),
            line ->
                assertThat(line)
                    .startsWith(
                        "  3. system property: nearfar.caches.products.near.polcy: NEARFAR-0150")
                    .endsWith("Did you mean 'near.policy'?"),
            line ->
                assertThat(line)
                    .startsWith(
                        "  4. environment variable: NEARFAR_CACHES_PRODUCTS_STATISTICS:"
                            + " NEARFAR-0116"),
            line ->
                assertThat(line)
                    .startsWith("  5. manager property: nearfar.profil: NEARFAR-0152")
                    .endsWith("Did you mean 'nearfar.profile'?"));
  }

  @Test
  void load_weightFaultIsSaidOnce() {
    assertThat(
            new SettingsFixture(directory)
                .file(
                    """
                    nearfar:
                      caches:
                        "user-*": { near: { max-weight: 5 } }
                        user-1: { topology: near }
                        user-2: { topology: near }
                    """)
                .faults())
        .singleElement()
        .extracting(Fault::line)
        .isEqualTo(3);
  }
}
