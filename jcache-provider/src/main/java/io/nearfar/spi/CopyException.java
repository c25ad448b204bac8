package io.nearfar.spi;

import java.io.Serial;

/**
 * An object could not be copied. The text names the type and the remedy, never the value; the
 * JCache face hands it to the application as a {@code CacheException}.
 */
public final class CopyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what failed, why, and how to mend it
   * @param cause what the copier reported
   */
  public CopyException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what failed, why, and how to mend it
   */
  public CopyException(String message) {
    super(message);
  }
}
