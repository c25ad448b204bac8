package io.nearfar.examples.load;

import java.nio.charset.StandardCharsets;

/** An answer of a server. Its text is made when somebody wants it. */
final class Answer {

  private final int status;
  private final byte[] body;

  Answer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  int status() {
    return status;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
