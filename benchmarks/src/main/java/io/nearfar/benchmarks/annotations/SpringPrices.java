package io.nearfar.benchmarks.annotations;

import org.springframework.cache.annotation.Cacheable;

/** With Spring's annotation. */
public class SpringPrices extends FixedPrices {

  /** Made by the container. */
  public SpringPrices() {}

  @Override
  @Cacheable("by-number")
  public String ofNumber(long number) {
    return super.ofNumber(number);
  }

  @Override
  @Cacheable("by-number-in")
  public String ofNumberIn(String shop, long number) {
    return super.ofNumberIn(shop, number);
  }

  @Override
  @Cacheable("by-article")
  public String ofArticle(Article article) {
    return super.ofArticle(article);
  }
}
