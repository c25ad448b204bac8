package io.nearfar.internal.near;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The entries of a {@link PolicyMap} as a weakly consistent view. Looking at them is not a use. */
final class PolicyMapEntries<K, E> extends AbstractSet<Map.Entry<K, E>> {

  private final PolicyMap<K, E> map;
  private final Collection<PolicyNode<K, E>> nodes;

  PolicyMapEntries(PolicyMap<K, E> map, Collection<PolicyNode<K, E>> nodes) {
    this.map = map;
    this.nodes = nodes;
  }

  @Override
  public Iterator<Map.Entry<K, E>> iterator() {
    return new EntryIterator<>(map, nodes.iterator());
  }

  @Override
  public int size() {
    return map.size();
  }

  @Override
  public boolean remove(@Nullable Object object) {
    return object instanceof Map.Entry<?, ?> entry
        && entry.getKey() != null
        && map.remove(entry.getKey(), entry.getValue());
  }

  @Override
  public void clear() {
    map.clear();
  }

  /** Looks one entry ahead, so that what {@code hasNext} promises, {@code next} delivers. */
  private static final class EntryIterator<K, E> implements Iterator<Map.Entry<K, E>> {
    private final PolicyMap<K, E> map;
    private final Iterator<PolicyNode<K, E>> nodes;
    private Map.@Nullable Entry<K, E> upcoming;
    private Map.@Nullable Entry<K, E> returned;

    EntryIterator(PolicyMap<K, E> map, Iterator<PolicyNode<K, E>> nodes) {
      this.map = map;
      this.nodes = nodes;
      this.upcoming = nextAlive(nodes);
    }

    @Override
    public boolean hasNext() {
      return upcoming != null;
    }

    @Override
    public Map.Entry<K, E> next() {
      Map.Entry<K, E> entry = upcoming;
      if (entry == null) {
        throw new NoSuchElementException("The iteration has ended; ask hasNext() first.");
      }
      returned = entry;
      upcoming = nextAlive(nodes);
      return entry;
    }

    /** Removes the entry that was returned, unless the key maps to another one by now. */
    @Override
    public void remove() {
      Map.Entry<K, E> entry = returned;
      if (entry == null) {
        throw new IllegalStateException("There is no entry to remove; call next() first.");
      }
      returned = null;
      map.remove(entry.getKey(), entry.getValue());
    }

    private static <K, E> Map.@Nullable Entry<K, E> nextAlive(Iterator<PolicyNode<K, E>> nodes) {
      while (nodes.hasNext()) {
        PolicyNode<K, E> node = nodes.next();
        E value = node.value;
        if (value != null) {
          return Map.entry(node.key, value);
        }
      }
      return null;
    }
  }
}
