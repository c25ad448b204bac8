package io.nearfar.cdi.internal.caches;

import io.nearfar.cdi.CacheLevels;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What methods want of a cache.
 *
 * @param types the names of the classes that they store
 * @param ttl how long values live; null = as configured
 * @param levels where they are
 */
record CacheWish(Set<String> types, @Nullable Duration ttl, CacheLevels levels) {}
