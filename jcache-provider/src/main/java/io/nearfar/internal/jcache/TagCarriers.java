package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.Carrier;
import io.nearfar.internal.engine.EngineInvalidations;
import io.nearfar.spi.Copier;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Finds the entries that carry tags, by looking at all. */
final class TagCarriers<K, V> {
  private final Supplier<EngineInvalidations<K, V>> open;
  private final Copier copier;

  TagCarriers(Supplier<EngineInvalidations<K, V>> open, Copier copier) {
    this.open = open;
    this.copier = copier;
  }

  /** How many entries there are, whether they carry tags or not. */
  long entries() {
    long count = 0;
    for (Iterator<Carrier<K>> all = open.get().carriers(); all.hasNext(); count++) {
      all.next();
    }
    return count;
  }

  /** How many entries carry each tag. */
  SortedMap<String, Long> tags() {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Iterator<Carrier<K>> all = open.get().carriers(); all.hasNext(); ) {
      all.next().tags().names().forEach(tag -> counts.merge(tag, 1L, Long::sum));
    }
    return counts;
  }

  /** The keys of some entries that carry a tag. */
  Set<K> keysOf(String tag, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(JCacheMessages.limit(limit));
    }
    Set<String> wanted = TagNames.one(tag);
    Set<K> keys = new LinkedHashSet<>();
    for (Iterator<Carrier<K>> all = open.get().carriers(); keys.size() < limit && all.hasNext(); ) {
      Carrier<K> next = all.next();
      if (next.tags().names().containsAll(wanted)) {
        keys.add(copier.copy(next.key()));
      }
    }
    return keys;
  }

  /** How many entries carry a tag. */
  long countOf(String tag) {
    Set<String> wanted = TagNames.one(tag);
    long count = 0;
    for (Iterator<Carrier<K>> all = open.get().carriers(); all.hasNext(); ) {
      count += all.next().tags().names().containsAll(wanted) ? 1 : 0;
    }
    return count;
  }
}
