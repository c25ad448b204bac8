package io.nearfar.config;

import java.util.regex.Pattern;

/** The names that {@code allowed-types} takes: of classes, and patterns for packages. */
final class TypePattern {
  private static final String WORD = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
  private static final Pattern CLASS = Pattern.compile(WORD + "(?:\\." + WORD + ")*");

  /** One star is the package, two are also those below it; a star alone would allow everything. */
  private static final Pattern PACKAGE = Pattern.compile("(?:" + WORD + "\\.)+\\*{1,2}");

  private TypePattern() {}

  /** Whether a text is a pattern or an attempt at one, and not the name of a class. */
  static boolean isPattern(String text) {
    return text.contains("*");
  }

  /** Whether a text can be used. */
  static boolean isRight(String text) {
    return (isPattern(text) ? PACKAGE : CLASS).matcher(text).matches();
  }
}
