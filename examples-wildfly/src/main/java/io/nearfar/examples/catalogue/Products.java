package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

/** Single products, from the cache if it has them, else from the database. */
@ApplicationScoped
@CacheDefaults(cacheName = "products")
public class Products {

  @Inject private ProductRepository repository;

  /** The product with a number, if there is one; that there is none is cached, too. */
  @CacheResult
  public Optional<ProductView> find(long id) {
    return repository.find(id);
  }

  /**
   * Caches what a product is now, so that no server has to ask the database for it. Reads that are
   * under way can't undo that.
   */
  @CachePut
  public void changed(@CacheKey long id, @CacheValue Optional<ProductView> product) {}
}
