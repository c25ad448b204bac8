package io.nearfar.examples.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the application has counted, on all servers together.
 *
 * @param queries statements sent to the database
 * @param nearHits reads of caches that were answered in the JVM
 * @param farHits those that Redis has answered
 * @param misses those that nobody has answered
 */
public record Counts(long queries, long nearHits, long farHits, long misses) {

  /** Now. */
  static Counts of(List<URI> servers) throws IOException {
    Counts sum = new Counts(0, 0, 0, 0);
    for (URI server : servers) {
      try (HttpConnection connection = new HttpConnection(server)) {
        String queries = read(connection, "api/catalogue/queries");
        String caches = read(connection, "api/catalogue/caches");
        sum =
            new Counts(
                sum.queries + sum(queries, "queries"),
                sum.nearHits + sum(caches, "nearHits"),
                sum.farHits + sum(caches, "farHits"),
                sum.misses + sum(caches, "misses"));
      }
    }
    return sum;
  }

  private static String read(HttpConnection connection, String path) throws IOException {
    Answer answer = connection.send(new Wish(Kind.PRODUCT, "GET", path, /* body= */ ""));
    if (answer.status() != 200) {
      throw new IOException(path + ": " + answer.status() + " " + answer.text());
    }
    return answer.text();
  }

  private static long sum(String json, String name) {
    Matcher matcher = Pattern.compile('"' + name + "\":(\\d+)").matcher(json);
    List<Long> found = matcher.results().map(result -> Long.valueOf(result.group(1))).toList();
    // No cache is open before the first request.
    if (found.isEmpty() && !json.equals("[]")) {
      throw new IllegalArgumentException("No " + name + " in " + json);
    }
    return found.stream().mapToLong(Long::longValue).sum();
  }

  /** What was counted since. */
  Counts since(Counts earlier) {
    return new Counts(
        queries - earlier.queries,
        nearHits - earlier.nearHits,
        farHits - earlier.farHits,
        misses - earlier.misses);
  }

  /**
   * Hits among all reads of caches.
   *
   * @return 0 to 1; 0 if there were no reads
   */
  public double hitRatio() {
    return ratio(nearHits + farHits);
  }

  /**
   * Hits in the JVM among all reads of caches.
   *
   * @return 0 to 1; 0 if there were no reads
   */
  public double nearHitRatio() {
    return ratio(nearHits);
  }

  /** How often a cache was asked. */
  public long reads() {
    return nearHits + farHits + misses;
  }

  private double ratio(long hits) {
    return reads() == 0 ? 0 : (double) hits / reads();
  }
}
