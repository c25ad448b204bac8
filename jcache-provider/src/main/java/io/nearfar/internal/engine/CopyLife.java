package io.nearfar.internal.engine;

import io.nearfar.internal.near.CopyStore;
import io.nearfar.internal.near.CopyStore.Question;
import io.nearfar.internal.near.Ttl;

/**
 * How long a near copy may be served, by the end of its entry in the far tier.
 *
 * <p>Reads of a cache with access expiry have to prolong the life of entries in the far tier, which
 * coalesces that: it writes a longer life only if it gains more than an eighth of it. A copy may be
 * served while a read would write nothing, so near hits cost no entry its life.
 */
final class CopyLife {
  private static final int COALESCED = 8;

  private final long access;

  /**
   * The lives of one cache.
   *
   * @param expiry whose answers never change
   */
  CopyLife(ExpiryRule expiry) {
    this.access = expiry.access();
  }

  /** Whether reads change no entry's life, so that a copy may be confirmed without one. */
  boolean rereads() {
    return access == Ttl.KEEP;
  }

  /** Whether an entry may have a copy at all. */
  boolean keeps(long expireAtMicros) {
    if (access == Ttl.KEEP) {
      return true;
    }
    return access == Ttl.ETERNAL ? expireAtMicros == 0 : expireAtMicros != 0 && access != 0;
  }

  /** Until when a copy may be served, by the ticker; now, if a read would shorten the life. */
  long deadline(CopyStore<?, ?> near, Question question, long expireAtMicros) {
    if (expireAtMicros == 0) {
      return Ttl.ETERNAL;
    }
    long end = near.localTime(question, expireAtMicros);
    if (access == Ttl.KEEP) {
      return end;
    }
    long now = near.now();
    boolean shortens = end - access - now > 0;
    return shortens ? now : end - (access - access / COALESCED);
  }
}
