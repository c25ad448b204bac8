package io.nearfar.tck.nodes;

import java.util.Arrays;
import java.util.Optional;
import javax.cache.Cache;

/**
 * What a cache on one node says of its link to the others: {@code NearfarCache.linkStatistics()},
 * by reflection, as each node has classes of its own.
 *
 * @param linked whether it hears what is announced
 * @param unreadable how many messages it has heard that are no announcements
 */
record NodeLink(boolean linked, long unreadable) {
  private static final String API = "io.nearfar.cache.NearfarCache";

  /** The link of a cache; empty if it has none or is closed. */
  static Optional<NodeLink> of(Cache<?, ?> cache) {
    if (cache.isClosed()) {
      return Optional.empty();
    }
    try {
      Class<?> api =
          Arrays.stream(cache.getClass().getInterfaces())
              .filter(type -> type.getName().equals(API))
              .findFirst()
              .orElseThrow(() -> new AssertionError(cache.getClass() + " is no " + API));
      Optional<?> statistics = (Optional<?>) api.getMethod("linkStatistics").invoke(cache);
      if (statistics.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new NodeLink(
              question(statistics.get(), "state").toString().equals("LINKED"),
              (long) question(statistics.get(), "unreadable")));
    } catch (ReflectiveOperationException e) {
      if (cache.isClosed()) {
        return Optional.empty();
      }
      throw new AssertionError("A node does not tell of its link", e);
    }
  }

  private static Object question(Object statistics, String name)
      throws ReflectiveOperationException {
    return statistics.getClass().getMethod(name).invoke(statistics);
  }
}
