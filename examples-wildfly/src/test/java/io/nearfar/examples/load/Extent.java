package io.nearfar.examples.load;

import java.time.Duration;

/**
 * How much is asked for: until a time has passed or a number of requests was sent, whichever comes
 * first.
 *
 * @param connections how many ask at once, each when it has its last answer
 * @param products how many products there are: those with the numbers 1 to this
 * @param time the time
 * @param requests the number, of all connections together
 */
public record Extent(int connections, int products, Duration time, long requests) {

  /** How many different things can be asked for, in words. */
  public String things() {
    return "%,d products, ".formatted(products) + new Catalogue(products).lists();
  }

  /** So long. */
  public static Extent lasting(Duration time, int connections, int products) {
    return new Extent(connections, products, time, Long.MAX_VALUE);
  }

  /** So many. */
  public static Extent ofRequests(long requests, int connections, int products) {
    return new Extent(connections, products, Duration.ofDays(1), requests);
  }
}
