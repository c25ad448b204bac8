package io.nearfar.tck;

import java.util.HashMap;
import java.util.Map;

/** Command line of the form {@code --name=value}; an empty value counts as none given. */
final class Arguments {

  private final Map<String, String> values = new HashMap<>();

  Arguments(String... arguments) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException(
            "'" + argument + "' is not understood; expected --name=value");
      }
      values.put(argument.substring(2, equals), argument.substring(equals + 1).trim());
    }
  }

  /** The value, or an empty string. */
  String get(String name) {
    return values.getOrDefault(name, "");
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException if there is none
   */
  String require(String name) {
    String value = get(name);
    if (value.isEmpty()) {
      throw new IllegalArgumentException("--" + name + "=<value> is missing");
    }
    return value;
  }
}
