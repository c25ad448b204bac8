package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Changes products, and after the database has committed what is cached of them. Of two changes of
 * one product at the same time the earlier one may stay in the cache; its expiry ends that. In the
 * database such changes are in order.
 */
@ApplicationScoped
public class ProductCatalogue {

  @Inject private ProductRepository repository;
  @Inject private Products products;
  @Inject private ProductLists lists;
  @Inject private Reports reports;

  /**
   * Changes a price: the product is replaced, whatever else shows the price is dropped.
   *
   * @return the changed product, or empty if there is no product with this number
   */
  public Optional<ProductView> changePrice(long id, BigDecimal price) {
    Optional<ProductView> changed = repository.changePrice(id, price);
    changed.ifPresent(
        product -> {
          products.changed(id, changed);
          dropListsWith(product);
        });
    return changed;
  }

  /**
   * Deletes a product.
   *
   * @return the product as it was, or empty if there was none with this number
   */
  public Optional<ProductView> delete(long id) {
    Optional<ProductView> deleted = repository.delete(id);
    deleted.ifPresent(
        product -> {
          products.changed(id, Optional.empty());
          dropListsWith(product);
        });
    return deleted;
  }

  private void dropListsWith(ProductView product) {
    lists.productsChanged(product.category());
    reports.productsChanged();
  }
}
