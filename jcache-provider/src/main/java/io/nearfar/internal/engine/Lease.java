package io.nearfar.internal.engine;

import io.nearfar.spi.FarStore;
import org.jspecify.annotations.Nullable;

/**
 * What a load finds when it begins.
 *
 * @param there the live entry; null if there is none, and so something to load
 * @param claim what the loaded value is stored over, in a cache with a far tier; null in others,
 *     where a {@link Flight} is enough
 */
record Lease<V>(@Nullable Snapshot<V> there, @Nullable Claim claim) {

  /**
   * What must still be in the far store when a loaded value is stored there. Whatever invalidates
   * the entry, in any JVM, makes it void.
   *
   * @param condition a token, or the version of an entry
   * @param version of which number
   * @param creates whether there is nothing, as far as anybody can read
   * @param asOf the newest version of the segment when the load began
   */
  record Claim(FarStore.Condition condition, long version, boolean creates, long asOf) {

    /** Whether a load that has this claim has begun before one that has the other. */
    boolean olderThan(@Nullable Claim other) {
      return other != null && version < other.version;
    }
  }
}
