package io.nearfar.internal.jcache;

import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.TagDependencies;
import io.nearfar.internal.engine.CacheEngine;
import io.nearfar.spi.Copier;
import io.nearfar.stats.CacheCounters;
import io.nearfar.stats.LoadCounters;

/**
 * What a {@link CacheFactory} has made for one cache.
 *
 * @param identity which cache it is
 * @param configuration the effective configuration
 * @param tagDependencies which tags are invalidated with others
 * @param engine does the work
 * @param copier for events
 * @param counters the statistics
 * @param loads counts what is loaded
 * @param tasks runs loads and asynchronous listeners
 * @param userObjects to be closed with the cache
 */
record CacheParts<K, V>(
    CacheIdentity identity,
    NearfarConfiguration<K, V> configuration,
    TagDependencies tagDependencies,
    CacheEngine<K, V> engine,
    Copier copier,
    CacheCounters counters,
    LoadCounters loads,
    CacheTasks tasks,
    UserObjects userObjects) {}
