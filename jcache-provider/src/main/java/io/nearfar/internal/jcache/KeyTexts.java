package io.nearfar.internal.jcache;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads keys back from their texts, where the type of keys says how. */
final class KeyTexts {
  private static final Map<Class<?>, Function<String, ?>> READERS = new HashMap<>();

  static {
    READERS.put(String.class, Function.identity());
    READERS.put(Long.class, Long::valueOf);
    READERS.put(Integer.class, Integer::valueOf);
    READERS.put(Short.class, Short::valueOf);
    READERS.put(Byte.class, Byte::valueOf);
    READERS.put(BigInteger.class, BigInteger::new);
    READERS.put(BigDecimal.class, BigDecimal::new);
    READERS.put(UUID.class, UUID::fromString);
  }

  private KeyTexts() {}

  /**
   * Whether keys of a type can be read back.
   *
   * @param type the type of a cache's keys
   */
  static boolean readable(Class<?> type) {
    return READERS.containsKey(type) || type.isEnum();
  }

  /**
   * The key of a text.
   *
   * @throws IllegalArgumentException if it is the text of no key
   */
  static <K> K read(Class<K> type, String text) {
    Function<String, ?> reader = READERS.get(type);
    Object key = null;
    try {
      key = reader == null ? constant(type, text) : reader.apply(text);
    } catch (IllegalArgumentException e) {
      // Said below, in one way for all types. The texts of keys appear in no message.
    }
    if (key == null) {
      throw new IllegalArgumentException(JCacheMessages.noKeyText(type));
    }
    return type.cast(key);
  }

  /** Null if there is none. */
  private static @Nullable Object constant(Class<?> type, String text) {
    Object[] constants = type.getEnumConstants();
    for (Object constant : constants == null ? new Object[0] : constants) {
      if (constant.toString().equals(text)) {
        return constant;
      }
    }
    return null;
  }
}
