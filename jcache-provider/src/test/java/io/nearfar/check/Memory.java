package io.nearfar.check;

import io.nearfar.testing.RedisServer;

/** Too little memory: the servers throw out entries of their own choice, and refuse writes. */
final class Memory {
  private Memory() {}

  static void shorten(Scene scene) {
    for (RedisServer master : scene.servers().masters()) {
      long used = Long.parseLong(master.info("memory").getOrDefault("used_memory", "0"));
      master.command("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
      // Less than that is used without any entry.
      master.command("CONFIG", "SET", "maxmemory", String.valueOf(used - 1));
    }
  }

  static void restore(Scene scene) {
    scene.onMasters("CONFIG", "SET", "maxmemory", "0");
    scene.onMasters("CONFIG", "SET", "maxmemory-policy", "noeviction");
  }
}
