package io.nearfar.spi;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A key or value could not be turned into bytes, or bytes into it. The text never tells either. */
public final class CodecException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what failed, why, and how to mend it
   * @param cause what was reported; null if nothing was
   */
  public CodecException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
