package io.nearfar.examples.catalogue.visitors;

import io.nearfar.cdi.CacheName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.processor.MutableEntry;

/** How often each product was looked at, on all servers together. */
@ApplicationScoped
public class Visits {

  @Inject
  @CacheName("visits")
  private Cache<Long, Long> visits;

  /**
   * Counts a visit. Atomic, also between servers: if another one counts at the same moment, the
   * processor runs again on the new number.
   *
   * @return the number of visits, this one included
   */
  public long count(long product) {
    return visits.invoke(product, Visits::oneMore);
  }

  private static long oneMore(MutableEntry<Long, Long> entry, Object... arguments) {
    long count = entry.exists() ? entry.getValue() + 1 : 1;
    entry.setValue(count);
    return count;
  }

  /** The number of visits so far. */
  public long of(long product) {
    return Optional.ofNullable(visits.get(product)).orElse(0L);
  }
}
