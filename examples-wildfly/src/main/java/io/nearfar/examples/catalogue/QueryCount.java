package io.nearfar.examples.catalogue;

/**
 * How busy a server has kept the database.
 *
 * @param server the name of the server
 * @param queries statements it has sent since the application started there; a batch of inserts
 *     counts as one
 */
public record QueryCount(String server, long queries) {}
