package io.nearfar.internal.engine;

import io.nearfar.internal.near.Ttl;

/**
 * The same times to live for every entry.
 *
 * @param creation nanoseconds, or {@link Ttl#ETERNAL}
 * @param update nanoseconds, {@link Ttl#ETERNAL} or {@link Ttl#KEEP}
 * @param access nanoseconds, {@link Ttl#ETERNAL} or {@link Ttl#KEEP}
 */
public record FixedExpiry(long creation, long update, long access) implements ExpiryRule {

  /** Entries never expire. */
  public static final FixedExpiry NEVER = new FixedExpiry(Ttl.ETERNAL, Ttl.KEEP, Ttl.KEEP);

  @Override
  public boolean fixed() {
    return true;
  }

  @Override
  public boolean ignoresAccess() {
    return access == Ttl.KEEP;
  }

  @Override
  public boolean eternal() {
    return creation == Ttl.ETERNAL && isEndless(update) && isEndless(access);
  }

  private static boolean isEndless(long ttl) {
    return ttl == Ttl.KEEP || ttl == Ttl.ETERNAL;
  }
}
