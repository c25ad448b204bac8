package io.nearfar.cdi;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the {@link KeyText} of a key can be at most, without writing it: nearly all keys are
 * short, and each call makes one.
 */
final class KeyLength {
  /** Names of JDK classes, their brackets, dates, numbers of up to 64 bits. */
  private static final int SMALL = 128;

  private static final int PRIMITIVE = 32;
  private static final int INTEGER = 13;
  private static final int LONG = 22;

  /** A character that is written as its number. */
  private static final int ESCAPED = 6;

  private int left;

  private KeyLength(int left) {
    this.left = left;
  }

  /** Whether the text of a key's parameters surely has no more characters. */
  static boolean isBelow(int characters, @Nullable Object[] parameters) {
    // Brackets, if there are none.
    KeyLength length = new KeyLength(characters - 2);
    for (int i = 0; i < parameters.length && length.left >= 0; i++) {
      length.add(parameters[i]);
    }
    return length.left >= 0;
  }

  private void add(@Nullable Object value) {
    if (value == null || value instanceof Integer) {
      left -= INTEGER;
    } else if (value instanceof Long) {
      left -= LONG;
    } else if (value instanceof String string) {
      addString(string);
    } else if (value instanceof Enum<?> constant) {
      left -= constant.getDeclaringClass().getName().length() + constant.name().length() + 2;
    } else if (value instanceof Record entry) {
      addRecord(entry);
    } else if (value instanceof Collection<?> elements) {
      addAll(elements);
    } else if (value instanceof Map<?, ?> map) {
      addAll(map.keySet());
      addAll(map.values());
    } else if (value instanceof Optional<?> optional) {
      left -= PRIMITIVE;
      add(optional.orElse(null));
    } else if (value.getClass().isArray()) {
      addArray(value);
    } else {
      left -= SMALL + further(value);
    }
  }

  /** Characters of final classes without a limit; what has no text is never shortened. */
  private static int further(Object value) {
    if (value instanceof Class<?> type) {
      return type.getName().length();
    }
    if (value instanceof ZoneId zone) {
      return zone.getId().length();
    }
    if (value instanceof ZonedDateTime time) {
      return time.getZone().getId().length();
    }
    if (value.getClass() == BigDecimal.class) {
      return ((BigDecimal) value).precision();
    }
    // A digit has more than three bits.
    return value.getClass() == BigInteger.class ? ((BigInteger) value).bitLength() / 3 : 0;
  }

  private void addString(String string) {
    // Separator and quotes.
    left -= 4;
    if (string.length() <= left / ESCAPED) {
      left -= string.length() * ESCAPED;
      return;
    }
    for (int i = 0; i < string.length() && left >= 0; i++) {
      char c = string.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f && c != '"' && c != '\'' && c != '\\';
      left -= plain ? 1 : ESCAPED;
    }
  }

  private void addRecord(Record entry) {
    Field[] fields = RecordFields.of(entry.getClass());
    if (fields == null) {
      return;
    }
    left -= entry.getClass().getName().length() + 4;
    for (Field field : fields) {
      if (left < 0) {
        return;
      }
      left -= field.getName().length() + 4;
      if (field.getType().isPrimitive()) {
        left -= PRIMITIVE;
      } else {
        add(RecordFields.read(field, entry));
      }
    }
  }

  private void addAll(Collection<?> elements) {
    left -= PRIMITIVE;
    for (Object element : elements) {
      if (left < 0) {
        return;
      }
      left -= 2;
      add(element);
    }
  }

  private void addArray(Object array) {
    int length = Array.getLength(array);
    left -= PRIMITIVE;
    if (!(array instanceof Object[] elements)) {
      left = (int) Math.max(-1, left - (long) length * PRIMITIVE);
      return;
    }
    for (int i = 0; i < length && left >= 0; i++) {
      left -= 2;
      add(elements[i]);
    }
  }
}
