package io.nearfar.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns: what matches, and how long it takes to know. */
class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "'', a, false",
    "a, a, true",
    "a, A, false",
    "a, '', false",
    "a, aa, false",
    "?, '', false",
    "?, a, true",
    "?, ab, false",
    "?, ?, true",
    "*, '', true",
    "*, anything, true",
    "**, '', true",
    "user:*, user:, true",
    "user:*, user:1, true",
    "user:*, user, false",
    "user:*, super-user:1, false",
    "*:1, user:1, true",
    "*:1, user:11, false",
    "*:1, user:1:1, true",
    "u*r:?, user:1, true",
    "u*r:?, user:, false",
    "u*r:?, user:12, false",
    "*ab*, aab, true",
    "*ab*, ba, false",
    "a*b*c, abbc, true",
    "a*b*c, acb, false",
    "*?*, '', false",
    "*?*, a, true",
    "a.c, abc, false",
    "[ab], a, false",
    "a\\*, a*, false",
    "gr*ße, größe, true",
  })
  void matches_samples(String pattern, String text, boolean expected) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(expected);
  }

  /** All short texts of few letters, against a regular expression of the same meaning. */
  @Test
  void matches_asARegularExpression() {
    Random random = new Random(1);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = word(random, "ab?*", 6);
      String text = word(random, "ab", 8);
      boolean expected = regex(pattern).matcher(text).matches();
      assertThat(Glob.of(pattern).matches(text)).as("%s on %s", pattern, text).isEqualTo(expected);
      matched += expected ? 1 : 0;
    }

    assertThat(matched).isBetween(1_000, 19_000);
  }

  private static String word(Random random, String letters, int longest) {
    return random
        .ints(random.nextInt(longest + 1), 0, letters.length())
        .mapToObj(i -> String.valueOf(letters.charAt(i)))
        .collect(Collectors.joining());
  }

  private static Pattern regex(String glob) {
    return Pattern.compile(glob.replace("*", ".*").replace("?", "."));
  }

  /** One that goes back to earlier stars, too, looks at some 10^20 characters here. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a*a*a*a*a*a*a*a*b", "*a*a*a*a*a*a*a*?b", "*aaaaaaaab", "*?*?*?*?*b", "********b"})
  void matches_linearTime(String pattern) {
    long once = reads(pattern, 10_000);
    long twice = reads(pattern, 20_000);

    assertThat(once).isLessThanOrEqualTo(10_000L * pattern.length());
    assertThat(twice).isBetween(once, 2 * once + 1_000);
  }

  /** How many characters are looked at until it is known that a text does not match. */
  private static long reads(String pattern, int length) {
    CountingText text = new CountingText("a".repeat(length));
    assertThat(Glob.of(pattern).matches(text)).isFalse();
    return text.reads;
  }

  private static final class CountingText implements CharSequence {
    private final String text;
    private long reads;

    private CountingText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    /** Fails rather than going on for ever. */
    @Override
    public char charAt(int index) {
      assertThat(++reads).isLessThan(10_000_000);
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new AssertionError("a copy");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "***, true",
    "'', false",
    "?, false",
    "*?, false",
    "a*, false",
    "a, false"
  })
  void matchesEverything_samples(String pattern, boolean expected) {
    assertThat(Glob.of(pattern).matchesEverything()).isEqualTo(expected);
  }

  @Test
  void equals_sameText() {
    assertThat(Glob.of("a*")).isEqualTo(Glob.of("a*")).hasSameHashCodeAs(Glob.of("a*"));
    assertThat(Glob.of("a*")).isNotEqualTo(Glob.of("a?")).isNotEqualTo("a*").hasToString("a*");
  }

  @Test
  @SuppressWarnings("NullAway") // that is the test
  void of_null() {
    assertThatThrownBy(() -> Glob.of(null)).isInstanceOf(NullPointerException.class);
  }
}
