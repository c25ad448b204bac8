package io.nearfar.internal.jcache;

import io.nearfar.stats.LoadCounters;
import org.jspecify.annotations.Nullable;

/**
 * A load under way, to be counted once it has ended.
 *
 * @param counters where it is counted
 * @param start when it began
 */
record LoadTiming(LoadCounters counters, long start) {

  static LoadTiming begin(LoadCounters counters) {
    return new LoadTiming(counters, System.nanoTime());
  }

  /** It has ended well, for so many keys. */
  void loaded(int keys) {
    counters.loaded(keys, System.nanoTime() - start);
  }

  /** It has failed. */
  void failed() {
    counters.failed();
  }

  /** The load of one key has ended; null = well. */
  void ended(@Nullable Throwable failure) {
    if (failure == null) {
      loaded(1);
    } else {
      failed();
    }
  }
}
