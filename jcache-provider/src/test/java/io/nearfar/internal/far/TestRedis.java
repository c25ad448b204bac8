package io.nearfar.internal.far;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real Redis on a free port of this host, from the binary that a test dependency carries. */
final class TestRedis implements AutoCloseable {
  private final int port;
  private final Path directory;
  private final List<String> options;
  private Process process;

  TestRedis(String... options) {
    this.options = List.of(options);
    try {
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      directory = Files.createTempDirectory("nearfar-redis");
      Path binary = directory.resolve("redis-server");
      try (InputStream in = TestRedis.class.getResourceAsStream(resource())) {
        Files.copy(Objects.requireNonNull(in), binary, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!binary.toFile().setExecutable(true)) {
        throw new IOException("Can't make it executable: " + binary);
      }
      start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource() {
    String os =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String arch = System.getProperty("os.arch").contains("aarch64") ? "arm64" : "amd64";
    return "/redis-server-7.0.15-" + os + '-' + arch;
  }

  /** Starts it, again after {@link #kill}; empty. */
  void start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                directory.resolve("redis-server").toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                directory.toString(),
                "--loglevel",
                "warning"));
    command.addAll(options);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> !command("PING").isEmpty());
  }

  int port() {
    return port;
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Sends a command on a connection of its own; returns the reply as it comes. */
  String command(String... words) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
      for (String word : words) {
        request
            .append('$')
            .append(word.getBytes(UTF_8).length)
            .append("\r\n")
            .append(word)
            .append("\r\n");
      }
      socket.getOutputStream().write(request.toString().getBytes(UTF_8));
      byte[] buffer = new byte[1 << 20];
      int size = socket.getInputStream().read(buffer);
      String reply = new String(buffer, 0, Math.max(size, 0), UTF_8);
      if (reply.startsWith("$") && !reply.startsWith("$-1")) {
        int length = Integer.parseInt(reply.substring(1, reply.indexOf('\r')));
        int head = reply.indexOf('\n') + 1;
        while (size < head + length + 2) {
          size += socket.getInputStream().read(buffer, size, buffer.length - size);
        }
        reply = new String(buffer, 0, size, UTF_8);
      }
      return reply;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How often commands of a name were executed. */
  long calls(String command) {
    String stats = command("INFO", "commandstats");
    String head = "cmdstat_" + command + ":calls=";
    int start = stats.indexOf(head);
    if (start < 0) {
      return 0;
    }
    start += head.length();
    return Long.parseLong(stats.substring(start, stats.indexOf(',', start)));
  }

  /** Stops it without ending it: it does not answer any more. */
  void freeze() {
    signal("STOP");
  }

  /** The reverse of {@link #freeze}. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
