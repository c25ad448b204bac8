package io.nearfar.internal.far;

/**
 * What the announcements of one store begin with; made once, because every change has one.
 * Immutable and thread-safe.
 */
final class MessageHeads {
  private final long origin;
  private final byte[][] stored = new byte[Segments.COUNT][];
  private final byte[][] removed = new byte[Segments.COUNT][];
  private final byte[][] cleared = new byte[Segments.COUNT][];

  /**
   * The heads of one store.
   *
   * @param origin what tells its announcements from those of others
   */
  MessageHeads(long origin) {
    this.origin = origin;
    for (int i = 0; i < Segments.COUNT; i++) {
      stored[i] = MessageFormat.head(MessageFormat.STORED, i, origin);
      removed[i] = MessageFormat.head(MessageFormat.REMOVED, i, origin);
      cleared[i] = MessageFormat.head(MessageFormat.EVERYTHING, i, origin);
    }
  }

  /** What tells the announcements of this store from those of others. */
  long origin() {
    return origin;
  }

  /** An entry of a segment was stored; not to be changed. */
  byte[] stored(int segment) {
    return stored[segment];
  }

  /** An entry of a segment was removed; not to be changed. */
  byte[] removed(int segment) {
    return removed[segment];
  }

  /** All entries of a segment are gone; not to be changed. */
  byte[] cleared(int segment) {
    return cleared[segment];
  }

  /** For nobody; not to be changed. */
  byte[] forNobody() {
    return MessageFormat.head(MessageFormat.NOTHING, 0, origin);
  }
}
