package io.nearfar.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * Gives a raw map store-by-value with a copy constructor written by hand: the floor for what a
 * by-value cache of beans can reach, in time and in garbage.
 */
public final class CopyingSubject implements Subject {
  private final Subject delegate;

  /**
   * Over another subject.
   *
   * @param delegate keeps the copies
   */
  public CopyingSubject(Subject delegate) {
    this.delegate = delegate;
  }

  @Override
  public @Nullable Object get(Integer key) {
    Object value = delegate.get(key);
    return value == null ? null : new Customer((Customer) value);
  }

  @Override
  public void put(Integer key, Object value) {
    delegate.put(key, new Customer((Customer) value));
  }

  @Override
  public void close() {
    delegate.close();
  }
}
