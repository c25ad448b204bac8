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
 * @param supplierId the number of its supplier
 * @param supplier the supplier's name
 * @param price what it costs
 */
public record ProductView(
    long id,
    String name,
    String description,
    String category,
    long supplierId,
    String supplier,
    BigDecimal price)
    implements Serializable {}
