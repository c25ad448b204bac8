package io.nearfar.internal.jcache;

import javax.cache.CacheException;
import javax.cache.configuration.Factory;

/** Calls application factories. */
final class Factories {
  private Factories() {}

  /**
   * Makes an object.
   *
   * @throws CacheException if the factory fails or makes nothing
   */
  static <T> T create(CacheIdentity cache, Factory<? extends T> factory, String what) {
    T made;
    try {
      made = factory.create();
    } catch (Exception e) {
      throw new CacheException(
          JCacheMessages.factoryFailed(cache.name(), cache.manager(), what), e);
    }
    if (made == null) {
      throw new CacheException(JCacheMessages.factoryFailed(cache.name(), cache.manager(), what));
    }
    return made;
  }
}
