package io.nearfar.benchmarks.annotations;

import jakarta.enterprise.context.ApplicationScoped;

/** Computes nothing: a call is all that it costs. */
@ApplicationScoped
public class FixedPrices implements Prices {
  private static final String PRICE = "9.90";

  /** Made by the container. */
  public FixedPrices() {}

  @Override
  public String ofNumber(long number) {
    return PRICE;
  }

  @Override
  public String ofNumberIn(String shop, long number) {
    return PRICE;
  }

  @Override
  public String ofArticle(Article article) {
    return PRICE;
  }
}
