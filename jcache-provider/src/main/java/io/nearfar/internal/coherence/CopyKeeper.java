package io.nearfar.internal.coherence;

import io.nearfar.spi.Tags;

/**
 * Keeps copies, and is told what has become of the originals. All methods are called on one thread
 * at a time, do not block, and never fail.
 */
public interface CopyKeeper {

  /**
   * An entry was changed.
   *
   * @param segment its segment
   * @param key the encoded key
   * @param version as of which older copies are wrong
   * @return whether a copy was dropped
   */
  boolean changed(int segment, byte[] key, long version);

  /**
   * All entries of a segment are gone that are not newer.
   *
   * @param segment the segment
   * @param version the version of the removal
   */
  void cleared(int segment, long version);

  /**
   * The entries of a segment are gone that carry a tag and are not newer.
   *
   * @param segment the segment
   * @param tags any of which they carry
   * @param version the version of the invalidation
   */
  void tagged(int segment, Tags tags, long version);

  /**
   * Announcements were lost: any entry of a segment may have been changed.
   *
   * @param segment the segment
   * @param version copies as of an older one are suspect
   */
  void suspect(int segment, long version);

  /**
   * A segment has another history than was thought: no copy of it is worth anything.
   *
   * @param segment the segment
   * @param version how far the history has come
   */
  void forked(int segment, long version);

  /**
   * All changes to a segment have been announced that were acknowledged before a moment.
   *
   * @param segment the segment
   * @param askedNanos the moment, by the cache's ticker
   * @param serverMicros the server's time at that moment or a little later
   */
  void confirmed(int segment, long askedNanos, long serverMicros);

  /**
   * Copies of a segment must not be served until it is confirmed again.
   *
   * @param segment the segment
   */
  void bypassed(int segment);

  /**
   * The newest version of a segment that any reply of the far tier has shown.
   *
   * @param segment the segment
   * @return the version; 0 if none is known
   */
  long highWater(int segment);
}
