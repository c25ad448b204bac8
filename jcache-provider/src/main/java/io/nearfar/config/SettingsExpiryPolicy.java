package io.nearfar.config;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** {@link ExpirySettings} as the standard's policy, for whoever asks a configuration for one. */
record SettingsExpiryPolicy(
    java.time.@Nullable Duration afterCreation,
    java.time.@Nullable Duration afterUpdate,
    java.time.@Nullable Duration afterAccess)
    implements ExpiryPolicy, Serializable {

  static Factory<ExpiryPolicy> factoryOf(ExpirySettings settings) {
    if (settings.equals(ExpirySettings.ETERNAL)) {
      return EternalExpiryPolicy.factoryOf();
    }
    return new FactoryBuilder.SingletonFactory<>(
        new SettingsExpiryPolicy(
            settings.afterCreation(), settings.afterUpdate(), settings.afterAccess()));
  }

  @Override
  public Duration getExpiryForCreation() {
    return afterCreation == null ? Duration.ETERNAL : standard(afterCreation);
  }

  @Override
  public @Nullable Duration getExpiryForUpdate() {
    return afterUpdate == null ? null : standard(afterUpdate);
  }

  @Override
  public @Nullable Duration getExpiryForAccess() {
    return afterAccess == null ? null : standard(afterAccess);
  }

  /** The standard counts in milliseconds at best: rounded up, so nothing expires early. */
  private static Duration standard(java.time.Duration duration) {
    if (duration.equals(ExpirySettings.FOREVER)) {
      return Duration.ETERNAL;
    }
    if (duration.isZero()) {
      return Duration.ZERO;
    }
    return new Duration(TimeUnit.MILLISECONDS, duration.plusNanos(999_999).toMillis());
  }
}
