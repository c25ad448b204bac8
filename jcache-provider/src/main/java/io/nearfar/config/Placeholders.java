package io.nearfar.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces placeholders (dollar sign, braces around a name, and perhaps {@code :-} and a default)
 * in values of the file. A system property of that name wins over an environment variable; as in a
 * shell, the default also stands in for an empty one, and may contain placeholders itself. A
 * doubled dollar sign before the brace keeps the text as it is, with one dollar sign. What was put
 * in is not looked at again.
 */
final class Placeholders {
  private final Map<String, String> systemProperties;
  private final Map<String, String> environment;

  Placeholders(Map<String, String> systemProperties, Map<String, String> environment) {
    this.systemProperties = systemProperties;
    this.environment = environment;
  }

  static boolean isIn(String text) {
    return text.contains("${");
  }

  String replace(String text) throws RefusedValueException {
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$${", at)) {
        result.append("${");
        at += 3;
      } else if (text.startsWith("${", at)) {
        int end = end(text, at);
        result.append(value(text.substring(at + 2, end), text));
        at = end + 1;
      } else {
        result.append(text.charAt(at++));
      }
    }
    return result.toString();
  }

  /** The closing brace that belongs to the placeholder at {@code start}. */
  private static int end(String text, int start) throws RefusedValueException {
    int depth = 0;
    for (int at = start; at < text.length(); at++) {
      if (text.startsWith("${", at)) {
        depth++;
      } else if (text.charAt(at) == '}' && --depth == 0) {
        return at;
      }
    }
    throw new RefusedValueException(ConfigMessages.openPlaceholder(text));
  }

  private String value(String inside, String text) throws RefusedValueException {
    int separator = inside.indexOf(":-");
    String name = separator < 0 ? inside : inside.substring(0, separator);
    if (name.isEmpty() || name.contains("${")) {
      throw new RefusedValueException(ConfigMessages.namelessPlaceholder(text));
    }
    String found = find(name);
    if (separator < 0) {
      if (found == null) {
        throw new RefusedValueException(ConfigMessages.unresolved(name));
      }
      return found;
    }
    return found == null || found.isEmpty() ? replace(inside.substring(separator + 2)) : found;
  }

  private @Nullable String find(String name) {
    String property = systemProperties.get(name);
    return property != null ? property : environment.get(name);
  }
}
