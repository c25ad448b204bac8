package io.nearfar.examples.catalogue;

import io.nearfar.cdi.CacheTags;
import io.nearfar.cdi.InvalidateTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;

/** Reports, from the cache if it has them, else from the database. */
@ApplicationScoped
@CacheDefaults(cacheName = "reports")
public class Reports {

  @Inject private ReportRepository repository;

  /** The revenue of all categories; has a tag for each of them. */
  @CacheResult
  @CacheTags("category:{result.categories.category}")
  public RevenueReport revenueByCategory() {
    return repository.revenueByCategory();
  }

  /** Drops the reports in which some categories have a part, because products have changed. */
  @InvalidateTags("category:{categories}")
  public void productsChanged(List<String> categories) {}
}
