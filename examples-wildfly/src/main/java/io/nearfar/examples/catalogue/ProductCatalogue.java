package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Optional;
import javax.cache.Cache;

/**
 * Products, from the cache if it has them, else from the database.
 *
 * <p>A read of a product that runs while it is changed may put the old one back after the change
 * has replaced it, and of two changes at the same time the earlier one may stay; the expiry of the
 * cache ends that. In the database such changes are in order.
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
   * Changes a price, and after the database has committed what is cached: the product is replaced,
   * so that no server has to ask the database for it; whatever else shows the price is dropped.
   *
   * @return the changed product, or empty if there is no product with this number
   */
  public Optional<ProductView> changePrice(long id, BigDecimal price) {
    Optional<ProductView> changed = repository.changePrice(id, price);
    changed.ifPresent(
        product -> {
          products.put(id, product);
          dropListsWith(product);
        });
    return changed;
  }

  /**
   * Deletes a product, and after the database has committed everything cached that shows it.
   *
   * @return the product as it was, or empty if there was none with this number
   */
  public Optional<ProductView> delete(long id) {
    Optional<ProductView> deleted = repository.delete(id);
    deleted.ifPresent(
        product -> {
          products.remove(id);
          dropListsWith(product);
        });
    return deleted;
  }

  private void dropListsWith(ProductView product) {
    categories.remove(product.category());
    reports.productsChanged();
  }
}
