package io.nearfar.examples.catalogue;

import io.nearfar.cdi.BatchInvalidation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Changes products, and drops what is cached of them, in the transaction of the caller: all caches
 * are told together, what they hold is dropped after the commit, and stays as it is after a
 * rollback. From the change to the commit no server can cache what the change is about.
 */
@ApplicationScoped
@BatchInvalidation
public class ProductCatalogue {

  @Inject private ProductRepository repository;
  @Inject private Products products;
  @Inject private ProductLists lists;
  @Inject private Searches searches;
  @Inject private Reports reports;

  /**
   * Changes a price.
   *
   * @return the changed product, or empty if there is no product with this number
   */
  public Optional<ProductView> changePrice(long id, BigDecimal price) {
    Optional<ProductView> changed = repository.changePrice(id, price);
    changed.ifPresent(this::dropWhatShows);
    return changed;
  }

  /**
   * Deletes a product.
   *
   * @return the product as it was, or empty if there was none with this number
   */
  public Optional<ProductView> delete(long id) {
    Optional<ProductView> deleted = repository.delete(id);
    deleted.ifPresent(this::dropWhatShows);
    return deleted;
  }

  /**
   * Takes an amount off the price of each product of a supplier. Nobody has to know which of them
   * are cached, nor their numbers: their tag says it.
   *
   * @return what has changed, or empty if the supplier has no products
   */
  public Optional<Discount> discount(long supplierId, BigDecimal amount) {
    Optional<Discount> discount = repository.discount(supplierId, amount);
    discount.ifPresent(
        given -> {
          products.supplierChanged(supplierId);
          searches.supplierChanged(supplierId);
          dropListsOf(given.categories());
        });
    return discount;
  }

  /** Drops whatever is cached of a category, because somebody else has changed it. */
  public void forgetCategory(String category) {
    products.categoriesChanged(List.of(category));
    searches.categoriesChanged(List.of(category));
    dropListsOf(List.of(category));
  }

  private void dropWhatShows(ProductView product) {
    products.changed(product.id());
    searches.productChanged(product.id());
    dropListsOf(List.of(product.category()));
  }

  private void dropListsOf(List<String> categories) {
    lists.productsChanged(categories);
    reports.productsChanged(categories);
  }
}
