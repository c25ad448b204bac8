package io.nearfar.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what {@link Recorder}s have written, also where a JVM was killed in the middle of it. */
final class HistoryReader {
  private static final String SUFFIX = ".history";

  private final int node;
  private final long death;
  private final List<Operation> operations;
  private final Map<Long, Operation> begun = new HashMap<>();

  private HistoryReader(int node, long death, List<Operation> operations) {
    this.node = node;
    this.death = death;
    this.operations = operations;
  }

  /** The directory's file for a thread of a node. */
  static Path file(Path directory, int node, int thread) {
    return directory.resolve("%d-%d%s".formatted(node, thread, SUFFIX));
  }

  private static boolean isHistory(Path file) {
    return file.toString().endsWith(SUFFIX);
  }

  /**
   * All files of a directory.
   *
   * @param deaths when nodes were gone at the latest, by node
   */
  static History read(Path directory, Map<Integer, Long> deaths) {
    List<Operation> operations = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(HistoryReader::isHistory).sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        int node = Integer.parseInt(name.substring(0, name.indexOf('-')));
        new HistoryReader(node, deaths.getOrDefault(node, Operation.NEVER), operations).read(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new History(operations);
  }

  private void read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int begin = 0;
    // What does not end with a line break was not written to its end.
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
      add(text.substring(begin, end).split(" ", -1));
      begin = end + 1;
    }
    operations.addAll(begun.values());
  }

  private void add(String[] words) {
    switch (words[0]) {
      case ">" -> {
        Request request =
            new Request(
                Kind.valueOf(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
        long start = Long.parseLong(words[6]);
        begun.put(
            Long.valueOf(words[1]),
            new Operation(node, request, start, death, Outcome.UNKNOWN, Request.NONE));
      }
      case "<" -> {
        Operation operation = begun.remove(Long.valueOf(words[1]));
        if (operation == null) {
          throw new IllegalStateException("Ended without a beginning: " + String.join(" ", words));
        }
        add(operation.request(), operation.start(), words, 2);
      }
      case "=" ->
          add(
              Request.of(Kind.valueOf(words[1]), Integer.parseInt(words[2])),
              Long.parseLong(words[3]),
              words,
              4);
      default -> throw new IllegalStateException(String.join(" ", words));
    }
  }

  private void add(Request request, long start, String[] words, int next) {
    operations.add(
        new Operation(
            node,
            request,
            start,
            Long.parseLong(words[next]),
            Outcome.valueOf(words[next + 1]),
            Long.parseLong(words[next + 2])));
  }
}
