package io.nearfar.config;

import io.nearfar.internal.util.Glob;
import java.util.Comparator;

/**
 * Which caches a section of the configuration is about: an exact name, or a pattern in which {@code
 * *} stands for any run of characters (none included) and {@code ?} for one.
 *
 * @param text the name or pattern
 * @param variable whether the text is a name as an environment variable spells it
 */
record CachePattern(String text, boolean variable) {

  /**
   * The most specific first: exact names, then patterns by the length of what comes before the
   * first wildcard, then by the number of characters that must match; then by text, so that the
   * order never depends on chance.
   */
  static final Comparator<CachePattern> MOST_SPECIFIC_FIRST =
      Comparator.comparing(CachePattern::isExact)
          .thenComparingInt(CachePattern::prefixLength)
          .thenComparingLong(CachePattern::literals)
          .reversed()
          .thenComparing(CachePattern::text);

  /** Every cache. */
  static final CachePattern ALL = of("*");

  static CachePattern of(String text) {
    return new CachePattern(text, /* variable= */ false);
  }

  boolean isExact() {
    return prefixLength() == text.length();
  }

  boolean matches(String name) {
    return variable ? text.equals(Setting.variableName(name)) : Glob.of(text).matches(name);
  }

  private int prefixLength() {
    int at = 0;
    while (at < text.length() && !Glob.isWildcard(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private long literals() {
    return text.chars().filter(c -> !Glob.isWildcard((char) c)).count();
  }
}
