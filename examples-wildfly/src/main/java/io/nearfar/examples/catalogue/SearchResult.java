package io.nearfar.examples.catalogue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a search has found, as the cache {@code searches} holds it.
 *
 * @param words what was looked for
 * @param products the best sellers among the products found, the best one first; may be empty
 */
public record SearchResult(String words, List<ProductView> products) implements Serializable {

  /** Takes a copy of the list. */
  public SearchResult {
    products = new ArrayList<>(products);
  }
}
