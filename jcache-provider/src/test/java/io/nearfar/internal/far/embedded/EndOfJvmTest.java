package io.nearfar.internal.far.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A JVM that forgets its server takes it along, however it ends. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class EndOfJvmTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A JVM that acquires a server and says so; it ends when it may read on. */
  static final class Application {
    private Application() {}

    /** In a thread group and a class loader of its own, as a build tool runs it. */
    public static void main(String[] arguments) throws Exception {
      String[] path = System.getProperty("java.class.path").split(File.pathSeparator);
      URL[] urls = new URL[path.length];
      for (int i = 0; i < path.length; i++) {
        urls[i] = Path.of(path[i]).toUri().toURL();
      }
      // Closed before the JVM ends: nothing can be loaded from it then.
      try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
        Class<?> task = loader.loadClass(Task.class.getName());
        Runnable report = (Runnable) task.getDeclaredConstructor().newInstance();
        Thread thread = new Thread(new ThreadGroup("tool"), report, "application");
        thread.start();
        thread.join();
      }
      if (System.in.read() < 0) {
        throw new IllegalStateException("The test has ended.");
      }
    }
  }

  /** What the application does; public for the sake of its own class loader. */
  public static final class Task implements Runnable {
    @Override
    public void run() {
      EmbeddedRedis redis = EmbeddedRedis.acquire(Task.class.getClassLoader());
      RedisInstance instance = redis.instance();
      System.out.println(instance.pid() + " " + instance.directory());
    }
  }

  private static Process start() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Application.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** What the application has said. */
  private record Server(ProcessHandle process, Path directory) {
    static Server of(Process application) throws Exception {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(application.getInputStream(), StandardCharsets.UTF_8));
      String line = reader.readLine();
      assertThat(line).as("the application has started a server").isNotNull();
      int blank = line.indexOf(' ');
      return new Server(
          ProcessHandle.of(Long.parseLong(line.substring(0, blank))).orElseThrow(),
          Path.of(line.substring(blank + 1)));
    }

    /** Not a process that has ended but was not collected, as in a container without an init. */
    boolean isRunning() {
      return process.isAlive() && process.info().command().isPresent();
    }

    void assertGone() {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(isRunning()).isFalse();
                assertThat(Files.exists(directory)).isFalse();
              });
    }
  }

  @Test
  void jvmEnds_serverAndDirectoryGone() throws Exception {
    Process application = start();
    try {
      Server server = Server.of(application);
      assertThat(server.isRunning()).isTrue();
      assertThat(server.directory()).isDirectory();
      application.getOutputStream().write('\n');
      application.getOutputStream().flush();
      assertThat(application.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(application.exitValue()).isZero();
      server.assertGone();
    } finally {
      application.destroyForcibly();
    }
  }

  @Test
  void jvmIsKilled_serverAndDirectoryGone() throws Exception {
    Process application = start();
    Server server = Server.of(application);
    assertThat(server.isRunning()).isTrue();
    application.destroyForcibly();
    server.assertGone();
  }
}
