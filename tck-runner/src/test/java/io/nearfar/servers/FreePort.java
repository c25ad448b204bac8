package io.nearfar.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** A port of 127.0.0.1 that nobody uses at the moment. */
record FreePort(int number) {

  static FreePort find() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, /* backlog= */ 1, InetAddress.getByName("127.0.0.1"))) {
      return new FreePort(socket.getLocalPort());
    }
  }

  /** Where a server with this port answers. */
  URI root() {
    return URI.create("http://127.0.0.1:" + number + "/");
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
