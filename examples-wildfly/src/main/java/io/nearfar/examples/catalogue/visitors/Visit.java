package io.nearfar.examples.catalogue.visitors;

/**
 * A visitor's look at a product.
 *
 * @param product its number
 * @param visits how often it was looked at, by all visitors
 */
public record Visit(long product, long visits) {}
