package io.nearfar.check;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the operations of one thread and writes them down. A change is written down before it is
 * made and after; each time with one call of the system, so that all of it is there if the JVM is
 * killed. For one thread.
 *
 * <p>The lines: {@code > number kind key argument expected start} before a change, {@code < number
 * end outcome result} after it, {@code = kind key start end outcome result} for a read.
 */
final class Recorder implements AutoCloseable {
  /** What is done: one result per request. */
  @FunctionalInterface
  interface Action {
    long[] run();
  }

  private final OutputStream out;
  private final Consumer<RuntimeException> errors;
  private final StringBuilder lines = new StringBuilder();
  private long number;

  /**
   * Writes to a new file.
   *
   * @param errors is told of failures that no fault explains
   */
  Recorder(Path file, Consumer<RuntimeException> errors) throws IOException {
    out = Files.newOutputStream(file);
    this.errors = errors;
  }

  /**
   * Runs an operation on one key or several. A read may run another operation within.
   *
   * @param requests what it is; all changes, or all reads
   */
  void perform(List<Request> requests, Action action) {
    boolean isChange = requests.get(0).kind().isChange();
    long start = System.nanoTime();
    if (isChange) {
      requests.forEach(request -> begin(request, start));
      flush();
      number -= requests.size();
    }
    Outcome outcome = Outcome.DONE;
    long[] results = new long[requests.size()];
    try {
      results = action.run();
    } catch (RuntimeException e) {
      outcome = outcomeOf(e, requests);
    }
    long end = System.nanoTime();
    for (int i = 0; i < results.length; i++) {
      if (isChange) {
        lines.append("< ").append(number++);
      } else {
        Request request = requests.get(i);
        lines.append("= ").append(request.kind()).append(' ').append(request.key());
        lines.append(' ').append(start);
      }
      lines.append(' ').append(end).append(' ').append(outcome).append(' ').append(results[i]);
      lines.append('\n');
    }
    flush();
  }

  private void begin(Request request, long start) {
    lines.append("> ").append(number++).append(' ').append(request.kind()).append(' ');
    lines.append(request.key()).append(' ').append(request.argument()).append(' ');
    lines.append(request.expected()).append(' ').append(start).append('\n');
  }

  /** Of several changes some may have been made, whatever became of the one that failed. */
  private Outcome outcomeOf(RuntimeException failure, List<Request> requests) {
    Outcome outcome = Outcome.of(failure);
    if (outcome == Outcome.ERROR) {
      errors.accept(failure);
    }
    Kind kind = requests.get(0).kind();
    boolean isOne = requests.size() == 1 && kind != Kind.CLEAR && !kind.isSweeping();
    return outcome == Outcome.FAILED && !isOne ? Outcome.UNKNOWN : outcome;
  }

  private void flush() {
    try {
      out.write(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
      lines.setLength(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
