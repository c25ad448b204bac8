package io.nearfar.internal.engine;

import io.nearfar.internal.engine.WritePath.Applied;
import io.nearfar.stats.InvalidationTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes mutations, counts them, and then delivers their events. */
final class CountedWrites<K, V> {
  private final WritePaths<K, V> writes;
  private final Supplier<Recorder> recorder;
  private final InvalidationCounts invalidations;

  /**
   * Those of a cache.
   *
   * @param recorder counts, or does not, now
   * @param invalidations counts removals
   */
  CountedWrites(
      WritePaths<K, V> writes, Supplier<Recorder> recorder, InvalidationCounts invalidations) {
    this.writes = writes;
    this.recorder = recorder;
    this.invalidations = invalidations;
  }

  /** Makes a mutation whose caller is told what was there, or whether something was. */
  Outcome<V> apply(K key, Mutation<V> mutation) {
    return apply(key, mutation, /* reads= */ true);
  }

  /**
   * Makes a mutation.
   *
   * @param reads whether its caller is told what was there, so that it counts as a read, too
   */
  Outcome<V> apply(K key, Mutation<V> mutation, boolean reads) {
    Recorder counting = recorder.get();
    long start = counting.startMutation();
    Applied<V> applied = writes.current().apply(key, mutation);
    Outcome<V> outcome = applied.outcome();
    counting.mutation(reads, outcome, start);
    if (outcome.removed()) {
      invalidations.local(InvalidationTrigger.KEY, 1);
    }
    applied.events().deliver();
    return outcome;
  }

  /** Makes many mutations, each atomically; what was done before a failure is counted and told. */
  void applyAll(Map<K, Mutation<V>> mutations) {
    Recorder counting = recorder.get();
    long start = counting.startMutation();
    List<Outcome<V>> outcomes = new ArrayList<>(mutations.size());
    Deliveries events = new Deliveries();
    try {
      writes
          .current()
          .applyAll(
              mutations,
              applied -> {
                outcomes.add(applied.outcome());
                events.add(applied.events());
              });
    } catch (Throwable e) {
      count(outcomes, counting, start);
      events.deliverAfter(e);
      throw e;
    }
    count(outcomes, counting, start);
    events.deliver();
  }

  /** Reports what a processor has done; returns what it returned. */
  <R extends @Nullable Object> R processed(Processing.Result<V, R> result) {
    Outcome<V> outcome = result.outcome();
    recorder.get().processed(result.found(), outcome);
    if (outcome != null && outcome.removed()) {
      invalidations.local(InvalidationTrigger.KEY, 1);
    }
    result.events().deliver();
    return result.value();
  }

  private void count(List<Outcome<V>> outcomes, Recorder counting, long start) {
    long each = counting.startOfEach(start, outcomes.size());
    outcomes.forEach(outcome -> counting.mutation(/* reads= */ false, outcome, each));
    invalidations.local(
        InvalidationTrigger.KEY, outcomes.stream().filter(Outcome::removed).count());
  }
}
