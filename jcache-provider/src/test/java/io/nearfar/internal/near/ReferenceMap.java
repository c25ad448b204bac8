package io.nearfar.internal.near;

import io.nearfar.config.EvictionPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a bounded map must do, written down naively: every entry remembers when it was created, when
 * it was last used and how often, and the victim is the least entry by the rule of the policy. Not
 * thread-safe.
 */
final class ReferenceMap {

  private record Slot(int key, TestEntry entry, long created, long lastUse, long uses) {
    Slot usedAt(long time) {
      return new Slot(key, entry, created, time, uses + 1);
    }

    Slot with(TestEntry newEntry) {
      return new Slot(key, newEntry, created, lastUse, uses);
    }
  }

  private final EvictionPolicy policy;
  private final long maximum;
  private final boolean weighted;
  private final Map<Integer, Slot> slots = new HashMap<>();
  private final NavigableSet<Slot> order;
  private final List<TestEntry> evicted = new ArrayList<>();
  private long time;

  ReferenceMap(EvictionPolicy policy, long maximum, boolean weighted) {
    this.policy = policy;
    this.maximum = maximum;
    this.weighted = weighted;
    this.order = new TreeSet<>(rule());
  }

  private Comparator<Slot> rule() {
    return switch (policy) {
      case LRU -> Comparator.comparingLong(Slot::lastUse);
      case LFU -> Comparator.comparingLong(Slot::uses).thenComparingLong(Slot::lastUse);
      case FIFO -> Comparator.comparingLong(Slot::created);
      case ADAPTIVE -> throw new IllegalArgumentException("Nobody can model W-TinyLFU naively.");
    };
  }

  /** The entry under a key; not a use. */
  @Nullable TestEntry peek(int key) {
    Slot slot = slots.get(key);
    return slot == null ? null : slot.entry();
  }

  @Nullable TestEntry get(int key) {
    Slot slot = slots.get(key);
    if (slot == null) {
      return null;
    }
    swap(slot, slot.usedAt(++time));
    return slot.entry();
  }

  @Nullable TestEntry put(int key, TestEntry entry) {
    Slot slot = slots.get(key);
    if (slot == null) {
      create(key, entry);
      return null;
    }
    if (weight(entry) > maximum) {
      drop(slot);
      evicted.add(entry);
      return slot.entry();
    }
    swap(slot, slot.with(entry).usedAt(++time));
    while (weight() > maximum) {
      evictFirst();
    }
    return slot.entry();
  }

  private void create(int key, TestEntry entry) {
    if (weight(entry) > maximum) {
      evicted.add(entry);
      return;
    }
    while (weight() + weight(entry) > maximum) {
      evictFirst();
    }
    time++;
    Slot slot = new Slot(key, entry, time, time, /* uses= */ 1);
    slots.put(key, slot);
    order.add(slot);
  }

  @Nullable TestEntry remove(int key) {
    Slot slot = slots.get(key);
    if (slot == null) {
      return null;
    }
    drop(slot);
    return slot.entry();
  }

  void clear() {
    slots.clear();
    order.clear();
  }

  private void evictFirst() {
    Slot victim = order.first();
    drop(victim);
    evicted.add(victim.entry());
  }

  private void drop(Slot slot) {
    slots.remove(slot.key());
    order.remove(slot);
  }

  private void swap(Slot before, Slot after) {
    order.remove(before);
    order.add(after);
    slots.put(after.key(), after);
  }

  private long weight(TestEntry entry) {
    return weighted ? entry.weight : 1;
  }

  long weight() {
    return order.stream().mapToLong(slot -> weight(slot.entry())).sum();
  }

  int size() {
    return slots.size();
  }

  Map<Integer, TestEntry> contents() {
    Map<Integer, TestEntry> contents = new HashMap<>();
    slots.forEach((key, slot) -> contents.put(key, slot.entry()));
    return contents;
  }

  List<Integer> keysInEvictionOrder() {
    return order.stream().map(Slot::key).toList();
  }

  /** What was evicted since the last call. */
  List<TestEntry> takeEvicted() {
    List<TestEntry> taken = List.copyOf(evicted);
    evicted.clear();
    return taken;
  }
}
