package io.nearfar.internal.near;

import io.nearfar.spi.Tags;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * What one node knows of the history of one segment of the far tier: which versions have overtaken
 * its copies, and until when that knowledge may be relied on. If the history turns out to be
 * another one, the object is {@link #end ended} and replaced as a whole: copies that refer to it,
 * and those that are still on their way, die with it.
 *
 * <p>Thread-safe, without locks but a short one for invalidations of tags. Versions only grow.
 */
public final class NearSegment {
  private static final int STRIPES = 64;
  private static final AtomicLongFieldUpdater<NearSegment> FLOOR =
      AtomicLongFieldUpdater.newUpdater(NearSegment.class, "floor");
  private static final AtomicLongFieldUpdater<NearSegment> CLEARED =
      AtomicLongFieldUpdater.newUpdater(NearSegment.class, "cleared");

  /** Two cache lines, in longs, because processors prefetch the neighbour. */
  private static final int LINES = 16;

  private static final int HIGH_WATER = LINES + STRIPES;

  /**
   * 8 KB, if tags are invalidated, and more if these are many different ones. Copies that lose a
   * clock by chance are only asked for again.
   */
  private static final int TAG_BITS = 10;

  /** Copies as of an older version are suspect: something was changed, and it is not known what. */
  private volatile long floor;

  /** Copies as of an older version are of entries that are gone. */
  private volatile long cleared;

  /** Until when copies may be served, by the cache's ticker. */
  private volatile long freshUntil;

  /**
   * Nanoseconds of the cache's ticker at the server's time 0, by the earliest estimate: so nothing
   * lives longer here than there.
   */
  private volatile long serverEpoch;

  private volatile boolean confirmed;

  private final TagClocks tagClocks = new TagClocks(TAG_BITS);

  /**
   * What every reply writes, out of reach of the lines of the fields above, which every hit reads.
   * First, by hash of the key: what is older than this must not become visible any more. Then the
   * newest version in any reply.
   */
  private final AtomicLongArray written = new AtomicLongArray(LINES + STRIPES + LINES);

  /**
   * A segment of which nothing is confirmed.
   *
   * @param version the newest version that is known of its history; 0 if nothing is
   * @param now the ticker's time
   */
  NearSegment(long version, long now) {
    this.floor = version;
    this.freshUntil = now;
    this.written.set(HIGH_WATER, version);
  }

  /** Whether a copy may be served that is a fact as of a version. */
  boolean serves(long asOf) {
    return asOf >= floor;
  }

  /** Until when anything of the segment may be served. */
  long freshUntil() {
    return freshUntil;
  }

  /** Whether a copy is of no use any more, not even to ask whether it still holds. */
  boolean buries(long asOf) {
    return asOf < cleared;
  }

  /** The newest version that any reply has shown. */
  long highWater() {
    return written.get(HIGH_WATER);
  }

  /** Takes note of the version of a reply. */
  void saw(long version) {
    raise(HIGH_WATER, version);
  }

  /** Whether a fact about a key has been overtaken before it got here. */
  boolean overtaken(Object key, long asOf) {
    return asOf < written.get(stripe(key));
  }

  /** From now on no older fact about a key becomes visible. */
  void overtake(Object key, long version) {
    raise(stripe(key), version);
  }

  private static int stripe(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return LINES + (hash >>> 26);
  }

  /** Makes older copies suspect. */
  void suspect(long version) {
    raise(FLOOR, version);
  }

  /** Buries older copies. */
  void clear(long version) {
    raise(CLEARED, version);
    raise(FLOOR, version);
  }

  /** When tags were last invalidated, for copies that carry some. */
  TagClocks tagClocks() {
    return tagClocks;
  }

  /** Makes copies suspect that carry a tag and are as of an older version. */
  void invalidate(Tags tags, long version) {
    tagClocks.invalidate(tags, version);
  }

  /** The history has ended: nothing of it is ever served again. */
  void end() {
    clear(Long.MAX_VALUE);
  }

  /** Whether {@link #end} was called. */
  boolean ended() {
    return floor == Long.MAX_VALUE;
  }

  /**
   * All that was acknowledged before a moment is known here.
   *
   * @param until when that is too long ago, by the ticker
   * @param epoch the ticker's time at the server's time 0, the earliest estimate
   */
  void confirm(long until, long epoch) {
    serverEpoch = epoch;
    freshUntil = until;
    confirmed = true;
  }

  /** Nothing is served until the next confirmation. */
  void bypass(long now) {
    freshUntil = now;
  }

  /** Whether the server's time is known. */
  boolean confirmed() {
    return confirmed;
  }

  /** The ticker's time at a time of the server, or a little earlier. */
  long localTime(long serverMicros) {
    return serverMicros * 1_000 + serverEpoch;
  }

  private void raise(AtomicLongFieldUpdater<NearSegment> number, long to) {
    long seen = number.get(this);
    while (to > seen && !number.compareAndSet(this, seen, to)) {
      seen = number.get(this);
    }
  }

  private void raise(int number, long to) {
    long seen = written.get(number);
    while (to > seen && !written.compareAndSet(number, seen, to)) {
      seen = written.get(number);
    }
  }
}
