package io.nearfar.check;

import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The file that a server reads when it starts. */
final class Dump {
  private Dump() {}

  static void delete(RedisServer server) {
    try {
      Files.deleteIfExists(server.directory().resolve("dump.rdb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
