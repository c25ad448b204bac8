package io.nearfar.internal.near;

/** Special times to live; all others are nanoseconds, 0 or more. */
public final class Ttl {
  /** Leave the remaining time as it is. */
  public static final long KEEP = -1;

  /** Never expire. */
  public static final long ETERNAL = Long.MAX_VALUE;

  /** The longest finite one, about 146 years: sums with a clock reading must not overflow. */
  public static final long LONGEST = Long.MAX_VALUE >> 1;

  private Ttl() {}
}
