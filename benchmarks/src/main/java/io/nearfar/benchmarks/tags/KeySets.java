package io.nearfar.benchmarks.tags;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nearfar.testing.RedisServer;
import io.nearfar.testing.RespClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The plain approach to tags: entries are strings of Redis, and each tag is a set of the keys that
 * carry it ({@code SADD}). To invalidate it the set is read ({@code SMEMBERS}), and the keys are
 * removed ({@code UNLINK}), a thousand at once. For one thread.
 */
final class KeySets implements AutoCloseable {
  private static final int AT_ONCE = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RespClient client;

  KeySets(RedisServer server) {
    client = new RespClient(server.host(), server.port(), PATIENCE);
  }

  /** Stores entries that carry the tags of {@link EntryTags}. */
  void store(int entries, int tags) {
    for (int from = 0; from < entries; from += AT_ONCE) {
      int to = Math.min(entries, from + AT_ONCE);
      for (int i = from; i < to; i++) {
        client.send("SET", Filling.key(i), Filling.value(i));
        for (String tag : EntryTags.of(i, tags)) {
          client.send("SADD", "tag:" + tag, Filling.key(i));
        }
      }
      read((to - from) * (1 + tags));
    }
  }

  /** Stores entries that carry one tag, the same. */
  void store(int entries, String tag) {
    for (int from = 0; from < entries; from += AT_ONCE) {
      List<String> pairs = new ArrayList<>(List.of("MSET"));
      List<String> members = new ArrayList<>(List.of("SADD", "tag:" + tag));
      for (int i = from; i < Math.min(entries, from + AT_ONCE); i++) {
        pairs.add(Filling.key(i));
        pairs.add(Filling.value(i));
        members.add(Filling.key(i));
      }
      client.send(pairs.toArray(String[]::new));
      client.send(members.toArray(String[]::new));
      read(2);
    }
  }

  /** Removes all entries that carry a tag. */
  void invalidate(String tag) {
    byte[] set = ("tag:" + tag).getBytes(UTF_8);
    List<?> members = (List<?>) client.call("SMEMBERS".getBytes(UTF_8), set);
    List<byte[]> command = new ArrayList<>();
    for (Object member : members == null ? List.of() : members) {
      if (command.isEmpty()) {
        command.add("UNLINK".getBytes(UTF_8));
      }
      command.add((byte[]) member);
      if (command.size() > AT_ONCE) {
        unlink(command);
      }
    }
    if (!command.isEmpty()) {
      unlink(command);
    }
    Object unused = client.call("UNLINK".getBytes(UTF_8), set);
  }

  private void unlink(List<byte[]> command) {
    Object unused = client.call(command.toArray(byte[][]::new));
    command.clear();
  }

  private void read(int replies) {
    for (int i = 0; i < replies; i++) {
      if (client.read() instanceof RuntimeException refused) {
        throw refused;
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
