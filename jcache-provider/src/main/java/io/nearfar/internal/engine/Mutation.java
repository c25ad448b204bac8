package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Lease.Claim;
import io.nearfar.internal.near.FillGuard;
import io.nearfar.spi.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A wish to change one entry: what to do, and under which condition. Whoever decides about the
 * cache's contents evaluates condition and action in one atomic step.
 *
 * @param action what to do if the condition holds
 * @param condition what must be there
 * @param value what to store, as the cache keeps it (already copied); null for a removal
 * @param expected the value that {@link Condition#EQUAL} compares with
 * @param seen the entry that {@link Condition#SAME} compares with
 * @param guard for a value computed earlier: stored only while it is valid; null = computed now
 * @param claim what the value of a load is stored over in a far store, besides the condition
 * @param load whether the value comes from a loader, so that it is not written through
 * @param tellsOld whether somebody wants to know the value that was there
 * @param stamp the tags of the value
 */
record Mutation<V>(
    Action action,
    Condition condition,
    @Nullable V value,
    @Nullable V expected,
    @Nullable Snapshot<V> seen,
    @Nullable FillGuard guard,
    @Nullable Claim claim,
    boolean load,
    boolean tellsOld,
    TagStamp stamp) {

  enum Action {
    STORE,
    REMOVE
  }

  enum Condition {
    ALWAYS,
    ABSENT,
    PRESENT,
    EQUAL,
    SAME
  }

  static <V> Mutation<V> store(Condition condition, V value) {
    return new Mutation<>(
        Action.STORE, condition, value, null, null, null, null, false, false, TagStamp.NONE);
  }

  static <V> Mutation<V> replaceEqual(V expected, V value) {
    return new Mutation<>(
        Action.STORE,
        Condition.EQUAL,
        value,
        expected,
        null,
        null,
        null,
        false,
        false,
        TagStamp.NONE);
  }

  static <V> Mutation<V> remove(Condition condition) {
    return new Mutation<>(
        Action.REMOVE, condition, null, null, null, null, null, false, false, TagStamp.NONE);
  }

  static <V> Mutation<V> removeEqual(V expected) {
    return new Mutation<>(
        Action.REMOVE,
        Condition.EQUAL,
        null,
        expected,
        null,
        null,
        null,
        false,
        false,
        TagStamp.NONE);
  }

  /** Stores what a processor made of the entry that it saw: {@code null} = it saw none. */
  static <V> Mutation<V> storeOver(
      @Nullable Snapshot<V> seen, V value, @Nullable FillGuard guard, @Nullable Claim claim) {
    return new Mutation<>(
        Action.STORE,
        seen == null ? Condition.ABSENT : Condition.SAME,
        value,
        null,
        seen,
        guard,
        claim,
        false,
        false,
        TagStamp.NONE);
  }

  /** Removes the entry that a processor or an iterator saw. */
  static <V> Mutation<V> removeOver(@Nullable Snapshot<V> seen) {
    return new Mutation<>(
        Action.REMOVE,
        seen == null ? Condition.ABSENT : Condition.SAME,
        null,
        null,
        seen,
        null,
        null,
        false,
        false,
        TagStamp.NONE);
  }

  /** Stores a loaded value. */
  static <V> Mutation<V> load(
      Condition condition, V value, FillGuard guard, @Nullable Claim claim, TagStamp stamp) {
    return new Mutation<>(
        Action.STORE, condition, value, null, null, guard, claim, true, false, stamp);
  }

  /** Stores a value that carries tags. */
  static <V> Mutation<V> store(V value, Tags tags) {
    return new Mutation<>(
        Action.STORE,
        Condition.ALWAYS,
        value,
        null,
        null,
        null,
        null,
        false,
        false,
        TagStamp.now(tags));
  }

  /** The same wish of somebody who wants to know the value that was there. */
  Mutation<V> tellingOld() {
    return tellsOld
        ? this
        : new Mutation<>(action, condition, value, expected, seen, guard, claim, load, true, stamp);
  }

  boolean stores() {
    return action == Action.STORE;
  }

  /** Whether the condition holds for what is there. */
  boolean holds(@Nullable V current, @Nullable Object token) {
    return switch (condition) {
      case ALWAYS -> true;
      case ABSENT -> current == null;
      case PRESENT -> current != null;
      case EQUAL -> current != null && current.equals(expected);
      case SAME -> seen != null && seen.token().equals(token);
    };
  }
}
