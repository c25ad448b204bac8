package io.nearfar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies between tags: what follows from them, and which rules are refused. */
final class TagDependenciesTest {
  @Test
  void closure_noRules() {
    assertThat(TagDependencies.NONE.isEmpty()).isTrue();
    assertThat(TagDependencies.NONE.closure(List.of("b", "a", "b"))).containsExactly("b", "a");
    assertThat(TagDependencies.NONE.closure(List.of())).isEmpty();
  }

  @Test
  void closure_matches() {
    TagDependencies dependencies = of("role:* -> permissions", "user:? -> users");

    assertThat(dependencies.isEmpty()).isFalse();
    assertThat(dependencies.closure(List.of("role:1"))).containsExactly("role:1", "permissions");
    assertThat(dependencies.closure(List.of("user:12", "user:1")))
        .containsExactly("user:12", "user:1", "users");
    assertThat(dependencies.closure(List.of("roles", "permissions")))
        .containsExactly("roles", "permissions");
    assertThat(dependencies.closure(List.of())).isEmpty();
  }

  @Test
  void closure_givenFirst() {
    assertThat(of("a -> b", "c -> d", "a -> 0").closure(List.of("c", "b", "a")))
        .containsExactly("c", "b", "a", "d", "0");
  }

  /** The rules stand in the order in which they do not follow from each other. */
  @Test
  void closure_transitive() {
    assertThat(of("c -> d", "b* -> c", "a -> b1").closure(Set.of("a")))
        .containsExactly("a", "b1", "c", "d");
  }

  @ParameterizedTest
  @CsvSource({"a -> a, 1", "* -> a, 1", "a -> b; b -> a, 2", "a -> b; b -> c; c -> a; * -> b, 3"})
  void closure_circle(String rules, int size) {
    TagDependencies dependencies = of(rules.split("; ", -1));

    assertThat(dependencies.closure(List.of("a"))).hasSize(size).startsWith("a");
  }

  @Test
  void closure_longChain() {
    List<String> rules =
        new ArrayList<>(IntStream.range(0, 1_000).mapToObj(i -> i + " -> " + (i + 1)).toList());
    rules.add("1000 -> 0");

    assertThat(TagDependencies.of(rules).closure(List.of("500"))).hasSize(1_001);
  }

  @Test
  void closure_immutable() {
    Set<String> withRules = of("a -> b").closure(List.of("a"));
    Set<String> withoutRules = TagDependencies.NONE.closure(List.of("a"));

    assertThatThrownBy(() -> withRules.add("c")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> withoutRules.add("c"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void closure_leavesTheGivenAlone() {
    List<String> given = new ArrayList<>(List.of("a"));
    Set<String> closure = TagDependencies.NONE.closure(given);

    given.add("b");

    assertThat(closure).containsExactly("a");
  }

  @Test
  void of_blanksAreIgnored() {
    assertThat(of("a b*->c d", "  a b*   ->\tc d ")).isEqualTo(of("a b* -> c d"));
    assertThat(of("a b* -> c d")).hasToString("[a b* -> c d]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "role:*",
        "->",
        " -> ",
        "-> a",
        "a ->",
        "a - > b",
        "a > b",
        "a -> b -> c"
      })
  void of_noRule(String rule) {
    assertThatThrownBy(() -> of("a -> b", rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("NEARFAR-0129: The tag dependency was refused.")
        .hasMessageContaining(rule.trim())
        .hasMessageContaining("'role:* -> permissions'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a -> *", "a -> b*", "a* -> b*c"})
  void of_patternDepends(String rule) {
    assertThatThrownBy(() -> of(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("NEARFAR-0129: The tag dependency was refused. '" + rule)
        .hasMessageContaining("Name the tag");
  }

  /** In bytes, not in characters. */
  @Test
  void of_tooLong() {
    String longest = "ä".repeat(127) + "a";

    assertThat(of(longest + " -> " + longest).closure(List.of(longest))).containsExactly(longest);
    for (String rule : List.of(longest + "a -> b", "b -> " + longest + "a")) {
      assertThatThrownBy(() -> of(rule))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("NEARFAR-0138: ")
          .hasMessageContaining("256 bytes")
          .hasMessageContaining("255");
    }
  }

  @Test
  void of_noText() {
    for (String rule : List.of("\ud83d* -> b", "b -> \ude00")) {
      assertThatThrownBy(() -> of(rule))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("NEARFAR-0139: ");
    }
    assertThat(of("\ud83d\ude00 -> b").closure(List.of("\ud83d\ude00"))).contains("b");
  }

  @Test
  @SuppressWarnings("NullAway") // that is the test
  void of_null() {
    assertThatThrownBy(() -> TagDependencies.of(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("NEARFAR-0101");
    assertThatThrownBy(() -> of("a -> b", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("NEARFAR-0101");
  }

  @Test
  void equals_sameRules() {
    assertThat(of("a -> b", "c -> d"))
        .isEqualTo(of("c -> d", "a -> b", "c -> d"))
        .hasSameHashCodeAs(of("c -> d", "a -> b"))
        .isNotEqualTo(of("a -> b"))
        .isNotEqualTo(of("b -> a", "c -> d"))
        .isNotEqualTo("a -> b");
    assertThat(of()).isEqualTo(TagDependencies.NONE);
  }

  private static TagDependencies of(String... rules) {
    return TagDependencies.of(Arrays.asList(rules));
  }
}
