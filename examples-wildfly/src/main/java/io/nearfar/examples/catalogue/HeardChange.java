package io.nearfar.examples.catalogue;

import java.time.Instant;

/**
 * A change to a cache that this server has heard of from another one, or has made itself.
 *
 * @param number 1, 2, 3, in the order in which this server came to know of the changes
 * @param at when it did
 * @param cache the name of the cache
 * @param what what has happened to its entries; names tags and keys, never values
 * @param own whether this server has made the change
 */
public record HeardChange(long number, Instant at, String cache, String what, boolean own) {}
