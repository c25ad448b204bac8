package io.nearfar.spi;

/**
 * The announcement of a change in one segment of a cache.
 *
 * @param segment the segment's number
 * @param previous the version of the segment before the change: what the receiver must have seen,
 *     or else it has missed something
 * @param version the version of the change
 * @param origin who made it: {@link FarStore#origin()}
 * @param subject what was changed
 */
public record Invalidation(int segment, long previous, long version, long origin, Subject subject) {

  /** What an invalidation is about. */
  public sealed interface Subject {}

  /**
   * One entry.
   *
   * @param bytes the encoded key
   * @param stored whether a value was stored; otherwise the entry was removed
   */
  @SuppressWarnings("ArrayRecordComponent") // Carried, never compared.
  public record Key(byte[] bytes, boolean stored) implements Subject {}

  /** All entries of the segment. */
  public record Everything() implements Subject {}

  /**
   * The entries of the segment that carry one of some tags.
   *
   * @param tags the tags
   */
  public record Tagged(Tags tags) implements Subject {}

  /** Entries of the segment that are being looked for: copies of any have to ask. */
  public record Fence() implements Subject {}
}
