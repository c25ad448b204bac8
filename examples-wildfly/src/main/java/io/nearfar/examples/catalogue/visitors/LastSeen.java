package io.nearfar.examples.catalogue.visitors;

import io.nearfar.cdi.CachePolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

/**
 * Which product each visitor has looked at last, on whichever server, for half an hour. No database
 * knows it: what is not in the cache is not known.
 */
@ApplicationScoped
@CacheDefaults(cacheName = "last-seen")
@CachePolicy(ttl = "30m")
public class LastSeen {

  /** The number of the product, if it is known; that it is not is cached, too. */
  @CacheResult
  public Optional<Long> of(String visitor) {
    return Optional.empty();
  }

  /** Remembers what a visitor looks at. */
  @CachePut
  public void remember(@CacheKey String visitor, @CacheValue Optional<Long> product) {}

  /** Forgets a visitor. */
  @CacheRemove
  public void forget(String visitor) {}

  /** Forgets all visitors. */
  @CacheRemoveAll
  public void forgetAll() {}
}
