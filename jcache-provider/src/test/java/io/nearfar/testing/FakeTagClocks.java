package io.nearfar.testing;

import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.Tags;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the fake knows of tags and of holds: of each tag the version of its newest invalidation.
 * Guarded by the store's lock; times are microseconds.
 */
final class FakeTagClocks {

  /** A time in which nothing is stored by loads. */
  private record Held(long until, int holders) {}

  private final Map<String, Long> clocks = new HashMap<>();

  /** Of tags, by their names, and of keys, by their bytes. */
  private final Map<Object, Held> holds = new HashMap<>();

  private long floor;

  /**
   * Ends the holds whose time is over; to be called first in each step.
   *
   * @param now the time
   * @param version the newest one: what was stored in the time of a hold is not newer
   */
  void tick(long now, long version) {
    List<Map.Entry<Object, Held>> over =
        holds.entrySet().stream().filter(hold -> hold.getValue().until() <= now).toList();
    for (Map.Entry<Object, Held> hold : over) {
      if (hold.getKey() instanceof String tag) {
        clocks.put(tag, version);
      }
      holds.remove(hold.getKey());
    }
  }

  /** Takes note of an invalidation. */
  void invalidate(Tags tags, long version) {
    tags.names().forEach(tag -> clocks.put(tag, version));
  }

  /** Begins or ends a hold. */
  void hold(Tags tags, Hold hold, long until) {
    tags.names().forEach(tag -> hold((Object) tag, hold, until));
  }

  /** As above, of an entry. */
  void hold(ByteBuffer key, Hold hold, long until) {
    hold((Object) key, hold, until);
  }

  private void hold(Object what, Hold hold, long until) {
    switch (hold) {
      case NONE -> {}
      case BEGIN ->
          holds.merge(
              what,
              new Held(until, 1),
              (one, other) ->
                  new Held(Math.max(one.until(), other.until()), one.holders() + other.holders()));
      case END, RELEASE ->
          holds.computeIfPresent(
              what,
              (name, held) ->
                  held.holders() == 1 ? null : new Held(held.until(), held.holders() - 1));
    }
  }

  /** Whether an entry is held. */
  boolean holds(ByteBuffer key) {
    return holds.containsKey(key);
  }

  /** Ends a hold of an entry, whoever holds it. */
  void release(ByteBuffer key) {
    holds.remove(key);
  }

  /** Whether an entry with such tags is alive. */
  boolean isAlive(Tags tags, long version) {
    return tags.isEmpty()
        || (version > floor
            && tags.names().stream()
                .allMatch(
                    tag -> !holds.containsKey(tag) && clocks.getOrDefault(tag, 0L) < version));
  }

  /** Whether something that was computed as of a version is of the past. */
  boolean isOutdated(Tags tags, long since) {
    return floor > since
        || tags.names().stream()
            .anyMatch(tag -> holds.containsKey(tag) || clocks.getOrDefault(tag, 0L) > since);
  }

  /** As if what was known of tags were lost: whatever has tags is dead. */
  void lose(long version) {
    clocks.clear();
    holds.keySet().removeIf(String.class::isInstance);
    floor = version;
  }

  /** Forgets what came after a version. */
  void backTo(long version) {
    clocks.values().removeIf(clock -> clock > version);
    floor = Math.min(floor, version);
  }
}
