package io.nearfar.examples.catalogue;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a discount has changed.
 *
 * @param supplierId the number of the supplier whose products cost less now
 * @param products how many these are
 * @param lowestPrice the price of the cheapest of them
 * @param categories the names of their categories, each once
 */
public record Discount(
    long supplierId, long products, BigDecimal lowestPrice, List<String> categories) {

  /** Takes a copy of the list. */
  public Discount {
    categories = List.copyOf(categories);
  }
}
