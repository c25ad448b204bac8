package io.nearfar.internal.engine;

import io.nearfar.internal.near.CopyStore.Question;
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
  private final List<@Nullable V> values = new ArrayList<>();
  private final List<Meaning<V>> meanings = new ArrayList<>();

  /** What a reply says about a mutation. */
  interface Meaning<V> {
    /** What became of it; null if that has to be decided anew. */
    @Nullable Outcome<V> of(Reply reply);
  }

  void add(K key, byte[] bytes, Change change, @Nullable V value, Meaning<V> meaning) {
    keys.add(key);
    encoded.add(bytes);
    changes.add(change);
    values.add(value);
    meanings.add(meaning);
  }

  /**
   * Makes the changes. What was made is told even if others failed.
   *
   * @param copies told before anybody else
   * @param applied told each result
   * @return the keys whose mutations have to be decided anew
   */
  List<K> apply(Copies<K, V> copies, FarStore store, BiConsumer<K, Outcome<V>> applied) {
    List<K> undecided = new ArrayList<>();
    if (keys.isEmpty()) {
      return undecided;
    }
    FarStore.Replies replies = send(copies, store);
    for (int i = 0; i < keys.size(); i++) {
      Reply reply = replies.each().get(i);
      if (reply != null) {
        Outcome<V> outcome = meanings.get(i).of(reply);
        if (outcome == null) {
          undecided.add(keys.get(i));
        } else {
          applied.accept(keys.get(i), outcome);
        }
      }
    }
    if (replies.failure() != null) {
      throw replies.failure();
    }
    return undecided;
  }

  private FarStore.Replies send(Copies<K, V> copies, FarStore store) {
    List<@Nullable Question> asked = new ArrayList<>(keys.size());
    encoded.forEach(key -> asked.add(copies.ask(key)));
    FarStore.Replies replies;
    try {
      replies = store.changeAll(encoded, changes);
    } catch (RuntimeException | Error e) {
      keys.forEach(copies::unknown);
      throw e;
    }
    for (int i = 0; i < keys.size(); i++) {
      Reply reply = replies.each().get(i);
      if (reply == null) {
        copies.unknown(keys.get(i));
      } else {
        copies.changed(asked.get(i), keys.get(i), changes.get(i), values.get(i), reply);
      }
    }
    return replies;
  }
}
