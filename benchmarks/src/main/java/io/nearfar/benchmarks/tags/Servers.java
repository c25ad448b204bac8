package io.nearfar.benchmarks.tags;

import io.nearfar.testing.RedisServer;
import java.util.ArrayList;
import java.util.List;

/** What a server says. */
final class Servers {
  private Servers() {}

  /** Bytes that are in use. */
  static long usedMemory(RedisServer server) {
    return Long.parseLong(server.info("memory").getOrDefault("used_memory", "0"));
  }

  /** Waits until nobody else is connected: the buffers of connections count as memory. */
  static void awaitAlone(RedisServer server) {
    while (!"1".equals(server.info("clients").get("connected_clients"))) {
      Thread.onSpinWait();
    }
  }

  /**
   * How many clocks of tags each segment of the only cache has. Looks at all keys: it should have
   * few entries.
   */
  static List<Long> clocks(RedisServer server) {
    List<Long> clocks = new ArrayList<>();
    if (server.command("KEYS", "*!t") instanceof List<?> keys) {
      for (Object key : keys) {
        // One field is not a clock, but says since when there are some.
        clocks.add(Long.parseLong(String.valueOf(server.command("HLEN", String.valueOf(key)))) - 1);
      }
    }
    return clocks;
  }
}
