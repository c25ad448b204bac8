package io.nearfar.examples.load;

/** What is asked for, and how often. */
public enum Kind {
  /** The page of a product. */
  PRODUCT(5_899),
  /** The 200 products of a category. */
  CATEGORY(1_000),
  /** A search. */
  SEARCH(3_000),
  /** The revenue report. */
  REPORT(1),
  /** A new price. */
  PRICE(100);

  /** Of so many requests each kind has its share. */
  static final int ALL = 10_000;

  private final int share;

  Kind(int share) {
    this.share = share;
  }

  /**
   * How many of all requests are of this kind.
   *
   * @return as a fraction of 1
   */
  public double share() {
    return (double) share / ALL;
  }

  /** The kind on which a number from 0 to {@link #ALL} - 1 falls. */
  static Kind at(int number) {
    int rest = number;
    for (Kind kind : values()) {
      if (rest < kind.share) {
        return kind;
      }
      rest -= kind.share;
    }
    throw new IllegalArgumentException(number + " is not below " + ALL);
  }
}
