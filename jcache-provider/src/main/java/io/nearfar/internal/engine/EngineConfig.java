package io.nearfar.internal.engine;

import io.nearfar.config.CacheSettings;
import io.nearfar.spi.Copier;
import io.nearfar.spi.Ticker;
import io.nearfar.stats.CacheCounters;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a {@link CacheEngine} is made of.
 *
 * @param name the cache's name, for messages
 * @param settings topology and limits
 * @param far the tier that is shared by all JVMs; null = none
 * @param expiry when entries expire
 * @param copier keeps keys and values apart from the application's
 * @param loader where missing entries come from; null = nowhere
 * @param readThrough whether reads use the loader, or only {@link CacheEngine#loadAll}
 * @param writer where entries are written through to; null = nowhere
 * @param counters counts while statistics are on
 * @param background the shared threads
 * @param ticker the clock of all expiry
 * @param <K> the key type
 * @param <V> the value type
 */
public record EngineConfig<K, V>(
    String name,
    CacheSettings settings,
    @Nullable FarTier far,
    ExpiryRule expiry,
    Copier copier,
    @Nullable Loader<K, V> loader,
    boolean readThrough,
    @Nullable EntryWriter<K, V> writer,
    CacheCounters counters,
    Background background,
    Ticker ticker) {}
