package io.nearfar.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A password, wrapped so that nothing that prints an object shows it: {@link #toString()} never
 * does, only {@link #reveal()} hands it out. Immutable and thread-safe; equal if the texts are.
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * Wraps a text.
   *
   * @param text the password
   * @return the secret; never null
   * @throws NullPointerException if the text is null
   */
  public static Secret of(String text) {
    return new Secret(Objects.requireNonNull(text, () -> ConfigMessages.isNull("secret")));
  }

  /**
   * The password itself, for whoever logs in with it; not for messages.
   *
   * @return the text; never null
   */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Says that there is a secret, and nothing about it. */
  @Override
  public String toString() {
    return "(hidden)";
  }
}
