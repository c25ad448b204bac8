package io.nearfar.cdi.internal.caches;

import io.nearfar.cdi.CacheLevels;
import io.nearfar.cdi.internal.messages.CdiMessages;
import java.time.Duration;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** Checks that a cache which others have made is what methods want. */
final class WishChecks {
  private WishChecks() {}

  /**
   * Checks a cache.
   *
   * @param isOurs whether it is of Nearfar
   * @throws CacheException if it is not what is wanted
   */
  static void check(Cache<?, ?> cache, CacheWish wish, boolean isOurs) {
    Duration wanted = wish.ttl();
    if (wanted != null) {
      javax.cache.expiry.Duration found = expiry(cache);
      if (found == null || found.isEternal() || found.getAdjustedTime(0) != wanted.toMillis()) {
        throw new CacheException(
            CdiMessages.otherTtl(cache.getName(), wanted.toString(), text(found)));
      }
    }
    checkLevels(cache, wish.levels(), isOurs);
  }

  /** Null if the configuration does not tell. */
  private static javax.cache.expiry.@Nullable Duration expiry(Cache<?, ?> cache) {
    @SuppressWarnings("unchecked") // the class literal has no type arguments
    Configuration<?, ?> configuration = cache.getConfiguration(Configuration.class);
    if (!(configuration instanceof CompleteConfiguration<?, ?> complete)) {
      return null;
    }
    ExpiryPolicy policy = complete.getExpiryPolicyFactory().create();
    return policy.getExpiryForCreation();
  }

  private static String text(javax.cache.expiry.@Nullable Duration found) {
    if (found == null) {
      return "a time that it does not tell";
    }
    return found.isEternal() ? "ever" : Duration.ofMillis(found.getAdjustedTime(0)).toString();
  }

  private static void checkLevels(Cache<?, ?> cache, CacheLevels wanted, boolean isOurs) {
    if (wanted == CacheLevels.CONFIGURED) {
      return;
    }
    if (!isOurs) {
      throw new CacheException(
          CdiMessages.otherLevels(
              cache.getName(), wanted.name(), "it is none of Nearfar's, and has no such levels"));
    }
    String found = NearfarSetup.topology(cache);
    if (!found.equals(wanted.name())) {
      throw new CacheException(
          CdiMessages.otherLevels(
              cache.getName(), wanted.name(), "it was made by others with " + found));
    }
  }
}
