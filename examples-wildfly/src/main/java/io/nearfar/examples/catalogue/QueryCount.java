package io.nearfar.examples.catalogue;

/**
 * How busy the database was.
 *
 * @param queries statements sent since the application started; a batch of inserts counts as one
 */
public record QueryCount(long queries) {}
