package io.nearfar.internal.engine;

import io.nearfar.spi.Codec;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.InvalidationChannel;
import org.jspecify.annotations.Nullable;

/**
 * The far tier of one cache.
 *
 * @param store where the entries are, as bytes; closed with the engine
 * @param channel brings the changes of all nodes, closed with the engine; null if the cache keeps
 *     no copies
 * @param codec what the bytes mean
 * @param keyType the class of the cache's keys: what is of another one is not an entry of it
 * @param valueType the class of its values, likewise
 * @param patience how long threads wait for each other's changes of an entry
 */
public record FarTier(
    FarStore store,
    @Nullable InvalidationChannel channel,
    Codec codec,
    Class<?> keyType,
    Class<?> valueType,
    Patience patience) {}
