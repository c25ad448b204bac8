package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Optional;
import javax.cache.Cache;

/**
 * Products, from the cache if it has them, else from the database.
 *
 * <p>A read that runs while a price changes may put the old price back after the change has removed
 * it; the expiry of the cache ends that.
 */
@ApplicationScoped
public class ProductCatalogue {

  @Inject private ProductRepository repository;
  @Inject private Reports reports;
  @Inject private Cache<Long, ProductView> products;
  @Inject private Cache<String, CategoryListing> categories;

  /** The product with a number, if there is one. A number without a product is not cached. */
  public Optional<ProductView> find(long id) {
    ProductView cached = products.get(id);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<ProductView> loaded = repository.find(id);
    loaded.ifPresent(product -> products.put(id, product));
    return loaded;
  }

  /** The products of a category; an empty list, not cached, if there is no such category. */
  public CategoryListing findByCategory(String category) {
    CategoryListing cached = categories.get(category);
    if (cached != null) {
      return cached;
    }
    CategoryListing loaded = repository.findByCategory(category);
    if (!loaded.products().isEmpty()) {
      categories.put(category, loaded);
    }
    return loaded;
  }

  /**
   * Changes a price. Everything cached that shows it is dropped, after the database has committed.
   *
   * @return the changed product, or empty if there is no product with this number
   */
  public Optional<ProductView> changePrice(long id, BigDecimal price) {
    Optional<ProductView> changed = repository.changePrice(id, price);
    changed.ifPresent(
        product -> {
          products.remove(id);
          categories.remove(product.category());
          reports.pricesChanged();
        });
    return changed;
  }
}
