package io.nearfar.internal.near;

import io.nearfar.spi.Tags;
import org.jspecify.annotations.Nullable;

/**
 * What a reply of the far tier says about one entry.
 *
 * @param asOf the version as of which it is true; 1 or more
 * @param value the value, the cache's own; null if there is no entry, or its value is not known
 * @param shared whether the value may be handed out as it is
 * @param entryVersion the version of the entry; 0 if there is none, or it is not known
 * @param deadline until when the copy may be served, by the ticker; {@link Ttl#ETERNAL} = no end
 * @param tags of the entry; of no meaning without the value
 */
public record Fact<V>(
    long asOf, @Nullable V value, boolean shared, long entryVersion, long deadline, Tags tags) {

  /**
   * What a reply says about an entry without tags.
   *
   * @param asOf the version as of which it is true; 1 or more
   * @param value the value, the cache's own; null if there is no entry, or its value is not known
   * @param shared whether the value may be handed out as it is
   * @param entryVersion the version of the entry; 0 if there is none, or it is not known
   * @param deadline until when the copy may be served, by the ticker
   */
  public Fact(long asOf, @Nullable V value, boolean shared, long entryVersion, long deadline) {
    this(asOf, value, shared, entryVersion, deadline, Tags.NONE);
  }

  /** There is no entry, or nothing is known of it but that older copies may be wrong. */
  public static <V> Fact<V> unknown(long asOf) {
    return new Fact<>(asOf, null, false, 0, 0);
  }

  /** Whether it is newer than a copy; or as new, and says how long the entry lives now. */
  boolean tellsMoreThan(Copy<V> copy) {
    return asOf > copy.version()
        || (asOf == copy.version() && entryVersion != 0 && entryVersion >= copy.entryVersion());
  }

  /** Not the value, which may be personal data. */
  @Override
  public String toString() {
    return "Fact as of " + asOf;
  }
}
