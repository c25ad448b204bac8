package io.nearfar.internal.far;

import org.jspecify.annotations.Nullable;

/**
 * The clock of a segment; on the server three numbers of eight bytes.
 *
 * @param version the version of the newest change
 * @param cleared the version of the newest clear: entries of this or an older version are dead
 * @param floor entries with tags that are of this or an older version are dead; 0 if there is none
 *     with tags, see {@code tags.lua}
 */
record SegmentMeta(long version, long cleared, long floor) {
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
        : new SegmentMeta(
            RecordFormat.number(bytes, 0),
            RecordFormat.number(bytes, 8),
            RecordFormat.number(bytes, 16));
  }
}
