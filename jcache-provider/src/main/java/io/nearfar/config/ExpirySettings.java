package io.nearfar.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When entries expire, as given in the configuration file; used by a cache whose JSR-107
 * configuration names no expiry policy of its own.
 *
 * @param afterCreation time to live of a new entry; null = eternal, zero = expires at once
 * @param afterUpdate time to live from an update on; null = the remaining time stays
 * @param afterAccess time to live from a read on; null = the remaining time stays
 */
public record ExpirySettings(
    @Nullable Duration afterCreation,
    @Nullable Duration afterUpdate,
    @Nullable Duration afterAccess) {

  /** Entries never expire. */
  public static final ExpirySettings ETERNAL = new ExpirySettings(null, null, null);
}
