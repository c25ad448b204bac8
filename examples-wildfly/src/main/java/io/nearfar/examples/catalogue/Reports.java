package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;

/** Reports, from the cache if it has them, else from the database. */
@ApplicationScoped
@CacheDefaults(cacheName = "reports")
public class Reports {

  @Inject private ReportRepository repository;

  /** The revenue of all categories. */
  @CacheResult
  public RevenueReport revenueByCategory() {
    return repository.revenueByCategory();
  }

  /** Drops every report: all of them depend on products and prices. */
  @CacheRemoveAll
  public void productsChanged() {}
}
