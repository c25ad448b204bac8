package io.nearfar.examples.catalogue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The products of a category, as the cache {@code categories} holds them.
 *
 * @param category the name of the category
 * @param products all of its products, ordered by number; empty if there is no such category
 */
public record CategoryListing(String category, List<ProductSummary> products)
    implements Serializable {

  /** Takes a copy of the list. */
  public CategoryListing {
    products = new ArrayList<>(products);
  }
}
