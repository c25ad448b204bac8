package io.nearfar.internal.engine;

import io.nearfar.internal.engine.CacheEvent.Kind;
import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.near.NearEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The write path of a cache with a writer or listeners. Under the lock of the key: writer first,
 * then the authority, then a ticket for the events; so source, cache and listeners see the
 * mutations of a key in one order. Listeners run after the lock is released. Who has to wait too
 * long for the lock does nothing at all.
 */
final class GuardedPath<K, V> implements WritePath<K, V> {
  private final Authority<K, V> authority;
  private final KeyLocks<K> locks;
  private final @Nullable EntryWriter<K, V> writer;
  private final @Nullable EventOrder<K, V> events;

  GuardedPath(
      Authority<K, V> authority,
      KeyLocks<K> locks,
      @Nullable EntryWriter<K, V> writer,
      @Nullable EventOrder<K, V> events) {
    this.authority = authority;
    this.locks = locks;
    this.writer = writer;
    this.events = events;
  }

  @Override
  public boolean putBlindly(K key, V value) {
    return false;
  }

  @Override
  public Applied<V> apply(K key, Mutation<V> mutation) {
    ReentrantLock lock = locks.lock(key);
    try {
      boolean written = writer != null && !mutation.load() && authority.holds(key, mutation);
      if (writer != null && written) {
        write(writer, key, mutation);
      }
      Outcome<V> outcome = authority.apply(key, asHeard(mutation));
      if (written && overtaken(mutation, outcome)) {
        // The source has it, and what is here is older or newer: rather nothing than a difference.
        authority.apply(key, Mutation.remove(Condition.ALWAYS));
      }
      return applied(key, mutation, outcome);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void applyAll(Map<K, Mutation<V>> mutations, Consumer<Applied<V>> applied) {
    List<Applied<V>> results = new ArrayList<>(mutations.size());
    try {
      locks.withAll(mutations.keySet(), () -> applyAllLocked(mutations, results));
    } finally {
      results.forEach(applied);
    }
  }

  private void applyAllLocked(Map<K, Mutation<V>> mutations, List<Applied<V>> results) {
    Set<K> unwritten = new LinkedHashSet<>();
    try {
      if (writer != null) {
        writeAll(writer, mutations, unwritten);
      }
    } finally {
      Map<K, Mutation<V>> written = new LinkedHashMap<>();
      mutations.forEach(
          (key, mutation) -> {
            if (!unwritten.contains(key)) {
              written.put(key, asHeard(mutation));
            }
          });
      authority.applyAll(
          written,
          (key, outcome) ->
              results.add(applied(key, Objects.requireNonNull(mutations.get(key)), outcome)));
    }
  }

  @Override
  public void applyUnwritten(Map<K, Mutation<V>> mutations, BiConsumer<K, Applied<V>> applied) {
    Map<K, Mutation<V>> heard = new LinkedHashMap<>();
    mutations.forEach((key, mutation) -> heard.put(key, asHeard(mutation)));
    Map<K, Applied<V>> results = new LinkedHashMap<>();
    try {
      locks.withAll(
          heard.keySet(),
          () ->
              authority.applyAll(
                  heard,
                  (key, outcome) ->
                      results.put(
                          key, applied(key, Objects.requireNonNull(mutations.get(key)), outcome))));
    } finally {
      results.forEach(applied);
    }
  }

  private Applied<V> applied(K key, Mutation<V> mutation, Outcome<V> outcome) {
    return new Applied<>(
        outcome,
        events == null ? Delivery.NONE : events.enqueue(key, eventsOf(key, mutation, outcome)));
  }

  /**
   * Whether the condition held before the writer wrote, and not any more after it: the entry has
   * expired meanwhile, or another JVM has changed it. Processors see to that themselves.
   */
  private static boolean overtaken(Mutation<?> mutation, Outcome<?> outcome) {
    return mutation.condition() != Condition.ALWAYS
        && mutation.condition() != Condition.SAME
        && !outcome.stored()
        && !outcome.removed()
        && outcome.status() != Outcome.Status.NOT_STORED;
  }

  /** Listeners are told what was there. */
  private Mutation<V> asHeard(Mutation<V> mutation) {
    return events == null ? mutation : mutation.tellingOld();
  }

  @Override
  public Delivery bury(K key, NearEntry<V> dead) {
    ReentrantLock lock = locks.lock(key);
    try {
      V expired = authority.bury(key, dead);
      return events == null || expired == null
          ? Delivery.NONE
          : events.enqueue(key, List.of(expiry(key, expired)));
    } finally {
      lock.unlock();
    }
  }

  private static <K, V> void write(EntryWriter<K, V> writer, K key, Mutation<V> mutation) {
    if (mutation.stores()) {
      writer.write(key, Objects.requireNonNull(mutation.value()));
    } else {
      writer.delete(key);
    }
  }

  /** Writes all; on failure, what was not written is left in {@code unwritten}. */
  private static <K, V> void writeAll(
      EntryWriter<K, V> writer, Map<K, Mutation<V>> mutations, Set<K> unwritten) {
    Map<K, V> stores = new LinkedHashMap<>();
    Set<K> removals = new LinkedHashSet<>();
    mutations.forEach(
        (key, mutation) -> {
          if (mutation.stores()) {
            stores.put(key, Objects.requireNonNull(mutation.value()));
          } else {
            removals.add(key);
          }
        });
    try {
      if (!stores.isEmpty()) {
        writer.writeAll(stores);
      }
      if (!removals.isEmpty()) {
        writer.deleteAll(removals);
      }
    } catch (RuntimeException | Error e) {
      unwritten.addAll(stores.keySet());
      unwritten.addAll(removals);
      throw e;
    }
  }

  private List<CacheEvent<K, V>> eventsOf(K key, Mutation<V> mutation, Outcome<V> outcome) {
    List<CacheEvent<K, V>> result = new ArrayList<>(2);
    if (outcome.expired() != null) {
      result.add(expiry(key, outcome.expired()));
    }
    V old = outcome.oldValue();
    switch (outcome.status()) {
      case CREATED ->
          result.add(
              new CacheEvent<>(Kind.CREATED, key, Objects.requireNonNull(mutation.value()), null));
      case UPDATED ->
          result.add(
              new CacheEvent<>(Kind.UPDATED, key, Objects.requireNonNull(mutation.value()), old));
      case REMOVED ->
          result.add(new CacheEvent<>(Kind.REMOVED, key, Objects.requireNonNull(old), old));
      case NOT_STORED, ABSENT, PRESENT, MISMATCH, OUTDATED -> {
        // Nothing happened that a listener could hear.
      }
    }
    return result;
  }

  private static <K, V> CacheEvent<K, V> expiry(K key, V value) {
    return new CacheEvent<>(Kind.EXPIRED, key, value, value);
  }
}
