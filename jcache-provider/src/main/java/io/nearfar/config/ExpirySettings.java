package io.nearfar.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When entries expire, as given in the configuration file or by the builder; used by a cache whose
 * JSR-107 configuration names no expiry policy of its own. Immutable and thread-safe.
 *
 * <p>A duration that does not fit into {@code long} nanoseconds (292 years) counts as {@link
 * #FOREVER}, so {@link Duration#toNanos()} works on every component.
 *
 * @param afterCreation time to live of a new entry; null = eternal, zero = expires at once
 * @param afterUpdate time to live from an update on; null = the remaining time stays, {@link
 *     #FOREVER} = eternal from then on, zero = expires at once
 * @param afterAccess time to live from a read on; null = the remaining time stays, {@link #FOREVER}
 *     = eternal from then on, zero = expires at once
 */
public record ExpirySettings(
    @Nullable Duration afterCreation,
    @Nullable Duration afterUpdate,
    @Nullable Duration afterAccess) {

  /** The time to live that never ends: {@code Long.MAX_VALUE} nanoseconds. */
  public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /** Entries never expire. */
  public static final ExpirySettings ETERNAL = new ExpirySettings(null, null, null);

  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public ExpirySettings {
    afterCreation = bounded("afterCreation", afterCreation);
    afterUpdate = bounded("afterUpdate", afterUpdate);
    afterAccess = bounded("afterAccess", afterAccess);
    if (FOREVER.equals(afterCreation)) {
      afterCreation = null;
    }
  }

  private static @Nullable Duration bounded(String name, @Nullable Duration duration) {
    if (duration == null) {
      return null;
    }
    if (duration.isNegative()) {
      throw new IllegalArgumentException(ConfigMessages.negative(name, duration));
    }
    return capped(duration);
  }

  static Duration capped(Duration duration) {
    return duration.compareTo(FOREVER) > 0 ? FOREVER : duration;
  }

  /** From the table's values; a time that is not there is null. */
  static ExpirySettings of(Map<Setting, ?> values) {
    return new ExpirySettings(
        time(values, Setting.EXPIRY_AFTER_CREATION),
        time(values, Setting.EXPIRY_AFTER_UPDATE),
        time(values, Setting.EXPIRY_AFTER_ACCESS));
  }

  private static @Nullable Duration time(Map<Setting, ?> values, Setting setting) {
    Duration time = (Duration) values.get(setting);
    return Setting.UNCHANGED.equals(time) ? null : time;
  }
}
