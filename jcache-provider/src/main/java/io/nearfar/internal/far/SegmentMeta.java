package io.nearfar.internal.far;

import org.jspecify.annotations.Nullable;

/**
 * The clock of a segment; on the server three numbers of eight bytes, the third of which is for
 * tags.
 *
 * @param version the version of the newest change
 * @param cleared the version of the newest clear: entries of this or an older version are dead
 */
record SegmentMeta(long version, long cleared) {
  private static final int SIZE = 24;

  /**
   * Reads it.
   *
   * @param bytes what the server has; null if nothing
   * @return the clock; null if there is none, and so nothing in the segment is alive
   */
  static @Nullable SegmentMeta read(byte @Nullable [] bytes) {
    return bytes == null || bytes.length != SIZE
        ? null
        : new SegmentMeta(RecordFormat.number(bytes, 0), RecordFormat.number(bytes, 8));
  }
}
