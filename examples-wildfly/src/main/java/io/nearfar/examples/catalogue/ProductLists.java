package io.nearfar.examples.catalogue;

import io.nearfar.cdi.CacheTags;
import io.nearfar.cdi.InvalidateTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;

/** The products of each category, from the cache if it has them, else from the database. */
@ApplicationScoped
@CacheDefaults(cacheName = "categories")
public class ProductLists {

  @Inject private ProductRepository repository;

  /** The products of a category; an empty list if there is no such category. */
  @CacheResult
  @CacheTags("category:{category}")
  public CategoryListing findByCategory(String category) {
    return repository.findByCategory(category);
  }

  /** Drops the lists of some categories, because products of theirs have changed. */
  @InvalidateTags("category:{categories}")
  public void productsChanged(List<String> categories) {}
}
