package io.nearfar.internal.far.embedded;

import io.nearfar.internal.far.embedded.RedisProbe.Answer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A Redis for development that comes with the application: what {@code far.url: embedded} means.
 *
 * <p>All that acquire it share one server (per class loader of Nearfar, and per port if one is
 * asked for), which is stopped when the last one has closed it, and when the JVM ends. It is a
 * child process that listens on 127.0.0.1 without a password, so every program of this machine can
 * read it, and keeps nothing on disk. If the JVM is killed, a watcher kills the server; without
 * {@code /bin/sh}, as on Windows, the server would survive.
 *
 * <p>With a port of one's own several JVMs share the server of the one that came first, and what it
 * holds survives as long as that one runs.
 *
 * <p>Thread-safe. Close it once; closing twice does nothing more.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(EmbeddedRedis.class.getName());
  private static final int ATTEMPTS = 5;

  private static final ReentrantLock LOCK = new ReentrantLock();

  /** By the port that was asked for, 0 for any; guarded by the lock. */
  private static final Map<Integer, Shared> SERVERS = new HashMap<>();

  private static final AtomicBoolean WARNED = new AtomicBoolean();

  /** One server of all who asked for the same. */
  private static final class Shared {
    final int port;

    /** Null if another JVM runs it. */
    final @Nullable RedisInstance instance;

    /** Guarded by the lock. */
    int users;

    Shared(int port, @Nullable RedisInstance instance) {
      this.port = port;
      this.instance = instance;
    }

    boolean isUsable() {
      return instance == null ? RedisProbe.ask(port) == Answer.PONG : instance.isAlive();
    }
  }

  private final Shared server;
  private final int requestedPort;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedRedis(Shared server, int requestedPort) {
    this.server = server;
    this.requestedPort = requestedPort;
  }

  /**
   * The server of this JVM, on any free port; started if it does not run. Blocks until it answers,
   * usually for a tenth of a second.
   *
   * @param loader where the jar with the program is looked for first; not kept
   * @return to be closed
   * @throws IllegalStateException if it can't be started; says why, and what to add
   */
  public static EmbeddedRedis acquire(ClassLoader loader) {
    return acquire(loader, /* port= */ 0);
  }

  /**
   * The server on a port; started if nothing runs there. A Redis that is there already is used, and
   * not stopped at the end: another JVM has started it.
   *
   * @param loader where the jar with the program is looked for first; not kept
   * @param port 0 for any that is free
   * @return to be closed
   * @throws IllegalArgumentException if it is not a port
   * @throws IllegalStateException if it can't be started, or something else has the port
   */
  public static EmbeddedRedis acquire(ClassLoader loader, int port) {
    if (port < 0 || port > 65_535) {
      throw EmbeddedRedisMessages.badPort(String.valueOf(port));
    }
    LOCK.lock();
    try {
      Shared server = SERVERS.get(port);
      if (server == null || !server.isUsable()) {
        if (server != null && server.instance != null) {
          server.instance.close(); // It crashed, or somebody has killed it.
        }
        server = open(loader, port);
        SERVERS.put(port, server);
      }
      server.users++;
      return new EmbeddedRedis(server, port);
    } finally {
      LOCK.unlock();
    }
  }

  private static Shared open(ClassLoader loader, int port) {
    if (port != 0) {
      Answer answer = RedisProbe.ask(port);
      if (answer == Answer.OTHER) {
        throw EmbeddedRedisMessages.portTaken(String.valueOf(port));
      }
      if (answer == Answer.PONG) {
        LOGGER.log(Level.INFO, EmbeddedRedisMessages.reused(url(port)));
        return new Shared(port, /* instance= */ null);
      }
    }
    RedisBinary binary = RedisBinary.find(loader);
    Shared server = start(binary, port, port == 0 ? ATTEMPTS : 1);
    Level level = WARNED.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
    LOGGER.log(level, EmbeddedRedisMessages.started(url(server.port)));
    return server;
  }

  /** Between finding a free port and listening on it somebody else may take it. */
  private static Shared start(RedisBinary binary, int requested, int attempts) {
    int port = requested == 0 ? RedisInstance.freePort() : requested;
    RedisInstance instance = RedisInstance.create();
    try {
      List<String> arguments = arguments(port, instance);
      instance.start(binary.install(instance.directory()), arguments, port, /* login= */ List.of());
      return new Shared(port, instance);
    } catch (RuntimeException e) {
      boolean retry = attempts > 1 && instance.isPortTaken();
      instance.close();
      if (!retry) {
        throw e;
      }
    }
    return start(binary, requested, attempts - 1);
  }

  private static List<String> arguments(int port, RedisInstance instance) {
    return List.of(
        "--port",
        String.valueOf(port),
        "--bind",
        "127.0.0.1",
        "--protected-mode",
        "yes",
        "--save",
        "",
        "--appendonly",
        "no",
        "--daemonize",
        "no",
        "--dir",
        instance.directory().toString());
  }

  /** Where it listens: always the loopback address. */
  public String host() {
    return "127.0.0.1";
  }

  /** Where it listens. */
  public int port() {
    return server.port;
  }

  /** Its address, in the form that {@code far.url} takes. */
  public String url() {
    return url(server.port);
  }

  private static String url(int port) {
    return "redis://127.0.0.1:" + port;
  }

  /** Gives it back; the last one to do so stops the server. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    LOCK.lock();
    try {
      server.users--;
      if (server.users == 0) {
        SERVERS.remove(requestedPort, server);
        if (server.instance != null) {
          server.instance.close();
        }
      }
    } finally {
      LOCK.unlock();
    }
  }

  /**
   * The process, for tests.
   *
   * @return null if another JVM runs it
   */
  @Nullable RedisInstance instance() {
    return server.instance;
  }
}
