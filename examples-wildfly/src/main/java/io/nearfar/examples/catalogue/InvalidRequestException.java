package io.nearfar.examples.catalogue;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.Serial;

/** Answered with 400 and a text that says what to send instead. */
public final class InvalidRequestException extends BadRequestException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * An answer.
   *
   * @param message what is wrong and what to send instead; for the client
   */
  public InvalidRequestException(String message) {
    super(
        message,
        Response.status(Response.Status.BAD_REQUEST)
            .type(MediaType.TEXT_PLAIN_TYPE)
            .entity(message)
            .build());
  }
}
