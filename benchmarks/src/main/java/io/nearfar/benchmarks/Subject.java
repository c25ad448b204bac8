package io.nearfar.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * A cache under test, whatever its API. A forked benchmark loads one implementation only, so that
 * the JIT compiler sees through this interface.
 */
public interface Subject extends AutoCloseable {

  /**
   * Reads.
   *
   * @param key the key
   * @return the value, or null if there is none
   */
  @Nullable Object get(Integer key);

  /**
   * Creates or updates.
   *
   * @param key the key
   * @param value the value
   */
  void put(Integer key, Object value);

  /** Frees everything, so that the next subject of the same name starts empty. */
  @Override
  void close();

  /**
   * Fills with the values of a workload, and makes sure that they are there.
   *
   * @param workload says which values
   * @param entries keys 0 up to this number, exclusive
   * @return the subject itself
   */
  default Subject filled(Workload workload, int entries) {
    for (int i = 0; i < entries; i++) {
      put(i, workload.value(i));
    }
    for (int i = 0; i < entries; i++) {
      if (get(i) == null) {
        throw new IllegalStateException(
            "Entry "
                + i
                + " of "
                + entries
                + " is missing after the fill: this would measure misses as hits."
                + " Use fewer entries than the cache is bounded to.");
      }
    }
    return this;
  }
}
