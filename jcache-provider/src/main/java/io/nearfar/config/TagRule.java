package io.nearfar.config;

import io.nearfar.internal.util.Glob;
import io.nearfar.spi.Tags;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * Tags that match a pattern, and a tag that depends on them. Checked by {@link #of}.
 *
 * @param pattern as {@link Glob} reads it
 * @param dependent a tag, no pattern
 */
record TagRule(String pattern, String dependent) implements Serializable {
  private static final String ARROW = "->";

  /** Reads {@code role:* -> permissions}. */
  static TagRule parse(String text) throws RefusedValueException {
    int arrow = text.indexOf(ARROW);
    if (arrow < 0 || arrow != text.lastIndexOf(ARROW)) {
      throw new RefusedValueException(ConfigMessages.tagRule(text));
    }
    String pattern = text.substring(0, arrow).trim();
    String dependent = text.substring(arrow + ARROW.length()).trim();
    if (pattern.isEmpty() || dependent.isEmpty()) {
      throw new RefusedValueException(ConfigMessages.tagRule(text));
    }
    return of(pattern, dependent);
  }

  static TagRule of(String pattern, String dependent) throws RefusedValueException {
    TagRule rule = new TagRule(pattern, dependent);
    if (pattern.isEmpty() || dependent.isEmpty()) {
      throw new RefusedValueException(ConfigMessages.tagRule(rule.toString()));
    }
    // It would be a tag of this very name, which nobody means.
    if (dependent.indexOf('*') >= 0) {
      throw new RefusedValueException(ConfigMessages.dependentPattern(rule.toString()));
    }
    check(pattern);
    check(dependent);
    return rule;
  }

  /** A longer pattern is refused as well: hardly a tag could match it. */
  private static void check(String part) throws RefusedValueException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(part)) {
      throw new RefusedValueException(ConfigMessages.tagNoText());
    }
    int length = part.getBytes(StandardCharsets.UTF_8).length;
    if (length > Tags.LONGEST) {
      throw new RefusedValueException(ConfigMessages.longTag(length));
    }
  }

  boolean matches(String tag) {
    return Glob.of(pattern).matches(tag);
  }

  /** As it is written. */
  @Override
  public String toString() {
    return pattern + " " + ARROW + " " + dependent;
  }
}
