package io.nearfar.internal.engine;

import io.nearfar.internal.near.NearEntry;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The write path of a cache with neither writer nor listeners: straight to the authority. */
final class DirectPath<K, V> implements WritePath<K, V> {
  private final Authority<K, V> authority;
  private final boolean blindPuts;

  /**
   * A path.
   *
   * @param blindPuts whether new and old entries are treated alike
   */
  DirectPath(Authority<K, V> authority, boolean blindPuts) {
    this.authority = authority;
    this.blindPuts = blindPuts;
  }

  @Override
  public boolean putBlindly(K key, V value) {
    if (blindPuts) {
      authority.put(key, value);
    }
    return blindPuts;
  }

  @Override
  public Applied<V> apply(K key, Mutation<V> mutation) {
    return new Applied<>(authority.apply(key, mutation), Delivery.NONE);
  }

  @Override
  public void applyAll(Map<K, Mutation<V>> mutations, Consumer<Applied<V>> applied) {
    authority.applyAll(
        mutations, (key, outcome) -> applied.accept(new Applied<>(outcome, Delivery.NONE)));
  }

  @Override
  public void applyUnwritten(Map<K, Mutation<V>> mutations, BiConsumer<K, Applied<V>> applied) {
    authority.applyAll(
        mutations, (key, outcome) -> applied.accept(key, new Applied<>(outcome, Delivery.NONE)));
  }

  @Override
  public Delivery bury(K key, NearEntry<V> dead) {
    authority.bury(key, dead);
    return Delivery.NONE;
  }
}
