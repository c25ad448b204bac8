package io.nearfar.internal.far.embedded;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Redis process and its directory. It can be started again after it was stopped; both are gone
 * after {@link #close()} or when the JVM ends.
 *
 * <p>If the JVM is killed, no shutdown hook runs. So the process is started through a shell that
 * leaves a watcher behind: it reads from a pipe whose other end only the JVM holds, and when the
 * pipe breaks it kills the process and deletes the directory. Where there is no {@code /bin/sh} the
 * process would survive a killed JVM.
 *
 * <p>One thread at a time may use it.
 */
public final class RedisInstance implements AutoCloseable {
  /** How long a process may take to answer; usually a tenth of a second is enough. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final String SHELL = "/bin/sh";
  private static final int LOG_TAIL = 2000;

  /** Below the ports that operating systems give to outgoing connections. */
  private static final int LOWEST_PORT = 15_000;

  private static final int HIGHEST_PORT = 30_000;

  /**
   * The arguments: the directory, then the command. The shell becomes the process, so its id is the
   * one to kill. A line says that all is well; if there was none and the process is still there to
   * be killed, the JVM is gone.
   */
  private static final String WATCHED =
      """
      exec 3<&0
      ( read -r line <&3 || { kill -9 $$ && rm -rf "$1"; } ) 2>/dev/null &
      shift
      exec "$@" </dev/null 3<&-
      """;

  /** The system's own words differ ("Address in use", "Address already in use"). */
  private static final Pattern PORT_TAKEN = Pattern.compile("listening (socket|on port)");

  private final PrivateDirectory directory;
  private volatile @Nullable Process process;

  private RedisInstance() {
    directory = PrivateDirectory.create(this::kill);
  }

  /**
   * A directory for a process; none is started yet.
   *
   * @throws IllegalStateException if there is no room for it
   */
  public static RedisInstance create() {
    return new RedisInstance();
  }

  /** The directory of the process, for its files. */
  public Path directory() {
    return directory.path();
  }

  /**
   * Starts the process and waits until it answers, for 20 s at most.
   *
   * @param program {@code redis-server}
   * @param arguments its arguments, which must make it listen on the port, and not as a daemon
   * @param port where it will answer to PING
   * @param login the command that logs in first, such as {@code AUTH}, and its arguments; empty for
   *     none
   * @throws IllegalStateException if it ended or did not answer; it does not run then
   */
  public void start(Path program, List<String> arguments, int port, List<String> login) {
    if (isAlive()) {
      throw new IllegalStateException("It runs.");
    }
    Process started = launch(command(program, arguments));
    process = started;
    boolean serves = false;
    try {
      awaitAnswer(started, port, login);
      serves = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EmbeddedRedisMessages.interrupted(e);
    } finally {
      if (!serves) {
        kill();
      }
    }
  }

  /**
   * The JDK's thread that waits for the end of the process takes over the context class loader, and
   * stays for a minute after that end: too long for the loader of an undeployed application.
   */
  private Process launch(List<String> command) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(Redirect.appendTo(log()))
          .start();
    } catch (IOException e) {
      throw EmbeddedRedisMessages.notStarted("", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of(SHELL))) {
      command.addAll(List.of(SHELL, "-c", WATCHED, "nearfar-redis", directory().toString()));
    }
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  private void awaitAnswer(Process started, int port, List<String> login)
      throws InterruptedException {
    long begin = System.nanoTime();
    while (!RedisProbe.isServing(port, started.pid(), login)) {
      if (started.waitFor(POLL.toNanos(), TimeUnit.NANOSECONDS)) {
        throw EmbeddedRedisMessages.notStarted(logTail(), /* cause= */ null);
      }
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw EmbeddedRedisMessages.noAnswer(logTail());
      }
    }
  }

  /** Whether the process runs; also if it is stopped by a signal. */
  public boolean isAlive() {
    Process current = process;
    return current != null && current.isAlive();
  }

  /**
   * The id of the process.
   *
   * @throws IllegalStateException if none was started
   */
  public long pid() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException("It does not run.");
    }
    return current.pid();
  }

  /** Lets the process end in order; kills it if that takes more than two seconds. */
  public void stop() {
    end(/* inOrder= */ true);
  }

  /** Kills the process. */
  public void kill() {
    end(/* inOrder= */ false);
  }

  private void end(boolean inOrder) {
    Process current = process;
    if (current == null) {
      return;
    }
    dismissWatcher(current);
    boolean interrupted = false;
    try {
      if (inOrder) {
        current.destroy();
        if (current.waitFor(FAREWELL.toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    current.destroyForcibly();
    try {
      // The kernel needs a moment; nobody waits longer for what can't be stopped.
      current.waitFor(FAREWELL.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void dismissWatcher(Process process) {
    try {
      OutputStream watcher = process.getOutputStream();
      watcher.write('\n');
      watcher.flush();
    } catch (IOException ignored) {
      // The process has ended, and the watcher with it.
    }
  }

  private File log() {
    return directory().resolve("redis.log").toFile();
  }

  /** The end of what the process has said, in one line; empty if it said nothing. */
  public String logTail() {
    try {
      String text = Files.readString(log().toPath(), StandardCharsets.ISO_8859_1);
      String tail = text.substring(Math.max(0, text.length() - LOG_TAIL));
      return tail.strip().replaceAll("\\s*\\R\\s*", " | ");
    } catch (IOException e) {
      return "";
    }
  }

  /** Whether the process has ended because somebody else had its port. */
  public boolean isPortTaken() {
    return PORT_TAKEN.matcher(logTail()).find();
  }

  /** Kills the process and deletes its directory. Closing twice does nothing more. */
  @Override
  public void close() {
    directory.close();
  }

  /**
   * A port that is free now on the loopback interface. Not from the range that the system gives to
   * outgoing connections, so that it stays free while a server is restarted.
   *
   * @throws IllegalStateException if none was found
   */
  public static int freePort() {
    IOException last = null;
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(RedisProbe.address(port));
        return port;
      } catch (IOException e) {
        last = e;
      }
    }
    throw EmbeddedRedisMessages.notStarted("", last);
  }
}
