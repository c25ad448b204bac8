package io.nearfar.internal.near;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The policy side of a {@link PolicyMap}, which see for how the two work together: keeps the order
 * and the total weight in step with the map's contents, and evicts.
 */
final class PolicyEvictor<K, E> {

  /** Keeps the sum of two weights from overflowing: both are at most this. */
  private static final long GREATEST_MAXIMUM = Long.MAX_VALUE / 2;

  private final ConcurrentHashMap<K, PolicyNode<K, E>> data;
  private final long maximum;
  private final BiConsumer<? super K, ? super E> onEvicted;

  /** Guards {@link #order}, {@link #total} and the policy's fields of the nodes. */
  private final ReentrantLock policyLock = new ReentrantLock();

  private final EvictionOrder<K, E> order;

  /** Null if the order does not learn from uses. */
  private final @Nullable ReadBuffer<K, E> uses;

  /** The weight of all linked nodes. Guarded by {@link #policyLock}. */
  private long total;

  PolicyEvictor(
      ConcurrentHashMap<K, PolicyNode<K, E>> data,
      EvictionOrder<K, E> order,
      long maximum,
      BiConsumer<? super K, ? super E> onEvicted) {
    this.data = data;
    this.order = order;
    this.maximum = Math.min(maximum, GREATEST_MAXIMUM);
    this.onEvicted = onEvicted;
    this.uses =
        order.learnsFromUse() ? new ReadBuffer<>(Runtime.getRuntime().availableProcessors()) : null;
  }

  /** Notes that a node was used, soon; or, under load, never. Does not block. */
  void recordUse(PolicyNode<K, E> node) {
    if (uses == null || uses.offer(node)) {
      return;
    }
    if (policyLock.tryLock()) {
      try {
        uses.drainTo(order);
      } finally {
        policyLock.unlock();
      }
      uses.offer(node);
    }
  }

  /**
   * The second step of a change to a node: brings the policy up to date, and evicts. Called with no
   * bin lock held.
   */
  void settle(PolicyNode<K, E> node) {
    Evicted<K, E> evicted = null;
    policyLock.lock();
    try {
      if (node.value == null) {
        unlink(node);
      } else {
        drainUses();
        evicted = settleAlive(node);
      }
    } finally {
      policyLock.unlock();
    }
    for (; evicted != null; evicted = evicted.next()) {
      onEvicted.accept(evicted.key(), evicted.value());
    }
  }

  /** Links a node, or follows its change of weight. The caller holds the policy lock. */
  private @Nullable Evicted<K, E> settleAlive(PolicyNode<K, E> node) {
    long weight = node.weight;
    if (weight > maximum) {
      E gone = retire(node, /* atLeast= */ maximum + 1);
      if (gone != null) {
        unlink(node);
        return new Evicted<>(node.key, gone, /* next= */ null);
      }
      return null; // Already lighter, or gone: whoever did that has yet to settle it.
    }
    if (node.linked) {
      order.used(node);
      total += weight - node.counted;
      node.counted = weight;
      return evictDownTo(maximum);
    }
    Evicted<K, E> evicted = evictDownTo(maximum - weight);
    order.add(node);
    node.linked = true;
    node.counted = weight;
    total += weight;
    return evicted;
  }

  /** Evicts in order until the total is low enough. The caller holds the policy lock. */
  private @Nullable Evicted<K, E> evictDownTo(long allowed) {
    Evicted<K, E> evicted = null;
    while (total > allowed) {
      PolicyNode<K, E> victim = requireNonNull(order.first());
      E gone = retire(victim, /* atLeast= */ 0);
      unlink(victim);
      if (gone != null) {
        evicted = new Evicted<>(victim.key, gone, evicted);
      }
    }
    return evicted;
  }

  /** Makes the policy forget a node, if it knew it. The caller holds the policy lock. */
  private void unlink(PolicyNode<K, E> node) {
    if (node.linked) {
      order.remove(node);
      node.linked = false;
      total -= node.counted;
      node.counted = 0;
    }
  }

  /** Drains the uses recorded so far. The caller holds the policy lock. */
  private void drainUses() {
    if (uses != null) {
      uses.drainTo(order);
    }
  }

  /** Removes a node's entry, unless somebody else does. */
  void remove(PolicyNode<K, E> node) {
    if (retire(node, /* atLeast= */ 0) != null) {
      settle(node);
    }
  }

  /** The weight of all entries as the policy counts it. */
  long weight() {
    policyLock.lock();
    try {
      return total;
    } finally {
      policyLock.unlock();
    }
  }

  /** The keys, the next to be evicted first. */
  List<K> keysInOrder() {
    List<K> keys = new ArrayList<>();
    policyLock.lock();
    try {
      drainUses();
      order.forEach(node -> keys.add(node.key));
    } finally {
      policyLock.unlock();
    }
    return keys;
  }

  /**
   * Takes a node out of the hash map, if nobody did so before and it weighs enough.
   *
   * @return the entry it held; null if it is not ours to report
   */
  private @Nullable E retire(PolicyNode<K, E> node, long atLeast) {
    NodeChange<K, E> change = new NodeChange<>();
    data.computeIfPresent(
        node.key,
        (k, present) -> present == node && node.weight >= atLeast ? change.remove(node) : present);
    return change.previous();
  }

  /** The entries evicted by one write, a chain because it is nearly always one. */
  private record Evicted<K, E>(K key, E value, @Nullable Evicted<K, E> next) {}
}
