package io.nearfar.internal.engine;

import io.nearfar.spi.Codec;
import io.nearfar.spi.FarStore;

/**
 * The far tier of one cache.
 *
 * @param store where the entries are, as bytes; closed with the engine
 * @param codec what the bytes mean
 */
public record FarTier(FarStore store, Codec codec) {}
