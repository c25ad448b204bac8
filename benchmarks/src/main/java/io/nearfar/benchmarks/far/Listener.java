package io.nearfar.benchmarks.far;

import io.nearfar.testing.RedisServer;
import io.nearfar.testing.RespClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One more subscriber of the channels that nodes use: costs the server what a further node would,
 * and this machine hardly anything. Reads in a thread of its own.
 */
final class Listener implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long QUIET_MILLIS = 500;

  private final RespClient client;
  private final Thread thread;
  private volatile long received;

  private Listener(RespClient client) {
    this.client = client;
    thread = new Thread(this::listen, "listener");
    thread.setDaemon(true);
  }

  /** The channels that anybody listens to. */
  static List<String> channels(RedisServer server) {
    List<String> channels = new ArrayList<>();
    if (server.command("PUBSUB", "CHANNELS") instanceof List<?> names) {
      names.forEach(name -> channels.add(String.valueOf(name)));
    }
    return channels;
  }

  /** Begins to listen. */
  static Listener on(String host, int port, List<String> channels) {
    Listener listener = new Listener(new RespClient(host, port, PATIENCE));
    for (String channel : channels) {
      listener.client.command("SUBSCRIBE", channel);
    }
    listener.thread.start();
    return listener;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  private void listen() {
    try {
      while (true) {
        client.read();
        received++;
      }
    } catch (UncheckedIOException closed) {
      // As wanted.
    }
  }

  /** Waits until no message has come for a while. */
  void awaitQuiet() {
    try {
      long before;
      do {
        before = received;
        Thread.sleep(QUIET_MILLIS);
      } while (received > before);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
