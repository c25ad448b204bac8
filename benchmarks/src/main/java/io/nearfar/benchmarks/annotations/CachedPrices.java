package io.nearfar.benchmarks.annotations;

import jakarta.enterprise.context.ApplicationScoped;
import javax.cache.annotation.CacheResult;

/** With the annotation of JSR-107. */
@ApplicationScoped
public class CachedPrices extends FixedPrices {

  /** Made by the container. */
  public CachedPrices() {}

  @Override
  @CacheResult(cacheName = "by-number")
  public String ofNumber(long number) {
    return super.ofNumber(number);
  }

  @Override
  @CacheResult(cacheName = "by-number-in")
  public String ofNumberIn(String shop, long number) {
    return super.ofNumberIn(shop, number);
  }

  @Override
  @CacheResult(cacheName = "by-article")
  public String ofArticle(Article article) {
    return super.ofArticle(article);
  }
}
