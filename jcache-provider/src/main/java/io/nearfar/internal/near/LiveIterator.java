package io.nearfar.internal.near;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Passes over the dead entries of a map. Reads one entry ahead, prolongs no life. */
final class LiveIterator<K, V> implements Iterator<Map.Entry<K, NearEntry<V>>> {
  private final Iterator<Map.Entry<K, NearEntry<V>>> all;
  private final Predicate<NearEntry<V>> live;
  private Map.@Nullable Entry<K, NearEntry<V>> next;

  LiveIterator(Iterator<Map.Entry<K, NearEntry<V>>> all, Predicate<NearEntry<V>> live) {
    this.all = all;
    this.live = live;
  }

  @Override
  public boolean hasNext() {
    while (next == null && all.hasNext()) {
      Map.Entry<K, NearEntry<V>> candidate = all.next();
      if (live.test(candidate.getValue())) {
        next = candidate;
      }
    }
    return next != null;
  }

  @Override
  public Map.Entry<K, NearEntry<V>> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No more entries: call hasNext() before next().");
    }
    Map.Entry<K, NearEntry<V>> result = Objects.requireNonNull(next);
    next = null;
    return result;
  }
}
