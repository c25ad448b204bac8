package io.nearfar.testing;

import io.nearfar.internal.far.embedded.RedisInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Redis process of a test: starts within a tenth of a second on a free port of the loopback
 * interface, keeps nothing on disk, and is gone after {@link #close()} and when the JVM ends, also
 * if that is killed. Where no Redis can be had the test is skipped.
 *
 * <pre>{@code
 * try (RedisServer redis = RedisServer.builder().password("secret").start()) {
 *   redis.command("SET", "key", "value");
 * }
 * }</pre>
 *
 * <p>Commands may be run by several threads; starting and stopping is for one at a time.
 */
public final class RedisServer implements RedisEndpoint, AutoCloseable {
  private static final int ATTEMPTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<String> config;
  private final List<String> login;
  private final boolean sentinel;
  private final @Nullable TestCertificate certificate;
  private final RedisInstance instance;
  private final boolean portIsFixed;

  /** By the name of the setting: {@code port}, and {@code tls-port} or {@code cluster-port}. */
  private final Map<String, Integer> ports = new LinkedHashMap<>();

  private boolean paused;

  private RedisServer(Builder builder) {
    config = List.copyOf(builder.config);
    login = List.copyOf(builder.login);
    sentinel = builder.sentinel;
    portIsFixed = builder.port != 0;
    ports.put("port", builder.port);
    builder.morePorts.forEach(name -> ports.put(name, 0));
    instance = RedisInstance.create();
    certificate = builder.tls ? TestCertificate.create(instance.directory()) : null;
  }

  /** A server without a password, not started. */
  public static Builder builder() {
    return new Builder();
  }

  /** How a server shall be. Each method returns the builder. */
  public static final class Builder {
    private final List<String> config = new ArrayList<>();
    private final List<String> morePorts = new ArrayList<>();
    private List<String> login = List.of();
    private int port;
    private boolean tls;
    private boolean sentinel;

    private Builder() {}

    /** The port; 0, the default, is any that is free. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** The password of the default user; {@link RedisServer#connect()} knows it. */
    public Builder password(String password) {
      login = List.of("AUTH", password);
      // A replica uses it towards its master too.
      return config("requirepass " + quoted(password)).config("masterauth " + quoted(password));
    }

    /**
     * Another user.
     *
     * @param rules what it may, such as {@code ~nf:* &nf:* +@all}
     */
    public Builder user(String name, String password, String rules) {
      return config("user " + name + " on " + quoted(">" + password) + " " + rules);
    }

    /** A line of {@code redis.conf}, such as {@code maxmemory 10mb}. */
    public Builder config(String line) {
      config.add(line);
      return this;
    }

    /** Listens for TLS too, on a port of its own, with a certificate made for the test. */
    public Builder tls() {
      tls = true;
      return alsoFree("tls-port");
    }

    Builder cluster() {
      return alsoFree("cluster-port")
          .config("cluster-enabled yes")
          .config("cluster-config-file nodes.conf")
          .config("cluster-node-timeout 2000");
    }

    Builder sentinel() {
      sentinel = true;
      return this;
    }

    private Builder alsoFree(String portSetting) {
      morePorts.add(portSetting);
      return this;
    }

    /** The password of the default user, quoted for a configuration file; null if there is none. */
    @Nullable String quotedPassword() {
      return login.isEmpty() ? null : quoted(login.get(login.size() - 1));
    }

    /** The server, not started. */
    public RedisServer build() {
      return new RedisServer(this);
    }

    /** The server, started. */
    public RedisServer start() {
      RedisServer server = build();
      try {
        server.start();
        return server;
      } catch (RuntimeException | Error e) {
        server.close();
        throw e;
      }
    }

    private static String quoted(String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }

  /**
   * Starts the process and waits until it answers; on the same ports as before, if it ran before.
   *
   * @throws IllegalStateException if it does not start; shows what the server said
   */
  public void start() {
    Path program = TestProgram.redisServer();
    boolean first = port() == 0 || Files.notExists(configFile());
    for (int attempt = 1; ; attempt++) {
      if (first) {
        choosePorts();
        writeConfig();
      }
      try {
        instance.start(program, arguments(), port(), login);
        paused = false;
        return;
      } catch (IllegalStateException e) {
        // Somebody else took one of the ports after we had found it free.
        if (!first || portIsFixed || attempt == ATTEMPTS || !instance.isPortTaken()) {
          throw e;
        }
      }
    }
  }

  private void choosePorts() {
    ports.replaceAll(
        (name, port) -> name.equals("port") && portIsFixed ? port : RedisInstance.freePort());
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of(configFile().toString()));
    if (sentinel) {
      arguments.add("--sentinel");
    }
    return arguments;
  }

  private Path configFile() {
    return instance.directory().resolve("redis.conf");
  }

  /** Once only: a sentinel, and {@code CONFIG REWRITE}, keep their state in this file. */
  private void writeConfig() {
    List<String> lines = new ArrayList<>();
    ports.forEach((name, port) -> lines.add(name + " " + port));
    lines.add("bind 127.0.0.1");
    lines.add("protected-mode yes");
    lines.add("daemonize no");
    lines.add("dir " + Builder.quoted(instance.directory().toString()));
    if (!sentinel) {
      lines.add("save \"\"");
      lines.add("appendonly no");
      // A replica gets its data at once, and without a file.
      lines.add("repl-diskless-sync yes");
      lines.add("repl-diskless-sync-delay 0");
    }
    if (certificate != null) {
      lines.addAll(certificate.config());
    }
    lines.addAll(config);
    try {
      Files.write(configFile(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the process end in order; what it held is lost, unless it was configured to save. */
  public void stop() {
    resume();
    instance.stop();
  }

  /** Kills the process (SIGKILL). */
  public void kill() {
    instance.kill();
    paused = false;
  }

  /** Stops the process and starts it on the same port, empty. */
  public void restart() {
    stop();
    start();
  }

  /** Lets the process hang (SIGSTOP): connections stay, nothing is answered. */
  public void pause() {
    signal("STOP");
    paused = true;
    awaitStopped();
  }

  /** Lets the process go on (SIGCONT). */
  public void resume() {
    if (paused) {
      signal("CONT");
      paused = false;
    }
  }

  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("No signal " + name + " could be sent.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A signal is delivered when the process is scheduled next; Linux tells when it was. */
  private void awaitStopped() {
    Path state = Path.of("/proc/" + pid() + "/stat");
    long begin = System.nanoTime();
    while (Files.isReadable(state) && System.nanoTime() - begin < PATIENCE.toNanos()) {
      try {
        if (Files.readString(state).contains(") T ")) {
          return;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Thread.onSpinWait();
    }
  }

  /** Whether the process runs, be it paused. */
  public boolean isAlive() {
    return instance.isAlive();
  }

  /** The id of the process. */
  public long pid() {
    return instance.pid();
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return ports.getOrDefault("port", 0);
  }

  /** The port of the cluster bus; 0 if it is no node of a cluster. */
  int busPort() {
    return ports.getOrDefault("cluster-port", 0);
  }

  /**
   * The address for TLS.
   *
   * @throws IllegalStateException if it was built without
   */
  public String tlsUrl() {
    Integer port = ports.get("tls-port");
    if (port == null) {
      throw new IllegalStateException("Built without tls().");
    }
    return "rediss://" + host() + ":" + port;
  }

  /**
   * The certificate for TLS, which clients must trust.
   *
   * @throws IllegalStateException if it was built without
   */
  public TestCertificate certificate() {
    if (certificate == null) {
      throw new IllegalStateException("Built without tls().");
    }
    return certificate;
  }

  @Override
  public RespClient connect() {
    RespClient client = new RespClient(host(), port());
    if (!login.isEmpty()) {
      try {
        client.command(login.toArray(String[]::new));
      } catch (RuntimeException e) {
        client.close();
        throw e;
      }
    }
    return client;
  }

  /** The end of what the process has said, in one line, to be shown by a failing test. */
  public String logTail() {
    return instance.logTail();
  }

  /** Where it keeps its files; gone after {@link #close()}. */
  public Path directory() {
    return instance.directory();
  }

  /** Kills the process and deletes its files. Closing twice does nothing more. */
  @Override
  public void close() {
    instance.close();
  }

  @Override
  public String toString() {
    return "Redis " + host() + ":" + port();
  }
}
