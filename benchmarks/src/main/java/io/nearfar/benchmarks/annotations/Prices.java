package io.nearfar.benchmarks.annotations;

/** What is called: the price of something, as a text. */
public interface Prices {

  /**
   * By a number.
   *
   * @param number from 0 on
   * @return the price
   */
  String ofNumber(long number);

  /**
   * By two parameters.
   *
   * @param shop where it is sold
   * @param number from 0 on
   * @return the price
   */
  String ofNumberIn(String shop, long number);

  /**
   * By a record.
   *
   * @param article what it is
   * @return the price
   */
  String ofArticle(Article article);
}
