package io.nearfar.internal.engine;

import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.NearStore;
import io.nearfar.stats.InvalidationTrigger;
import java.util.function.BiConsumer;

/** Removes entries of the near tier that were found dead, and tells whom it concerns. */
final class DeadEntries<K, V> {
  private final NearStore<K, V> near;
  private final BiConsumer<K, NearEntry<V>> bury;

  private DeadEntries(NearStore<K, V> near, BiConsumer<K, NearEntry<V>> bury) {
    this.near = near;
    this.bury = bury;
  }

  /** Those of a cache whose near tier has the entries themselves. */
  static <K, V> DeadEntries<K, V> ofStore(NearStore<K, V> near, WritePaths<K, V> writes) {
    return new DeadEntries<>(near, (key, dead) -> writes.current().bury(key, dead).deliver());
  }

  /**
   * Those of a cache whose near tier has copies: nobody is told, so nobody has to be waited for.
   *
   * @param expiry if reads prolong lives, copies are dropped before their entries end, and looked
   *     up anew
   * @param counts counts those that have ended with their entries
   */
  static <K, V> DeadEntries<K, V> ofCopies(
      NearStore<K, V> near, ExpiryRule expiry, InvalidationCounts counts) {
    boolean endWithEntries = expiry.ignoresAccess();
    return new DeadEntries<>(
        near,
        (key, dead) -> {
          boolean expired = endWithEntries && near.outlived(dead);
          if (near.remove(key, dead) && expired) {
            counts.local(InvalidationTrigger.EXPIRY, 1);
          }
        });
  }

  /** Looks at an entry, and removes it if it is dead. */
  void buryIfDead(K key) {
    NearEntry<V> found = near.find(key);
    if (found != null && !near.live(found)) {
      bury(key, found);
    }
  }

  /** Removes an entry that is dead, if it is still there. */
  void bury(K key, NearEntry<V> dead) {
    bury.accept(key, dead);
  }
}
