package io.nearfar.internal.engine;

import io.nearfar.internal.coherence.CopyKeeper;
import io.nearfar.internal.near.CopyStore;
import io.nearfar.spi.Tags;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Lets the near tier hear what the link has to say. */
final class Announcements<K, V> implements CopyKeeper {
  private static final Logger LOGGER = System.getLogger(Announcements.class.getName());

  private final CopyStore<K, V> near;
  private final Decoding<K, V> decoding;
  private final long maxStalenessNanos;
  private final Runnable sweep;

  /**
   * For one cache.
   *
   * @param maxStaleness how long copies are served without a confirmation
   * @param sweep frees the copies of entries that are gone, soon
   */
  Announcements(
      CopyStore<K, V> near, Decoding<K, V> decoding, Duration maxStaleness, Runnable sweep) {
    this.near = near;
    this.decoding = decoding;
    this.maxStalenessNanos = maxStaleness.toNanos();
    this.sweep = sweep;
  }

  @Override
  public boolean changed(int segment, byte[] key, long version) {
    try {
      K changed = decoding.key(key);
      if (changed != null) {
        return near.changed(segment, changed, version);
      }
    } catch (RuntimeException | Error e) {
      // A class that can't be loaded any more, or whose equals fails.
      LOGGER.log(Level.DEBUG, "A changed key can't be looked up", e);
    }
    // Which copy it is, nobody knows.
    near.suspect(segment, version);
    return false;
  }

  @Override
  public void cleared(int segment, long version) {
    near.cleared(segment, version);
    sweep();
  }

  @Override
  public void tagged(int segment, Tags tags, long version) {
    try {
      near.tagged(segment, tags, version);
    } catch (RuntimeException | Error e) {
      // Memory is short, for instance. An announcement is not told twice.
      LOGGER.log(Level.DEBUG, "Invalidated tags can't be noted", e);
      near.suspect(segment, version);
    }
  }

  /** That memory is freed later than it could be is no reason not to go on. */
  private void sweep() {
    try {
      sweep.run();
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.DEBUG, "Dead copies are not swept now", e);
    }
  }

  @Override
  public void suspect(int segment, long version) {
    near.suspect(segment, version);
  }

  @Override
  public void forked(int segment, long version) {
    near.forked(segment, version);
    sweep();
  }

  @Override
  public void confirmed(int segment, long askedNanos, long serverMicros) {
    near.confirm(segment, askedNanos + maxStalenessNanos, askedNanos - serverMicros * 1_000);
  }

  @Override
  public void bypassed(int segment) {
    near.bypass(segment);
  }

  @Override
  public long highWater(int segment) {
    return near.highWater(segment);
  }
}
