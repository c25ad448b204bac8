package io.nearfar.config;

/**
 * Says how much an entry counts towards {@link NearSettings#maxWeight()}.
 *
 * <p>Called at least once per creation or update, on the thread that writes, before the entry is
 * stored; perhaps while the cache has a part of it locked. Implementations are thread-safe, quick,
 * use no cache, and wait for no lock that a thread may have which uses one.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
@FunctionalInterface
public interface EntryWeigher<K, V> {

  /**
   * The weight of an entry, in units of the application's choice.
   *
   * @param key the key, not null
   * @param value the value, not null
   * @return the weight; 0 or more
   */
  int weigh(K key, V value);
}
