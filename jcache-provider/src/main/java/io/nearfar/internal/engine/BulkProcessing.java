package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Processing.Result;
import io.nearfar.internal.engine.WritePath.Applied;
import io.nearfar.internal.util.Failures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a processor on many entries of a cache with a far tier and without a writer: looks at all of
 * them in one batch, runs the processor on each, and applies all wishes in one batch, each under
 * the condition that its entry is still as it was. What has lost a race runs again on its own.
 */
final class BulkProcessing<K, V> {
  /** So many entries at once: they are in memory meanwhile, and others may change them. */
  static final int SLICE = 500;

  private final Processing<K, V> single;
  private final Authority<K, V> authority;
  private final Supplier<WritePath<K, V>> writes;

  BulkProcessing(
      Processing<K, V> single, Authority<K, V> authority, Supplier<WritePath<K, V>> writes) {
    this.single = single;
    this.authority = authority;
    this.writes = writes;
  }

  /** Is told of each run that counts; of each key once. */
  interface Receiver<K, V, R extends @Nullable Object> {
    void ended(K key, Result<V, R> result);

    void failed(K key, RuntimeException failure);
  }

  <R extends @Nullable Object> void run(
      Collection<? extends K> keys,
      Function<ProcessedEntry<K, V>, R> processor,
      Receiver<K, V, R> receiver) {
    List<K> all = new ArrayList<>(keys);
    for (int from = 0; from < all.size(); from += SLICE) {
      List<K> slice = all.subList(from, Math.min(all.size(), from + SLICE));
      new Slice<>(processor, receiver).run(slice);
    }
  }

  /** Some entries of one call. Used by one thread. */
  private final class Slice<R extends @Nullable Object> {
    private final Function<ProcessedEntry<K, V>, R> processor;
    private final Receiver<K, V, R> receiver;
    private final List<ProcessedEntry<K, V>> entries = new ArrayList<>();
    private final List<Run<K, V, R>> runs = new ArrayList<>();
    private final Map<K, Snapshot<V>> reads = new LinkedHashMap<>();
    private final Map<K, Mutation<V>> wishes = new LinkedHashMap<>();
    private final Map<K, Applied<V>> applied = new LinkedHashMap<>();
    private final Set<K> failed = new HashSet<>();
    private final List<K> lost = new ArrayList<>();
    private @Nullable Throwable error;

    Slice(Function<ProcessedEntry<K, V>, R> processor, Receiver<K, V, R> receiver) {
      this.processor = processor;
      this.receiver = receiver;
    }

    void run(List<K> keys) {
      try {
        attempt(keys, () -> look(keys));
        entries.forEach(this::process);
        attempt(reads.keySet(), () -> authority.touchAll(reads));
        attempt(wishes.keySet(), () -> writes.get().applyUnwritten(wishes, applied::put));
        runs.forEach(run -> attempt(List.of(run.entry().key()), () -> report(run)));
      } finally {
        entries.forEach(single::endLoad);
      }
      // Now, and not under the loads made for the first run.
      lost.forEach(
          key -> attempt(List.of(key), () -> receiver.ended(key, single.run(key, processor))));
      Failures.throwIfAny(error);
    }

    private void look(List<K> keys) {
      single.lookAll(keys).forEach((key, lease) -> entries.add(single.entry(key, lease)));
    }

    private void process(ProcessedEntry<K, V> entry) {
      if (error != null) {
        return;
      }
      K key = entry.key();
      attempt(
          List.of(key),
          () -> {
            R value = processor.apply(entry);
            Mutation<V> wish = single.wishOf(entry);
            Snapshot<V> seen = entry.seen();
            if (wish != null) {
              wishes.put(key, wish);
            } else if (entry.effect() == ProcessedEntry.Effect.READ && seen != null) {
              reads.put(key, seen);
            }
            runs.add(new Run<>(entry, wish, value));
          });
    }

    private void report(Run<K, V, R> run) {
      K key = run.entry().key();
      Applied<V> done = applied.get(key);
      if (done == null && failed.contains(key)) {
        return;
      }
      Result<V, R> result = single.resultOf(run.entry(), run.wish(), done, run.value());
      if (result != null) {
        receiver.ended(key, result);
      } else {
        lost.add(key);
      }
    }

    /** What fails is the failure of those keys whose wishes were not applied. */
    private void attempt(Collection<K> keys, Runnable task) {
      try {
        task.run();
      } catch (RuntimeException e) {
        keys.stream()
            .filter(key -> keys.size() == 1 || !applied.containsKey(key))
            .filter(failed::add)
            .forEach(key -> receiver.failed(key, e));
      } catch (Error e) {
        // What was done before has its events all the same.
        error = Failures.add(error, e);
        failed.addAll(keys);
      }
    }
  }

  /** A run that has ended well; its wish, if any, is still to be applied. */
  private record Run<K, V, R extends @Nullable Object>(
      ProcessedEntry<K, V> entry, @Nullable Mutation<V> wish, R value) {}
}
