package io.nearfar.internal.jcache;

import io.nearfar.internal.util.Glob;

/** Which keys are meant, by their texts. Immutable and thread-safe. */
final class KeyPattern {
  private final Glob glob;

  private KeyPattern(Glob glob) {
    this.glob = glob;
  }

  /**
   * A pattern.
   *
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it is empty, or has only wildcards
   */
  static KeyPattern of(String pattern) {
    Glob glob = Glob.of(Checks.nonNull(pattern, "The pattern"));
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException(JCacheMessages.emptyPattern());
    }
    if (glob.isOnlyWildcards()) {
      throw new IllegalArgumentException(JCacheMessages.wholePattern());
    }
    return new KeyPattern(glob);
  }

  boolean matches(Object key) {
    return glob.matches(String.valueOf(key));
  }
}
