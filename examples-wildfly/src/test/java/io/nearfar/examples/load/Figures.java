package io.nearfar.examples.load;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a load has shown.
 *
 * @param seconds how long it took
 * @param ownProcessorSeconds how long the threads that asked have kept a processor busy
 * @param all all requests together
 * @param kinds those of each kind
 * @param counts what the application has counted meanwhile
 */
public record Figures(
    double seconds,
    double ownProcessorSeconds,
    Percentiles all,
    Map<Kind, Percentiles> kinds,
    Counts counts) {

  /** Takes a copy of the map. */
  public Figures {
    kinds = new EnumMap<>(kinds);
  }

  /**
   * The throughput.
   *
   * @return requests per second
   */
  public double requestsPerSecond() {
    return all.count() / seconds;
  }

  /**
   * What a request costs the database.
   *
   * @return queries per request
   */
  public double queriesPerRequest() {
    return (double) counts.queries() / all.count();
  }
}
