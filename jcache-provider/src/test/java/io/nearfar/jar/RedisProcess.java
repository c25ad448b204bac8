package io.nearfar.jar;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Redis of its own, with the binary that the test dependencies carry. Stopped by closing. */
final class RedisProcess implements AutoCloseable {
  private static final String VERSION = "7.0.15";

  private final Process process;
  private final int port;

  private RedisProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The file that the bundled binary has for this platform. */
  static String binaryName() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    return "/redis-server-%s-%s-%s"
        .formatted(
            VERSION,
            system.contains("mac") ? "darwin" : system.contains("linux") ? "linux" : "none",
            processor.equals("aarch64") ? "arm64" : "amd64");
  }

  /** Whether there is a binary for this platform. */
  static boolean isAvailable() {
    return RedisProcess.class.getResource(binaryName()) != null;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param directory for its files, existing
   * @param options as on its command line
   */
  static RedisProcess start(Path directory, String... options) throws IOException {
    Path binary = directory.resolve("redis-server");
    if (!Files.exists(binary)) {
      try (InputStream in = RedisProcess.class.getResourceAsStream(binaryName())) {
        Files.copy(in, binary);
      }
      if (!binary.toFile().setExecutable(true)) {
        throw new IOException("Not allowed to make a file executable in " + directory);
      }
    }
    int port = freePort();
    Path work = Files.createDirectory(directory.resolve("redis-" + port));
    Path settings = Files.writeString(work.resolve("redis.conf"), "");
    List<String> command =
        Stream.concat(
                Stream.of(binary, settings, "--port", port, "--bind", "127.0.0.1", "--dir", work)
                    .map(Object::toString),
                Stream.of(options))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("redis.log").toFile())
            .start();
    RedisProcess redis = new RedisProcess(process, port);
    await().atMost(30, TimeUnit.SECONDS).until(() -> redis.answers("PING", "+PONG"));
    return redis;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // The bus of a cluster has the port 10,000 above.
      return socket.getLocalPort() < 50_000 ? socket.getLocalPort() : freePort();
    }
  }

  int port() {
    return port;
  }

  String address() {
    return "redis://127.0.0.1:" + port;
  }

  /** Whether the server, sent the command, says something that contains the text. */
  boolean answers(String command, String text) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      byte[] reply = socket.getInputStream().readAllBytes();
      return new String(reply, StandardCharsets.UTF_8).contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.onExit().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException("Redis did not end.", e));
    }
  }
}
