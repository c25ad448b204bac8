package io.nearfar.internal.near;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * In which order the nodes of a {@link PolicyMap} are evicted. All methods are called under the
 * policy lock, take constant time ({@link #forEach} excepted) and touch only the policy's fields of
 * a node.
 */
sealed interface EvictionOrder<K, E> permits FifoPolicy, LfuPolicy, LruPolicy {

  /** Whether uses matter. If not, the map records none and {@link #used} is never called. */
  boolean learnsFromUse();

  /** Takes in a node that is not yet part of the order. */
  void add(PolicyNode<K, E> node);

  /** Notes a use of a node that is part of the order. */
  void used(PolicyNode<K, E> node);

  /** Forgets a node that is part of the order. */
  void remove(PolicyNode<K, E> node);

  /** The node to evict next, or null if there is none. */
  @Nullable PolicyNode<K, E> first();

  /** Visits all nodes, the next to be evicted first. */
  void forEach(Consumer<PolicyNode<K, E>> action);
}
