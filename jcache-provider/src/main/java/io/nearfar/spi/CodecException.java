package io.nearfar.spi;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A key or value could not be turned into bytes, or bytes into it. The text never tells either. */
public final class CodecException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final @Nullable String refusedType;

  /**
   * A failure.
   *
   * @param message what failed, why, and how to mend it
   * @param cause what was reported; null if nothing was
   */
  public CodecException(String message, @Nullable Throwable cause) {
    this(message, cause, null);
  }

  private CodecException(String message, @Nullable Throwable cause, @Nullable String refusedType) {
    super(message, cause);
    this.refusedType = refusedType;
  }

  /**
   * Bytes that name a class which is not allowed.
   *
   * @param message what failed, why, and how to mend it
   * @param type the name of that class, as the bytes have it; a name that Java allows
   * @return an exception that knows the class; never null
   */
  public static CodecException refused(String message, String type) {
    return new CodecException(message, null, type);
  }

  /**
   * Which class was refused. One warning for each, with the text of this exception, is enough; the
   * names come from outside, so whoever remembers them remembers a limited number.
   *
   * @return the binary name of the class; null if something else failed
   */
  public @Nullable String refusedType() {
    return refusedType;
  }
}
