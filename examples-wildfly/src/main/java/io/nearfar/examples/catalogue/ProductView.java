package io.nearfar.examples.catalogue;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * A product as clients see it, and as the cache {@code products} holds it.
 *
 * @param id the product's number
 * @param name its name
 * @param description some sentences about it
 * @param category the name of its category
 * @param supplier the name of its supplier
 * @param price what it costs
 */
public record ProductView(
    long id, String name, String description, String category, String supplier, BigDecimal price)
    implements Serializable {}
