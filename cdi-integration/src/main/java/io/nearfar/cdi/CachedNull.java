package io.nearfar.cdi;

import org.jspecify.annotations.Nullable;

/**
 * What a cache holds where a method has returned null: caches themselves hold no nulls. Who reads
 * such a cache directly meets {@link #INSTANCE} and can turn it back with {@link #unwrap}.
 *
 * <p>A cache with a value type of its own ({@code setTypes(MethodKey.class, Product.class)}) can't
 * hold it: null results of its methods are not cached.
 */
public enum CachedNull {
  /** The one instance. */
  INSTANCE;

  /**
   * The stored form of a result.
   *
   * @param result what a method returned; may be null
   * @return the result, or {@link #INSTANCE} for null; never null
   */
  public static Object wrap(@Nullable Object result) {
    return result == null ? INSTANCE : result;
  }

  /**
   * The result that a stored value stands for.
   *
   * @param stored what a cache holds
   * @return null for {@link #INSTANCE}, otherwise the value itself
   */
  public static @Nullable Object unwrap(Object stored) {
    return stored == INSTANCE ? null : stored;
  }

  @Override
  public String toString() {
    return "null";
  }
}
