package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.cache.Cache;

/** Reports, from the cache if it has them, else from the database. */
@ApplicationScoped
public class Reports {

  private static final String REVENUE_BY_CATEGORY = "revenue-by-category";

  @Inject private ReportRepository repository;
  @Inject private Cache<String, RevenueReport> reports;

  /** The revenue of all categories. */
  public RevenueReport revenueByCategory() {
    RevenueReport cached = reports.get(REVENUE_BY_CATEGORY);
    if (cached != null) {
      return cached;
    }
    RevenueReport computed = repository.revenueByCategory();
    reports.put(REVENUE_BY_CATEGORY, computed);
    return computed;
  }

  /** Drops every report: all of them depend on products and prices. */
  public void productsChanged() {
    reports.removeAll();
  }
}
