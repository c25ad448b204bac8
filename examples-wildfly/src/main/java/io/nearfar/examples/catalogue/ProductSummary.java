package io.nearfar.examples.catalogue;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * A product in a list.
 *
 * @param id the product's number
 * @param name its name
 * @param price what it costs
 */
public record ProductSummary(long id, String name, BigDecimal price) implements Serializable {}
