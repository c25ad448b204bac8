package io.nearfar.internal.engine;

import io.nearfar.internal.near.CopyStore.Question;
import io.nearfar.spi.Codec;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.FarStore.Invalidate;
import io.nearfar.spi.FarStore.Invalidated;
import io.nearfar.spi.FarStore.Pending;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.FarStore.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invalidations in a far store. The {@link Copies} hear of each reply first. Thread-safe. */
final class FarInvalidations<K, V> {
  /** What a key's reply says is what it says of a removal. */
  private static final Change REMOVAL =
      new Change(Condition.ALWAYS, null, null, 0, FarStore.ETERNAL, FarStore.KEEP, false);

  private final FarStore store;
  private final Codec codec;
  private final Copies<K, V> copies;

  FarInvalidations(FarStore store, Codec codec, Copies<K, V> copies) {
    this.store = store;
    this.codec = codec;
    this.copies = copies;
  }

  /** Sends an invalidation. */
  PendingInvalidation send(InvalidationWish<K> wish) {
    List<K> keys = List.copyOf(wish.keys());
    List<byte[]> bytes = new ArrayList<>(keys.size());
    List<@Nullable Question> asked = new ArrayList<>(keys.size());
    for (K key : keys) {
      byte[] encoded = codec.encodeKey(key);
      bytes.add(encoded);
      asked.add(copies.ask(encoded));
    }
    Pending pending;
    try {
      pending =
          store.invalidate(
              new Invalidate(
                  bytes, wish.tags(), wish.fence(), wish.hold(), wish.holdTime().toNanos()));
    } catch (RuntimeException | Error e) {
      unknown(wish);
      throw e;
    }
    return () -> await(wish, keys, asked, pending);
  }

  private long await(
      InvalidationWish<K> wish, List<K> keys, List<@Nullable Question> asked, Pending pending) {
    Invalidated made;
    try {
      made = pending.await();
    } catch (RuntimeException | Error e) {
      unknown(wish);
      throw e;
    }
    long removed = 0;
    for (int i = 0; i < keys.size(); i++) {
      Reply reply = made.keys().get(i);
      if (reply == null) {
        copies.unknown(keys.get(i));
      } else {
        copies.changed(asked.get(i), keys.get(i), REMOVAL, /* value= */ null, reply);
        removed += reply.status() == Status.REMOVED ? 1 : 0;
      }
    }
    if (!wish.tags().isEmpty()) {
      copies.tagged(wish.tags(), made.segments());
    }
    if (wish.fence()) {
      copies.suspect(made.segments());
    }
    if (made.failure() != null) {
      throw made.failure();
    }
    return removed;
  }

  private void unknown(InvalidationWish<K> wish) {
    wish.keys().forEach(copies::unknown);
    if (!wish.tags().isEmpty() || wish.fence()) {
      copies.clearUnknown();
    }
  }
}
