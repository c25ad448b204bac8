package io.nearfar.testing;

import java.io.Serial;

/** The server has answered with an error; the message is the server's. */
public final class RespException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * An error reply.
   *
   * @param message what the server said, from its code on, such as {@code NOAUTH ...}
   */
  public RespException(String message) {
    super(message);
  }

  /** The first word of the message, such as {@code NOAUTH}. */
  public String code() {
    String message = String.valueOf(getMessage());
    int end = message.indexOf(' ');
    return end < 0 ? message : message.substring(0, end);
  }
}
