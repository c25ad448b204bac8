package io.nearfar.cdi;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The text of a key: exact if equal keys, and only they, have the same. Whatever is written for one
 * kind of value can be taken for no other: literals have the suffixes of Java, strings are quoted,
 * everything else begins with the name of its class or a bracket.
 */
final class KeyText {
  private final StringBuilder out;
  private boolean exact = true;

  private KeyText(StringBuilder out) {
    this.out = out;
  }

  static KeyText of(String scope, @Nullable Object[] parameters) {
    KeyText text = new KeyText(new StringBuilder(64).append(scope));
    if (parameters.length == 0) {
      text.out.append("()");
    }
    for (int i = 0; i < parameters.length; i++) {
      if (i > 0) {
        text.out.append(',');
      }
      text.append(parameters[i], /* byContent= */ true);
    }
    return text;
  }

  /** Whether the text says everything that makes keys equal. */
  boolean isExact() {
    return exact;
  }

  int length() {
    return out.length();
  }

  /** The text, or its beginning and a hash of all of it. */
  String bounded() {
    if (out.length() <= MethodKey.MAX_TEXT) {
      return out.toString();
    }
    String end = "~sha256:" + HexFormat.of().formatHex(sha256(out.toString()));
    return out.substring(0, MethodKey.MAX_TEXT - end.length()) + end;
  }

  /**
   * Sixteen bits a character: text as UTF-8 would give one hash to all texts with lone surrogates.
   */
  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_16BE));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * @param byContent whether arrays are compared by their content here: they are as parameters and
   *     in arrays, but not in collections and records
   */
  private void append(@Nullable Object value, boolean byContent) {
    if (!appendLiteral(value) && !appendJdkValue(value) && !appendContainer(value, byContent)) {
      appendUnknown(value);
    }
  }

  private boolean appendLiteral(@Nullable Object value) {
    if (value == null || value instanceof Integer || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Long) {
      out.append(value).append('L');
    } else if (value instanceof String string) {
      quote(string, '"');
    } else if (value instanceof Character) {
      quote(value.toString(), '\'');
    } else if (value instanceof Double number) {
      // Of the many NaNs there is one to equals, and here.
      out.append(number.doubleValue());
    } else if (value instanceof Float number) {
      out.append(number.floatValue()).append('f');
    } else if (value instanceof Short) {
      out.append("(short)").append(value);
    } else if (value instanceof Byte) {
      out.append("(byte)").append(value);
    } else if (value instanceof Enum<?> constant) {
      out.append(constant.getDeclaringClass().getName()).append('.').append(constant.name());
    } else if (value instanceof Class<?> type) {
      out.append(type.getName()).append(".class");
    } else {
      return false;
    }
    return true;
  }

  private void quote(String string, char quote) {
    out.append(quote);
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == quote || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
        out.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        out.append(c);
      }
    }
    out.append(quote);
  }

  /** Final classes of the JDK whose texts are as different as they are. */
  private boolean appendJdkValue(@Nullable Object value) {
    if (value instanceof UUID
        || value instanceof ZoneId
        || (value != null && isExactNumber(value))
        || ((value instanceof TemporalAccessor || value instanceof TemporalAmount)
            && value.getClass().getPackageName().equals("java.time"))) {
      String type = value instanceof ZoneId ? "ZoneId" : value.getClass().getSimpleName();
      out.append(type).append('(').append(value).append(')');
      return true;
    }
    return false;
  }

  /** Numbers can be subclassed; only the JDK's own are known. */
  private static boolean isExactNumber(Object value) {
    return value.getClass() == BigDecimal.class || value.getClass() == BigInteger.class;
  }

  private boolean appendContainer(@Nullable Object value, boolean byContent) {
    if (value == null) {
      return false;
    }
    if (value.getClass().isArray()) {
      return byContent && appendArray(value);
    }
    if (value instanceof Record entry) {
      return appendRecord(entry);
    }
    if (value instanceof Optional<?> optional) {
      out.append("Optional(");
      if (optional.isPresent()) {
        append(optional.get(), /* byContent= */ false);
      }
      out.append(')');
      return true;
    }
    // It is a map against the contract of maps.
    return !(value instanceof IdentityHashMap) && appendCollection(value);
  }

  private boolean appendArray(Object array) {
    // To deepEquals all arrays of objects are alike, those of primitives are not.
    String type =
        array instanceof Object[] ? "Object" : array.getClass().getComponentType().getName();
    out.append(type).append("[]{");
    for (int i = 0; i < Array.getLength(array); i++) {
      separate(i);
      append(Array.get(array, i), /* byContent= */ true);
    }
    out.append('}');
    return true;
  }

  /** Lists, sets and maps of any class: their interfaces say when they are equal. */
  private boolean appendCollection(Object value) {
    if (value instanceof List<?> list) {
      out.append('[');
      int i = 0;
      for (Object element : list) {
        separate(i++);
        append(element, /* byContent= */ false);
      }
      out.append(']');
    } else if (value instanceof Set<?> set) {
      List<String> elements = new ArrayList<>(set.size());
      for (Object element : set) {
        elements.add(part(element));
      }
      appendSorted(elements);
    } else if (value instanceof Map<?, ?> map) {
      List<String> entries = new ArrayList<>(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        entries.add(part(entry.getKey()) + '=' + part(entry.getValue()));
      }
      if (entries.isEmpty()) {
        entries.add("=");
      }
      appendSorted(entries);
    } else {
      return false;
    }
    return true;
  }

  private void appendSorted(List<String> parts) {
    Collections.sort(parts);
    out.append('{').append(String.join(", ", parts)).append('}');
  }

  private String part(@Nullable Object value) {
    KeyText part = new KeyText(new StringBuilder());
    part.append(value, /* byContent= */ false);
    exact &= part.exact;
    return part.out.toString();
  }

  private boolean appendRecord(Record entry) {
    Field[] fields = RecordFields.of(entry.getClass());
    if (fields == null) {
      return false;
    }
    out.append(entry.getClass().getName()).append('(');
    for (int i = 0; i < fields.length; i++) {
      separate(i);
      out.append(fields[i].getName()).append('=');
      append(RecordFields.read(fields[i], entry), /* byContent= */ false);
    }
    out.append(')');
    return true;
  }

  private void separate(int index) {
    if (index > 0) {
      out.append(", ");
    }
  }

  private void appendUnknown(@Nullable Object value) {
    exact = false;
    String type = value == null ? "null" : value.getClass().getTypeName();
    int hash = value == null ? 0 : value.hashCode();
    out.append('<').append(type).append('#').append(Integer.toHexString(hash)).append('>');
  }
}
