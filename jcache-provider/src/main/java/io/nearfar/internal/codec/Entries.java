package io.nearfar.internal.codec;

import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Map entries that stand on their own. */
final class Entries {
  static final int MUTABLE = 1;
  static final int IMMUTABLE = 2;

  /** Of {@link Map#entry}: without nulls. */
  static final int FIXED = 3;

  private static final Class<?> FIXED_TYPE = Map.entry("", "").getClass();

  private Entries() {}

  static boolean isEntry(Class<?> type) {
    return type == SimpleEntry.class || type == SimpleImmutableEntry.class || type == FIXED_TYPE;
  }

  static int kindOf(Class<?> type) {
    if (type == SimpleEntry.class) {
      return MUTABLE;
    }
    return type == FIXED_TYPE ? FIXED : IMMUTABLE;
  }

  static Object make(int kind, @Nullable Object key, @Nullable Object value) {
    return switch (kind) {
      case MUTABLE -> new SimpleEntry<>(key, value);
      case IMMUTABLE -> new SimpleImmutableEntry<>(key, value);
      case FIXED -> fixed(key, value);
      default -> throw CodecMessages.unreadable("An entry is of an unknown kind");
    };
  }

  private static Object fixed(@Nullable Object key, @Nullable Object value) {
    if (key == null || value == null) {
      throw CodecMessages.unreadable("An entry is incomplete");
    }
    return Map.entry(key, value);
  }
}
