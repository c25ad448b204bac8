package io.nearfar.cdi;

import io.nearfar.cache.NearfarCache;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;

/**
 * The tags of a cache of Nearfar, for test classes that are also loaded where there is none: its
 * classes are in no signature here.
 */
final class TestTags {
  private final Cache<Object, Object> cache;

  TestTags(Cache<Object, Object> cache) {
    this.cache = cache;
  }

  @SuppressWarnings("unchecked") // the class literal has no type arguments
  Map<String, Long> tags() {
    return cache.unwrap(NearfarCache.class).tags();
  }

  @SuppressWarnings("unchecked") // the class literal has no type arguments
  Set<Object> keysOf(String tag) {
    return cache.unwrap(NearfarCache.class).keysOf(tag, Integer.MAX_VALUE);
  }

  void invalidateTag(String tag) {
    cache.unwrap(NearfarCache.class).invalidateTag(tag);
  }
}
