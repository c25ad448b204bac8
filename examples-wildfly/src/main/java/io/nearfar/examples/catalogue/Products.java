package io.nearfar.examples.catalogue;

import io.nearfar.cdi.CacheTags;
import io.nearfar.cdi.InvalidateTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;

/** Single products, from the cache if it has them, else from the database. */
@ApplicationScoped
@CacheDefaults(cacheName = "products")
public class Products {

  @Inject private ProductRepository repository;

  /**
   * The product with a number, if there is one; that there is none is cached, too, and has only the
   * first tag then.
   */
  @CacheResult
  @CacheTags({"product:{id}", "category:{result.category}", "supplier:{result.supplierId}"})
  public Optional<ProductView> find(long id) {
    return repository.find(id);
  }

  /** Drops a product, because it has changed. */
  @InvalidateTags("product:{id}")
  public void changed(long id) {}

  /** Drops the products of a supplier, however many are cached, on whichever server. */
  @InvalidateTags("supplier:{id}")
  public void supplierChanged(long id) {}

  /** Drops the products of some categories. */
  @InvalidateTags("category:{categories}")
  public void categoriesChanged(List<String> categories) {}
}
