package io.nearfar.internal.far;

/**
 * What the announcements of one store begin with; made once, because every change has one.
 * Immutable and thread-safe.
 */
final class MessageHeads {
  private final long origin;
  private final byte[][] stored;
  private final byte[][] removed;
  private final byte[][] cleared;
  private final byte[][] tagged;
  private final byte[][] fenced;

  /**
   * The heads of one store.
   *
   * @param segments those of its cache
   * @param origin what tells its announcements from those of others
   */
  MessageHeads(Segments segments, long origin) {
    this.origin = origin;
    int count = segments.count();
    stored = new byte[count][];
    removed = new byte[count][];
    cleared = new byte[count][];
    tagged = new byte[count][];
    fenced = new byte[count][];
    for (int i = 0; i < count; i++) {
      stored[i] = MessageFormat.head(MessageFormat.STORED, i, origin);
      removed[i] = MessageFormat.head(MessageFormat.REMOVED, i, origin);
      cleared[i] = MessageFormat.head(MessageFormat.EVERYTHING, i, origin);
      tagged[i] = MessageFormat.head(MessageFormat.TAGGED, i, origin);
      fenced[i] = MessageFormat.head(MessageFormat.FENCE, i, origin);
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

  /** Entries of a segment that carry one of some tags are gone; not to be changed. */
  byte[] tagged(int segment) {
    return tagged[segment];
  }

  /** Entries of a segment are being looked for; not to be changed. */
  byte[] fenced(int segment) {
    return fenced[segment];
  }
}
