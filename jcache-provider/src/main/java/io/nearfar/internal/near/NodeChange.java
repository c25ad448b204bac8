package io.nearfar.internal.near;

import org.jspecify.annotations.Nullable;

/**
 * What one operation on a {@link PolicyMap} did to a node. The methods that change a node are
 * called inside the hash map's compute, under the bin lock, and return what the key maps to from
 * then on; the others afterwards, by the same thread. One object per operation, never shared.
 */
final class NodeChange<K, E> {

  private @Nullable PolicyNode<K, E> node;
  private @Nullable E previous;
  private @Nullable E current;
  private boolean useOnly;

  PolicyNode<K, E> create(K key, E value, long weight) {
    PolicyNode<K, E> created = new PolicyNode<>(key, value, weight);
    node = created;
    current = value;
    return created;
  }

  PolicyNode<K, E> replace(PolicyNode<K, E> present, E value, long weight) {
    node = present;
    previous = present.value;
    current = value;
    useOnly = weight == present.weight;
    if (!useOnly) {
      present.weight = weight;
    }
    present.value = value;
    return present;
  }

  /** Nothing changes, but the caller gets to see the entry. */
  PolicyNode<K, E> find(PolicyNode<K, E> present) {
    node = present;
    previous = present.value;
    current = previous;
    useOnly = true;
    return present;
  }

  /** Retires the node; the caller of the hash map's compute must return the null it gets. */
  @Nullable PolicyNode<K, E> remove(PolicyNode<K, E> present) {
    node = present;
    previous = present.value;
    present.value = null;
    return null;
  }

  /** The node that was changed or found; null if the operation did not apply. */
  @Nullable PolicyNode<K, E> node() {
    return node;
  }

  /** The entry before; null if there was none, or the operation did not apply. */
  @Nullable E previous() {
    return previous;
  }

  /** The entry after; null if there is none, or the operation did not apply. */
  @Nullable E current() {
    return current;
  }

  /** Whether the eviction order is all that can be affected. */
  boolean isUseOnly() {
    return useOnly;
  }
}
