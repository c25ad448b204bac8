package io.nearfar.spi;

import java.io.Serial;

/** The far tier failed or did not answer in time. A miss is never reported this way. */
public final class FarException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean outcomeUnknown;

  /**
   * A failure.
   *
   * @param message what failed, why, and how to mend it; no key or value
   * @param cause what the driver reported
   * @param outcomeUnknown whether a change may have been made all the same
   */
  public FarException(String message, Throwable cause, boolean outcomeUnknown) {
    super(message, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  /**
   * Whether the change that failed may have been made.
   *
   * @return true after a timeout or a lost connection; false if the server refused
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
