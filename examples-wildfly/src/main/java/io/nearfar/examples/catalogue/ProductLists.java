package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;

/** The products of each category, from the cache if it has them, else from the database. */
@ApplicationScoped
@CacheDefaults(cacheName = "categories")
public class ProductLists {

  @Inject private ProductRepository repository;

  /** The products of a category; an empty list if there is no such category. */
  @CacheResult
  public CategoryListing findByCategory(String category) {
    return repository.findByCategory(category);
  }

  /** Drops the list of a category, because one of its products has changed. */
  @CacheRemove
  public void productsChanged(String category) {}
}
