package io.nearfar.internal.far;

import java.nio.charset.StandardCharsets;

/**
 * Escapes names so that they can be parts of keys: what has a meaning in hash tags, in our own
 * separators or in the patterns of {@code SCAN} becomes {@code %XX}.
 */
final class Names {
  private static final String ALLOWED = "._-:";

  private Names() {}

  /** A name of letters, digits, {@code . _ - : %} only; different names stay different. */
  static String escape(String name) {
    StringBuilder escaped = new StringBuilder(name.length() + 8);
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || ALLOWED.indexOf(c) >= 0) {
        escaped.append(c);
      } else {
        escaped.append('%');
        escaped.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        escaped.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return escaped.toString();
  }
}
