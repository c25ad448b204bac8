package io.nearfar.benchmarks.far;

import io.nearfar.config.Topology;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One node of {@link PropagationBenchmark}, in a JVM of its own, which reads commands and prints
 * answers, a line each, words separated by blanks:
 *
 * <pre>
 * write KEY VALUE                written NANOS           when the put had returned
 * fill COUNT                     filled                  so many puts
 * watch KEY VALUE LIMIT_MILLIS   watching, seen NANOS    when a get returned the value,
 *                                or      not-seen        which it did not within the limit
 * </pre>
 *
 * <p>The times of all nodes on a host come from one clock. Ends with its input.
 */
final class PropagationNode {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int KEYS = 1_000;

  private final FarSubject subject;
  private final PrintStream out;

  private PropagationNode(FarSubject subject, PrintStream out) {
    this.subject = subject;
    this.out = out;
  }

  /**
   * Runs a node.
   *
   * @param arguments a {@link NearContender}, the address of the server, a {@link Topology}
   * @throws IOException if nobody talks to it any more
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (FarSubject subject =
        NearContender.valueOf(arguments[0]).open(arguments[1], Topology.valueOf(arguments[2]))) {
      PropagationNode node = new PropagationNode(subject, out);
      out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        node.run(line.split(" "));
      }
    }
  }

  private void run(String[] words) {
    switch (words[0]) {
      case "write" -> {
        subject.put(words[1], words[2]);
        out.println("written " + System.nanoTime());
      }
      case "fill" -> fill(Integer.parseInt(words[1]));
      case "watch" -> watch(words[1], words[2], Long.parseLong(words[3]));
      default -> throw new IllegalArgumentException("Unknown command " + words[0]);
    }
  }

  private void fill(int count) {
    String value = "v".repeat(100);
    for (int i = 0; i < count; i++) {
      subject.put("key:" + i % KEYS, value);
    }
    out.println("filled");
  }

  @SuppressWarnings("ThreadPriorityCheck") // The server and the writer need the processors, too.
  private void watch(String key, String value, long limitMillis) {
    subject.get(key); // The copy that must go.
    out.println("watching");
    long end = System.nanoTime() + limitMillis * NANOS_PER_MILLI;
    while (!value.equals(subject.get(key))) {
      if (System.nanoTime() - end > 0) {
        out.println("not-seen");
        return;
      }
      Thread.yield();
    }
    out.println("seen " + System.nanoTime());
  }
}
