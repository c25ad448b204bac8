package io.nearfar.config;

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
    return variable ? text.equals(Setting.variableName(name)) : matchesGlob(name);
  }

  private int prefixLength() {
    int at = 0;
    while (at < text.length() && !isWildcard(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private long literals() {
    return text.chars().filter(c -> !isWildcard((char) c)).count();
  }

  private static boolean isWildcard(char c) {
    return c == '*' || c == '?';
  }

  /** Goes back to the latest star only, so the time is at most name length × pattern length. */
  private boolean matchesGlob(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (in < name.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        retry = in;
      } else if (at < text.length()
          && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++retry;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }
}
