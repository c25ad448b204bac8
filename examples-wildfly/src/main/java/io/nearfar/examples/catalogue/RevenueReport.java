package io.nearfar.examples.catalogue;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The revenue of all categories, as the cache {@code reports} holds it.
 *
 * @param computedAt when it was computed; an old time tells that it came from the cache
 * @param computedInMillis how long the database took
 * @param categories a line for each category, the highest revenue first
 */
public record RevenueReport(
    Instant computedAt, long computedInMillis, List<CategoryRevenue> categories)
    implements Serializable {

  /** Takes a copy of the list. */
  public RevenueReport {
    categories = new ArrayList<>(categories);
  }
}
