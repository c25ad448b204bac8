package io.nearfar.examples.catalogue;

import java.time.Instant;

/**
 * What this server has heard of a change that another one has made to a cache.
 *
 * @param number 1, 2, 3, in the order in which the changes were heard
 * @param at when
 * @param cache the name of the cache
 * @param what what has happened to its entries; names tags and keys, never values
 */
public record HeardChange(long number, Instant at, String cache, String what) {}
