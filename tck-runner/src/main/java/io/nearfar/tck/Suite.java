package io.nearfar.tck;

import java.util.Locale;

/** A part of the TCK that is run on its own, with what it must score. */
enum Suite {
  /** Everything but the annotations; the one vacuous test is {@code CachingTest#dummyTest}. */
  CORE(/* tests= */ 479, /* vacuous= */ 1);

  private final int tests;
  private final int vacuous;

  Suite(int tests, int vacuous) {
    this.tests = tests;
    this.vacuous = vacuous;
  }

  /** How many tests the suite has. */
  int tests() {
    return tests;
  }

  /** How many of them may pass without doing anything; fewer mean that counting has failed. */
  int vacuous() {
    return vacuous;
  }

  /** The name in run ids and tables. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
