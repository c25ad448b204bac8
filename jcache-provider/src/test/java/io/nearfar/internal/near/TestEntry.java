package io.nearfar.internal.near;

import java.util.concurrent.atomic.AtomicInteger;

/** What the maps hold in tests: an entry that is equal to itself only, with a weight. */
final class TestEntry {

  final int id;
  final long weight;

  /** How often the entry left the map for a reason somebody was told of. */
  final AtomicInteger departures = new AtomicInteger();

  TestEntry(int id, long weight) {
    this.id = id;
    this.weight = weight;
  }

  @Override
  public String toString() {
    return "#" + id + "(" + weight + ")";
  }
}
