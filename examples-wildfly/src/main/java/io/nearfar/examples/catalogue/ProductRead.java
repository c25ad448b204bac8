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
 * @param heard the number of the last {@link HeardChange} that the server knew of before it read; 0
 *     if it knew of none
 */
public record ProductRead(
    String server, ProductView product, Answered answered, double micros, Instant at, long heard) {}
