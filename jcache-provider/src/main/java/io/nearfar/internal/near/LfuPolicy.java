package io.nearfar.internal.near;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Least frequently used; among nodes used equally often, the least recently used. A list of buckets
 * in rising frequency, each with its nodes in the order of their last use, makes every operation
 * take constant time: a use moves a node to the next bucket, the victim is the first node of the
 * first bucket.
 *
 * <p>Being created is the first use. Frequencies are exact and do not age: an entry that was
 * popular once stays until others have been used more often. That is what asking for LFU means; a
 * cache whose popular keys change over time is better served by {@link
 * io.nearfar.config.EvictionPolicy#ADAPTIVE}, which forgets. A key that left the map and returns
 * starts anew.
 */
final class LfuPolicy<K, E> implements EvictionOrder<K, E> {

  /** The nodes that were used equally often. Guarded by the policy lock. */
  static final class Bucket<K, E> {
    private final PolicyNodeList<K, E> nodes = new PolicyNodeList<>();
    private long frequency;
    private @Nullable Bucket<K, E> rarer;
    private @Nullable Bucket<K, E> moreOften;

    Bucket(long frequency) {
      this.frequency = frequency;
    }
  }

  private @Nullable Bucket<K, E> rarest;

  @Override
  public boolean learnsFromUse() {
    return true;
  }

  @Override
  public void add(PolicyNode<K, E> node) {
    Bucket<K, E> bucket = rarest;
    if (bucket == null || bucket.frequency != 1) {
      bucket = insertAfter(/* rarer= */ null, /* frequency= */ 1);
    }
    join(bucket, node);
  }

  @Override
  public void used(PolicyNode<K, E> node) {
    Bucket<K, E> bucket = requireNonNull(node.bucket);
    long frequency = bucket.frequency + 1;
    Bucket<K, E> target = bucket.moreOften;
    if (target == null || target.frequency != frequency) {
      if (bucket.nodes.isSingle()) {
        // The whole bucket advances: no garbage while one key runs ahead of the others.
        bucket.frequency = frequency;
        return;
      }
      target = insertAfter(bucket, frequency);
    }
    remove(node);
    join(target, node);
  }

  @Override
  public void remove(PolicyNode<K, E> node) {
    Bucket<K, E> bucket = requireNonNull(node.bucket);
    bucket.nodes.remove(node);
    node.bucket = null;
    if (bucket.nodes.isEmpty()) {
      connect(bucket.rarer, bucket.moreOften);
    }
  }

  @Override
  public @Nullable PolicyNode<K, E> first() {
    return rarest == null ? null : rarest.nodes.first();
  }

  @Override
  public void forEach(Consumer<PolicyNode<K, E>> action) {
    for (Bucket<K, E> bucket = rarest; bucket != null; bucket = bucket.moreOften) {
      bucket.nodes.forEach(action);
    }
  }

  private static <K, E> void join(Bucket<K, E> bucket, PolicyNode<K, E> node) {
    bucket.nodes.addLast(node);
    node.bucket = bucket;
  }

  private Bucket<K, E> insertAfter(@Nullable Bucket<K, E> rarer, long frequency) {
    Bucket<K, E> bucket = new Bucket<>(frequency);
    Bucket<K, E> moreOften = rarer == null ? rarest : rarer.moreOften;
    connect(rarer, bucket);
    connect(bucket, moreOften);
    return bucket;
  }

  /** Makes two buckets neighbours; null stands for the end of the list on that side. */
  private void connect(@Nullable Bucket<K, E> rarer, @Nullable Bucket<K, E> moreOften) {
    if (rarer == null) {
      rarest = moreOften;
    } else {
      rarer.moreOften = moreOften;
    }
    if (moreOften != null) {
      moreOften.rarer = rarer;
    }
  }
}
