package io.nearfar.internal.jcache;

import io.nearfar.config.ExpirySettings;
import io.nearfar.internal.engine.ExpiryRule;
import io.nearfar.internal.engine.FixedExpiry;
import io.nearfar.internal.near.Ttl;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** Expiry policies for the engine: the standard ones are asked once, all others each time. */
final class ExpiryRules {
  private static final Set<Class<?>> STATELESS =
      Set.of(
          EternalExpiryPolicy.class,
          CreatedExpiryPolicy.class,
          ModifiedExpiryPolicy.class,
          AccessedExpiryPolicy.class,
          TouchedExpiryPolicy.class);

  private static final java.time.Duration LONGEST = java.time.Duration.ofNanos(Ttl.LONGEST);

  private ExpiryRules() {}

  static ExpiryRule of(CacheIdentity cache, ExpiryPolicy policy) {
    if (STATELESS.contains(policy.getClass())) {
      return new FixedExpiry(
          creation(policy.getExpiryForCreation()),
          nanos(policy.getExpiryForUpdate()),
          nanos(policy.getExpiryForAccess()));
    }
    return new PolicyExpiry(cache, policy);
  }

  static ExpiryRule of(ExpirySettings settings) {
    java.time.Duration created = settings.afterCreation();
    return new FixedExpiry(
        created == null ? Ttl.ETERNAL : nanos(created),
        nanos(settings.afterUpdate()),
        nanos(settings.afterAccess()));
  }

  /**
   * Names a rule for those who have to have the same one. That of the application is just that: its
   * class may be a proxy with another name in each JVM.
   */
  static String nameOf(ExpiryRule rule) {
    return rule instanceof FixedExpiry fixed
        ? "creation=%s update=%s access=%s"
            .formatted(nameOf(fixed.creation()), nameOf(fixed.update()), nameOf(fixed.access()))
        : "application";
  }

  private static String nameOf(long ttl) {
    if (ttl == Ttl.ETERNAL) {
      return "eternal";
    }
    return ttl == Ttl.KEEP ? "unchanged" : java.time.Duration.ofNanos(ttl).toString();
  }

  private static long nanos(java.time.@Nullable Duration duration) {
    if (duration == null) {
      return Ttl.KEEP;
    }
    if (duration.equals(ExpirySettings.FOREVER)) {
      return Ttl.ETERNAL;
    }
    return duration.compareTo(LONGEST) > 0 ? Ttl.LONGEST : duration.toNanos();
  }

  /** A new entry has no remaining time that could stay: no answer means for ever. */
  static long creation(@Nullable Duration duration) {
    long nanos = nanos(duration);
    return nanos == Ttl.KEEP ? Ttl.ETERNAL : nanos;
  }

  static long nanos(@Nullable Duration duration) {
    if (duration == null) {
      return Ttl.KEEP;
    }
    if (duration.isEternal()) {
      return Ttl.ETERNAL;
    }
    TimeUnit unit = duration.getTimeUnit();
    return Math.min(unit.toNanos(duration.getDurationAmount()), Ttl.LONGEST);
  }
}
