package io.nearfar.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Which servers are run. */
class ServerKindTest {

  @Test
  void withoutNames_areAll() {
    assertThat(ServerKind.named(" ")).containsExactly(ServerKind.values());
  }

  @Test
  void names_areSeparatedByCommas() {
    assertThat(ServerKind.named("helidon, payara-micro"))
        .containsExactly(ServerKind.PAYARA_MICRO, ServerKind.HELIDON);
  }

  @Test
  void unknownName_isRefused_withThoseThatThereAre() {
    assertThatThrownBy(() -> ServerKind.named("helidon,glassfish-7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No such server: glassfish-7")
        .hasMessageContaining("glassfish-embedded, glassfish, helidon");
  }
}
