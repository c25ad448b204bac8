package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/** Hands the caches that {@code nearfar.yaml} describes to whoever injects them. */
@ApplicationScoped
public class CatalogueCaches {

  private static final String PROVIDER = "io.nearfar.NearfarCachingProvider";

  /** The cache manager of this application. It exists from the first use to the undeployment. */
  @Produces
  @ApplicationScoped
  CacheManager cacheManager() {
    ClassLoader applicationClassLoader = CatalogueCaches.class.getClassLoader();
    // By name, because a server may bring a provider of its own.
    CachingProvider provider = Caching.getCachingProvider(PROVIDER, applicationClassLoader);
    // No URI: the provider has a default of its own for each application.
    return provider.getCacheManager(null, applicationClassLoader);
  }

  /** Frees caches, MBeans and threads: after the undeployment nothing is left in the server. */
  void close(@Disposes CacheManager cacheManager) {
    cacheManager.close();
  }

  @Produces
  Cache<Long, ProductView> products(CacheManager cacheManager) {
    return cacheManager.getCache("products", Long.class, ProductView.class);
  }

  @Produces
  Cache<String, CategoryListing> categories(CacheManager cacheManager) {
    return cacheManager.getCache("categories", String.class, CategoryListing.class);
  }

  @Produces
  Cache<String, RevenueReport> reports(CacheManager cacheManager) {
    return cacheManager.getCache("reports", String.class, RevenueReport.class);
  }
}
