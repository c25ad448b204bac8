package io.nearfar.internal.near;

import static java.util.Objects.requireNonNull;

import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map that holds at most a given number, or weight, of entries and evicts in the order
 * of an {@link EvictionOrder}. Thread-safe; null is neither key nor value.
 *
 * <h2>What counts as a use</h2>
 *
 * Reading the entry ({@code get}, a {@code putIfAbsent} that finds one) and replacing it ({@code
 * put}, {@code replace}, {@code compute}, {@code computeIfPresent}). Not uses: {@code containsKey},
 * iteration, and conditional operations that fail. A {@code get} is a use even if its caller then
 * finds the entry to be expired: such callers remove it.
 *
 * <h2>What is evicted, and when</h2>
 *
 * Before the call that creates an entry, or makes one heavier, returns, as many entries are evicted
 * as it takes. So the bound holds whenever no such call is in progress; until then the map may be
 * over it by what those calls brought in.
 *
 * <ul>
 *   <li>Room is made before a new entry takes its place in the order: it is no candidate itself.
 *       With LFU it would otherwise always be the first to go.
 *   <li>An entry that grows is a candidate like all others.
 *   <li>An entry heavier than the maximum is evicted at once, and no other for its sake.
 *   <li>Entries of weight 0 leave when it is their turn, like all others.
 * </ul>
 *
 * For calls made by one thread all this is exact. With several threads the order is that in which
 * they got the policy lock, and some uses may be forgotten under load; the bound, the accounting
 * and the contents of the map are never approximate.
 *
 * <h2>How it works</h2>
 *
 * The entries live in a {@link ConcurrentHashMap} of {@link PolicyNode nodes}; the same nodes are
 * linked into the eviction order, which only the holder of the policy lock may touch. Every change
 * takes two steps:
 *
 * <ol>
 *   <li>The hash map's {@code compute} decides and applies it, under the lock of the key's bin.
 *       This is what other threads see, and where the operation takes effect.
 *   <li>Afterwards, without the bin lock, the same thread takes the policy lock and <i>settles</i>
 *       the node: it compares what the node is now with what the policy knows of it, and makes up
 *       the difference. Then it evicts.
 * </ol>
 *
 * Between the steps of one thread others may do anything to the node, so settling does not replay
 * "my change" but looks at the present: alive and not linked, link it; alive with another weight
 * than counted, correct the total; retired and still linked, unlink it; otherwise nothing. Hence it
 * does not matter in which order threads settle, or whether one settles for another: each change is
 * followed by a settling that sees it or something later, so the last one leaves the policy in step
 * with the map. A node that was removed before its creator could link it is never linked; a node
 * linked just as it is being removed is unlinked by the remover, whose settling is still to come.
 *
 * <p>What a retired node weighed stays counted until it is settled. So a write that overlaps with a
 * removal may find the map full, and evict, when that removal was about to make room: the error is
 * on the side of the bound.
 *
 * <p>Eviction retires the victim in the hash map, under its bin lock, while holding the policy
 * lock. The order of locks is therefore: policy, then bin. Nothing takes the policy lock while
 * holding a bin lock, save by {@code tryLock}, so there is no deadlock. If somebody else retired
 * the victim first, the policy just forgets it and that is no eviction: of all who want to retire a
 * node, the bin lock lets one succeed, and so exactly one of remover and evictor reports it.
 *
 * <p>Uses go to a lossy {@link ReadBuffer} without any lock. It is drained into the order by
 * whoever fills it, if the policy lock is free, and always before an entry is added or victims are
 * chosen. An update that leaves the weight as it was changes nothing but the time of last use, so
 * it goes the same way and takes no policy lock either. A policy that does not learn from uses has
 * no buffer.
 *
 * <h2>Callbacks</h2>
 *
 * The weigher is called once per entry stored, before anybody can see it. {@code onEvicted} is
 * called once per evicted entry, on the thread whose write evicted it, after the entry has left the
 * map and before the write returns, with no lock held; never for entries that were removed or
 * replaced. It must not throw. The functions given to {@code compute} and {@code computeIfPresent}
 * run under a bin lock and must not change this map.
 */
final class PolicyMap<K, E> extends AbstractMap<K, E> implements ConcurrentMap<K, E> {

  private final ConcurrentHashMap<K, PolicyNode<K, E>> data = new ConcurrentHashMap<>();
  private final @Nullable ToLongBiFunction<? super K, ? super E> weigher;
  private final PolicyEvictor<K, E> evictor;

  /**
   * Creates an empty map.
   *
   * @param order an empty order, not shared with anybody
   * @param maximum the most weight, 0 or more
   * @param weigher the weight of an entry, 0 or more; null if each weighs 1
   * @param onEvicted told of every eviction
   */
  PolicyMap(
      EvictionOrder<K, E> order,
      long maximum,
      @Nullable ToLongBiFunction<? super K, ? super E> weigher,
      BiConsumer<? super K, ? super E> onEvicted) {
    this.weigher = weigher;
    this.evictor = new PolicyEvictor<>(data, order, maximum, onEvicted);
  }

  @Override
  public @Nullable E get(Object key) {
    PolicyNode<K, E> node = data.get(key);
    if (node == null) {
      return null;
    }
    E value = node.value;
    if (value != null) {
      evictor.recordUse(node);
    }
    return value;
  }

  @Override
  public boolean containsKey(Object key) {
    PolicyNode<K, E> node = data.get(key);
    return node != null && node.value != null;
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public boolean isEmpty() {
    return data.isEmpty();
  }

  @Override
  public @Nullable E put(K key, E value) {
    long weight = weigh(key, value);
    NodeChange<K, E> change = new NodeChange<>();
    data.compute(
        key,
        (k, node) ->
            node == null ? change.create(k, value, weight) : change.replace(node, value, weight));
    settle(change);
    return change.previous();
  }

  @Override
  public @Nullable E putIfAbsent(K key, E value) {
    requireNonNull(value);
    E present = get(key);
    if (present != null) {
      return present;
    }
    long weight = weigh(key, value);
    NodeChange<K, E> change = new NodeChange<>();
    data.compute(
        key, (k, node) -> node == null ? change.create(k, value, weight) : change.find(node));
    settle(change);
    return change.previous();
  }

  @Override
  public @Nullable E replace(K key, E value) {
    long weight = weigh(key, value);
    NodeChange<K, E> change = new NodeChange<>();
    data.computeIfPresent(key, (k, node) -> change.replace(node, value, weight));
    settle(change);
    return change.previous();
  }

  @Override
  public boolean replace(K key, E oldValue, E newValue) {
    requireNonNull(oldValue);
    long weight = weigh(key, newValue);
    NodeChange<K, E> change = new NodeChange<>();
    data.computeIfPresent(
        key,
        (k, node) -> oldValue.equals(node.value) ? change.replace(node, newValue, weight) : node);
    settle(change);
    return change.previous() != null;
  }

  @Override
  public @Nullable E remove(Object key) {
    NodeChange<K, E> change = new NodeChange<>();
    data.computeIfPresent(asKey(key), (k, node) -> change.remove(node));
    settle(change);
    return change.previous();
  }

  @Override
  public boolean remove(Object key, @Nullable Object value) {
    requireNonNull(key);
    if (value == null) {
      return false;
    }
    NodeChange<K, E> change = new NodeChange<>();
    data.computeIfPresent(
        asKey(key), (k, node) -> value.equals(node.value) ? change.remove(node) : node);
    settle(change);
    return change.previous() != null;
  }

  @Override
  public @Nullable E compute(
      K key, BiFunction<? super K, ? super @Nullable E, ? extends @Nullable E> remapping) {
    NodeChange<K, E> change = new NodeChange<>();
    data.compute(key, (k, node) -> remap(k, node, remapping, change));
    settle(change);
    return change.current();
  }

  @Override
  public @Nullable E computeIfPresent(
      K key, BiFunction<? super K, ? super E, ? extends @Nullable E> remapping) {
    NodeChange<K, E> change = new NodeChange<>();
    data.computeIfPresent(key, (k, node) -> remap(k, node, remapping, change));
    settle(change);
    return change.current();
  }

  /** Runs in the hash map's compute: nothing has changed yet if a callback throws. */
  private @Nullable PolicyNode<K, E> remap(
      K key,
      @Nullable PolicyNode<K, E> node,
      BiFunction<? super K, ? super E, ? extends @Nullable E> remapping,
      NodeChange<K, E> change) {
    E before = node == null ? null : node.value;
    E after = remapping.apply(key, before);
    if (after == null) {
      return node == null ? null : change.remove(node);
    }
    long weight = weigh(key, after);
    return node == null ? change.create(key, after, weight) : change.replace(node, after, weight);
  }

  /** Removes what it meets, one entry at a time; entries that are created meanwhile may stay. */
  @Override
  public void clear() {
    for (PolicyNode<K, E> node : data.values()) {
      evictor.remove(node);
    }
  }

  /** A view; its iterator is weakly consistent and can remove. */
  @Override
  public Set<Map.Entry<K, E>> entrySet() {
    return new PolicyMapEntries<>(this, data.values());
  }

  /** The weight of all entries as the policy counts it. */
  long weight() {
    return evictor.weight();
  }

  /** The keys, the next to be evicted first. */
  List<K> keysInEvictionOrder() {
    return evictor.keysInOrder();
  }

  private long weigh(K key, E value) {
    requireNonNull(value);
    if (weigher == null) {
      return 1;
    }
    long weight = weigher.applyAsLong(key, value);
    if (weight < 0) {
      throw new IllegalArgumentException(
          "An entry was not stored. Its weight is " + weight + "; a weigher returns 0 or more.");
    }
    return weight;
  }

  private void settle(NodeChange<K, E> change) {
    PolicyNode<K, E> node = change.node();
    if (node == null) {
      return;
    }
    if (change.isUseOnly()) {
      evictor.recordUse(node);
    } else {
      evictor.settle(node);
    }
  }

  /** A key of another type is simply not found; the cast only satisfies the compiler. */
  @SuppressWarnings("unchecked")
  private K asKey(Object key) {
    return (K) requireNonNull(key);
  }
}
