package io.nearfar.internal.engine;

import io.nearfar.spi.Tags;

/**
 * An entry without its value.
 *
 * @param key its key, not to be changed
 * @param tags those that it carries
 * @param <K> the key type
 */
public record Carrier<K>(K key, Tags tags) {}
