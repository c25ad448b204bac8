package io.nearfar.internal.util;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of names or keys: {@code *} stands for any run of characters (none included), {@code ?}
 * for one ({@code char}, as {@link String} counts), and all else for itself, the case included.
 * Immutable and thread-safe; equal to others of the same text.
 */
public final class Glob {
  private final String text;

  private Glob(String text) {
    this.text = text;
  }

  /**
   * A pattern; every text is one.
   *
   * @param text one without wildcards matches itself only, an empty one the empty text
   * @return the pattern; never null
   * @throws NullPointerException if the text is null
   */
  public static Glob of(String text) {
    return new Glob(Objects.requireNonNull(text, "text"));
  }

  /** Whether a character does not stand for itself. */
  public static boolean isWildcard(char c) {
    return c == '*' || c == '?';
  }

  /** Whether no character stands for itself. */
  public boolean isOnlyWildcards() {
    return text.chars().allMatch(c -> isWildcard((char) c));
  }

  /** Whether every text matches: there are only stars, and at least one. */
  public boolean matchesEverything() {
    return !text.isEmpty() && text.chars().allMatch(c -> c == '*');
  }

  /**
   * Whether a text matches, all of it. Goes back to the latest star only, so the time is linear in
   * the length of the text: at most that times the length of the pattern, whatever both are.
   *
   * @param name the text
   */
  public boolean matches(CharSequence name) {
    int length = name.length();
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (in < length) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        retry = in;
      } else if (at < text.length()
          && (text.charAt(at) == '?' || text.charAt(at) == name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++retry;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Glob glob && text.equals(glob.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text it was made from. */
  @Override
  public String toString() {
    return text;
  }
}
