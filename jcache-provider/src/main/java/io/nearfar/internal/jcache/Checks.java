package io.nearfar.internal.jcache;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Argument checks of the face. */
public final class Checks {
  private Checks() {}

  /**
   * Refuses null.
   *
   * @throws NullPointerException saying which argument it was
   */
  public static <T> T nonNull(@Nullable T value, String what) {
    if (value == null) {
      throw new NullPointerException(JCacheMessages.isNull(what));
    }
    return value;
  }

  /**
   * The keys of a set, in a list: what is hardly ever in a set twice is not worth another one.
   *
   * @throws NullPointerException if the set or one of them is null
   */
  static <K> List<K> nonNullKeys(Set<? extends K> keys) {
    List<K> copy = new ArrayList<>(nonNull(keys, "The set of keys").size());
    for (K key : keys) {
      copy.add(nonNull(key, "A key"));
    }
    return copy;
  }
}
