package io.nearfar.cdi.internal.model;

import java.util.List;

/**
 * The two lists of exceptions that each annotation has.
 *
 * @param included {@code cachedExceptions}, {@code cacheFor}, {@code evictFor}
 * @param excluded {@code nonCachedExceptions}, {@code noCacheFor}, {@code noEvictFor}
 * @param whenEmpty what holds if both are empty: {@code @CacheResult} says yes, the others no
 */
public record ThrowableFilter(
    List<Class<? extends Throwable>> included,
    List<Class<? extends Throwable>> excluded,
    boolean whenEmpty) {

  static ThrowableFilter of(
      Class<? extends Throwable>[] included,
      Class<? extends Throwable>[] excluded,
      boolean whenEmpty) {
    return new ThrowableFilter(List.of(included), List.of(excluded), whenEmpty);
  }

  /** Whether an exception is to be stored, or leads to the operation nevertheless. */
  public boolean accepts(Throwable failure) {
    if (included.isEmpty() && excluded.isEmpty()) {
      return whenEmpty;
    }
    return (included.isEmpty() || isOneOf(included, failure)) && !isOneOf(excluded, failure);
  }

  private static boolean isOneOf(List<Class<? extends Throwable>> types, Throwable failure) {
    for (Class<? extends Throwable> type : types) {
      if (type.isInstance(failure)) {
        return true;
      }
    }
    return false;
  }
}
