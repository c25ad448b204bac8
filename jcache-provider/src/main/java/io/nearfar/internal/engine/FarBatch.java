package io.nearfar.internal.engine;

import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Changes of many entries on their way to a far store, in one batch. Used by one thread. */
final class FarBatch<K, V> {
  private final List<K> keys = new ArrayList<>();
  private final List<byte[]> encoded = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Meaning<V>> meanings = new ArrayList<>();

  /** What a reply says about a mutation. */
  interface Meaning<V> {
    /** What became of it; null if that has to be decided anew. */
    @Nullable Outcome<V> of(Reply reply);
  }

  void add(K key, byte[] bytes, Change change, Meaning<V> meaning) {
    keys.add(key);
    encoded.add(bytes);
    changes.add(change);
    meanings.add(meaning);
  }

  /**
   * Makes the changes.
   *
   * @param applied told each result
   * @return the keys whose mutations have to be decided anew
   */
  List<K> apply(FarStore store, BiConsumer<K, Outcome<V>> applied) {
    List<K> undecided = new ArrayList<>();
    if (keys.isEmpty()) {
      return undecided;
    }
    List<Reply> replies = store.changeAll(encoded, changes);
    for (int i = 0; i < keys.size(); i++) {
      Outcome<V> outcome = meanings.get(i).of(replies.get(i));
      if (outcome == null) {
        undecided.add(keys.get(i));
      } else {
        applied.accept(keys.get(i), outcome);
      }
    }
    return undecided;
  }
}
