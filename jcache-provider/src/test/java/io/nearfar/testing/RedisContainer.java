package io.nearfar.testing;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A Redis or Valkey in a Docker container, on a free port of the loopback interface; gone after
 * {@link #close()} and when the JVM ends in order. Thread-safe.
 */
public final class RedisContainer implements RedisEndpoint, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String image;
  private final String id;
  private final Thread hook = new Thread(this::remove, "nearfar-container-end");
  private int port;

  private RedisContainer(String image, String id) {
    this.image = image;
    this.id = id;
  }

  /** The container when it answers; removes it if it does not. */
  static RedisContainer started(String image, String id) {
    RedisContainer container = new RedisContainer(image, id);
    Runtime.getRuntime().addShutdownHook(container.hook);
    try {
      String address =
          RedisImages.run(PATIENCE, "docker", "port", id, "6379/tcp")
              .output()
              .lines()
              .findFirst()
              .orElseThrow();
      container.port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      Awaitility.await().atMost(PATIENCE).until(container::answers);
      return container;
    } catch (RuntimeException e) {
      String log = RedisImages.run(PATIENCE, "docker", "logs", "--tail", "20", id).output();
      container.close();
      throw new IllegalStateException(image + " was not started: " + log, e);
    }
  }

  /** The proxy of Docker accepts connections before the server does. */
  private boolean answers() {
    try {
      return "PONG".equals(command("PING"));
    } catch (UncheckedIOException | RespException e) {
      return false;
    }
  }

  /** What it runs, such as {@code valkey/valkey:8}. */
  public String image() {
    return image;
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public RespClient connect() {
    return new RespClient(host(), port);
  }

  /** Removes the container. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // The JVM ends: the hook runs.
    }
    remove();
  }

  private void remove() {
    RedisImages.run(PATIENCE, "docker", "rm", "--force", id);
  }

  @Override
  public String toString() {
    return image + " " + host() + ":" + port;
  }
}
