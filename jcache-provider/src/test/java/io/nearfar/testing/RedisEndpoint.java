package io.nearfar.testing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Redis or Valkey that tests talk to, wherever it runs. Thread-safe; each command uses a
 * connection of its own.
 */
public interface RedisEndpoint {
  /** Where it listens. */
  String host();

  /** Where it listens, without TLS. */
  int port();

  /** The address for {@code far.url}, without user and password. */
  default String url() {
    return "redis://" + host() + ":" + port();
  }

  /**
   * A new connection, logged in.
   *
   * @return to be closed
   */
  RespClient connect();

  /**
   * Runs a command.
   *
   * @param words the command and its arguments
   * @return the reply as {@link RespClient#command} gives it
   * @throws RespException if the server refuses
   */
  default @Nullable Object command(String... words) {
    try (RespClient client = connect()) {
      return client.command(words);
    }
  }

  /**
   * A section of what the server says about itself.
   *
   * @param section such as {@code server}, {@code replication}, {@code commandstats}
   * @return the values by name, in the server's order
   */
  default Map<String, String> info(String section) {
    return fields(String.valueOf(command("INFO", section)));
  }

  /**
   * How often each command has run since the start, or since {@link #resetCalls()}. Commands that a
   * script runs are counted too, besides the {@code evalsha}.
   *
   * @return the counts by name in lower case, such as {@code get} or {@code cluster|info}
   */
  default Map<String, Long> calls() {
    Map<String, Long> calls = new LinkedHashMap<>();
    info("commandstats")
        .forEach(
            (name, figures) -> {
              String count = figures.replaceFirst("calls=(\\d+),.*", "$1");
              calls.put(
                  name.replaceFirst("cmdstat_", "").toLowerCase(Locale.ROOT), Long.valueOf(count));
            });
    return calls;
  }

  /** Lets {@link #calls()} begin anew. */
  default void resetCalls() {
    command("CONFIG", "RESETSTAT");
  }

  /** Empties it, all databases. */
  default void flushAll() {
    command("FLUSHALL");
  }

  /** Reads lines of the form {@code name:value}; others are left out. */
  static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    text.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0 && !line.startsWith("#")) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
              }
            });
    return fields;
  }
}
