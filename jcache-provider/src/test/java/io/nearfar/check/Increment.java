package io.nearfar.check;

import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** Adds one, and returns the sum. */
final class Increment implements EntryProcessor<Integer, Long, Long> {
  @Override
  public Long process(MutableEntry<Integer, Long> entry, Object... arguments) {
    Long before = entry.getValue();
    long sum = (before == null ? 0 : before) + 1;
    entry.setValue(sum);
    return sum;
  }
}
