package io.nearfar.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One node, in a JVM of its own. Each line of its input is an order, and is answered by a line when
 * it is carried out: {@code start} and {@code stop} the random operations, {@code rest} reads every
 * key once, {@code quit}. It ends when its input ends.
 */
final class Worker {
  /** What its lines begin with, if they are no answers. */
  static final String ERROR = "error ";

  private static final int MAX_ERRORS = 20;

  private final int id;
  private final long seed;
  private final Path directory;
  private final NodeSettings settings;
  private final Node node;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger errors = new AtomicInteger();
  private volatile boolean isRunning;

  private Worker(int id, long seed, Path directory, NodeSettings settings) {
    this.id = id;
    this.seed = seed;
    this.directory = directory;
    this.settings = settings;
    node = Node.open(settings, directory);
  }

  /** The words of the command line. */
  static List<String> words(int id, long seed, Path directory, NodeSettings settings) {
    List<String> words =
        new ArrayList<>(List.of(Integer.toString(id), Long.toString(seed), directory.toString()));
    words.addAll(settings.words());
    return words;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments);
    Worker worker =
        new Worker(
            Integer.parseInt(words.get(0)),
            Long.parseLong(words.get(1)),
            Path.of(words.get(2)),
            NodeSettings.of(words.subList(3, words.size())));
    worker.obey();
    System.exit(0);
  }

  private void obey() throws Exception {
    say("ready");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      switch (order) {
        case "start" -> start();
        case "stop" -> stop();
        case "rest" -> rest();
        default -> {
          say(order);
          return;
        }
      }
      say(order);
    }
  }

  private void start() throws IOException {
    isRunning = true;
    for (int i = 0; i < settings.threads(); i++) {
      Recorder recorder = recorder(i);
      RandomOperations operations =
          new RandomOperations(id, i, node, settings, recorder, seed + 1009L * id);
      Thread thread =
          new Thread(() -> operations.runWhile(() -> isRunning), "operations-" + id + "-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void stop() throws InterruptedException {
    isRunning = false;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void rest() throws IOException {
    try (Recorder recorder = recorder(settings.threads())) {
      new RandomOperations(id, settings.threads(), node, settings, recorder, seed).readAll();
    }
  }

  private Recorder recorder(int thread) throws IOException {
    return new Recorder(HistoryReader.file(directory, id, thread), this::tell);
  }

  private void tell(RuntimeException failure) {
    if (errors.incrementAndGet() <= MAX_ERRORS) {
      say(ERROR + failure.toString().replaceAll("\\s+", " "));
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
