package io.nearfar.examples.catalogue;

import java.time.Instant;

/**
 * A product as one server has read it through its cache, and what that took.
 *
 * @param server the name of the server
 * @param product what it has read
 * @param answered who has answered
 * @param micros how long it took, in microseconds
 * @param at when
 */
public record ProductRead(
    String server, ProductView product, Answered answered, double micros, Instant at) {}
