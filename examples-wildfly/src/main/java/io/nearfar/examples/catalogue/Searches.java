package io.nearfar.examples.catalogue;

import io.nearfar.cdi.CacheTags;
import io.nearfar.cdi.InvalidateTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;

/** Results of searches, from the cache if it has them, else from the database. */
@ApplicationScoped
@CacheDefaults(cacheName = "searches")
public class Searches {

  @Inject private SearchRepository repository;

  /**
   * What a search finds. It shows up to twenty products, and has the tags of each of them: when one
   * changes, all searches that show it are dropped, and nobody has to know which these are. What is
   * found depends on texts and on units sold, which never change here.
   */
  @CacheResult
  @CacheTags({
    "product:{result.products.id}",
    "category:{result.products.category}",
    "supplier:{result.products.supplierId}"
  })
  public SearchResult find(String words) {
    return repository.search(words);
  }

  /** Drops the searches that show a product, because it has changed. */
  @InvalidateTags("product:{id}")
  public void productChanged(long id) {}

  /** Drops the searches that show products of a supplier. */
  @InvalidateTags("supplier:{id}")
  public void supplierChanged(long id) {}

  /** Drops the searches that show products of some categories. */
  @InvalidateTags("category:{categories}")
  public void categoriesChanged(List<String> categories) {}
}
