package io.nearfar.internal.codec;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects met while a value is written, numbered in the order in which they are met. Most
 * values have a few, among which looking is faster than a map.
 */
final class Identities {
  private static final int FEW = 8;

  private final @Nullable Object[] first = new @Nullable Object[FEW];
  private @Nullable IdentityHashMap<Object, Integer> all;
  private int count;

  /** The number of an object that was met before; else it gets the next one, and -1 is returned. */
  int numberOf(Object object) {
    IdentityHashMap<Object, Integer> map = all;
    if (map != null) {
      Integer known = map.putIfAbsent(object, count);
      if (known != null) {
        return known;
      }
      count++;
      return -1;
    }
    for (int i = 0; i < count; i++) {
      if (first[i] == object) {
        return i;
      }
    }
    if (count < FEW) {
      first[count++] = object;
    } else {
      map = new IdentityHashMap<>(64);
      for (int i = 0; i < FEW; i++) {
        Object known = first[i];
        if (known != null) {
          map.put(known, i);
        }
      }
      map.put(object, count++);
      all = map;
    }
    return -1;
  }

  /** How many objects there are. */
  int count() {
    return count;
  }
}
