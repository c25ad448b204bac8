package io.nearfar.internal.near;

import org.jspecify.annotations.Nullable;

/**
 * One key's stay in a {@link PolicyMap}: the entry it maps to, and its place in the eviction order.
 *
 * <p>The fields belong to two worlds. {@link #value} and {@link #weight} are the map's: written
 * only while the hash map holds the lock of the key's bin, read by anybody. The others are the
 * policy's: read and written only under the policy lock. Both worlds know how far the other got
 * from three states:
 *
 * <ul>
 *   <li><i>alive</i>: {@code value} is not null; the key maps to it;
 *   <li><i>retired</i>: {@code value} is null, {@code linked} still true; the key is gone from the
 *       map, the policy has yet to forget the node;
 *   <li><i>dead</i>: {@code value} is null and {@code linked} false; nobody needs the node any
 *       more.
 * </ul>
 *
 * A retired node never becomes alive again: the key's next entry gets a new node.
 */
final class PolicyNode<K, E> {

  final K key;

  /** The entry, or null once retired. Written under the bin lock. */
  volatile @Nullable E value;

  /** What the entry weighs. Written under the bin lock, before {@link #value}. */
  volatile long weight;

  /** The weight that the map's total contains for this node. Guarded by the policy lock. */
  long counted;

  /** Whether the node is in the eviction order. Guarded by the policy lock. */
  boolean linked;

  /** The neighbour that is evicted earlier. Guarded by the policy lock. */
  @Nullable PolicyNode<K, E> previous;

  /** The neighbour that is evicted later. Guarded by the policy lock. */
  @Nullable PolicyNode<K, E> next;

  /** The frequency the node has reached, LFU only. Guarded by the policy lock. */
  LfuPolicy.@Nullable Bucket<K, E> bucket;

  PolicyNode(K key, E value, long weight) {
    this.key = key;
    this.weight = weight;
    this.value = value;
  }

  @Override
  public String toString() {
    return "PolicyNode[linked=" + linked + ", weight=" + weight + "]";
  }
}
