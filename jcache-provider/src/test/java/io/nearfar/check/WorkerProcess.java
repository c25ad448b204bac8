package io.nearfar.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link Worker} in a JVM of its own, seen by the driver. */
final class WorkerProcess implements AutoCloseable {
  /** A JVM may have to share few processors with many; whoever waits longer waits for nothing. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final int id;
  private final Process process;
  private final Path log;
  private final Writer orders;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Queue<String> errors;
  private long death = Operation.NEVER;

  private WorkerProcess(int id, Process process, Path log, Queue<String> errors) {
    this.id = id;
    this.log = log;
    this.process = process;
    this.errors = errors;
    orders = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::readAnswers, "worker-" + id);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts one; it is not ready yet.
   *
   * @param directory for its history
   * @param errors gets what the worker says about failures that no fault explains
   */
  static WorkerProcess start(
      int id, long seed, Path directory, NodeSettings settings, Queue<String> errors) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
    command.add(Worker.class.getName());
    command.addAll(Worker.words(id, seed, directory, settings));
    Path log = directory.resolve(id + ".log");
    try {
      Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      return new WorkerProcess(id, process, log, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readAnswers() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(Worker.ERROR)) {
          errors.add("node " + id + ": " + line);
        } else {
          answers.add(line);
        }
      }
    } catch (IOException ignored) {
      // Killed; whoever waits for an answer will notice.
    }
  }

  int id() {
    return id;
  }

  /** When it was gone for certain. */
  long death() {
    return death;
  }

  void awaitReady() {
    await("ready");
  }

  void order(String order) {
    try {
      orders.write(order + "\n");
      orders.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Worker " + id + " does not take orders", e);
    }
  }

  /** Waits until an order is carried out. */
  void await(String order) {
    long begin = System.nanoTime();
    try {
      String answer = null;
      while (answer == null && System.nanoTime() - begin < PATIENCE.toNanos()) {
        boolean wasAlive = process.isAlive();
        answer = answers.poll(100, TimeUnit.MILLISECONDS);
        if (answer == null && !wasAlive) {
          break;
        }
      }
      if (!order.equals(answer)) {
        throw new IllegalStateException(
            "Worker %d answered '%s' to '%s'. It said: %s"
                .formatted(id, answer, order, Files.readString(log)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Lets it hang (SIGSTOP). */
  void pause() {
    signal("STOP");
  }

  /** Lets it go on (SIGCONT). */
  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int exit =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("No signal could be sent to worker " + id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kills it (SIGKILL), and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    death = System.nanoTime();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
