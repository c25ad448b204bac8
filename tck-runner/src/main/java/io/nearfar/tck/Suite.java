package io.nearfar.tck;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A part of the TCK that is run on its own, with its runs and with what it must score. */
enum Suite {
  /** Everything but the annotations; the one vacuous test is {@code CachingTest#dummyTest}. */
  CORE(/* tests= */ 479, /* vacuous= */ 1) {
    @Override
    boolean has(Run run) {
      return true;
    }

    @Override
    boolean byDefault(Run run) {
      return (run.slot() == Run.Slot.MAIN && run.order() == Run.Order.FORWARD)
          || run.setup().everywhere();
    }
  },
  /** The annotations, on CDI. There are three classes of one sequence: one order is enough. */
  ANNOTATIONS(/* tests= */ 12, /* vacuous= */ 0) {
    @Override
    boolean has(Run run) {
      return (run.setup() == Setup.NEAR || run.setup() == Setup.NEAR_FAR)
          && run.order() == Run.Order.FORWARD;
    }

    /** Two runs for both setups and both JDKs. */
    @Override
    boolean byDefault(Run run) {
      return has(run) && (run.setup() == Setup.NEAR) == (run.slot() == Run.Slot.MAIN);
    }
  };

  private final int tests;
  private final int vacuous;

  Suite(int tests, int vacuous) {
    this.tests = tests;
    this.vacuous = vacuous;
  }

  /** Whether there is such a run of this suite, an execution in {@code pom.xml}. */
  abstract boolean has(Run run);

  /** Whether it takes place if nobody names setups. */
  abstract boolean byDefault(Run run);

  /** How many tests the suite has. */
  int tests() {
    return tests;
  }

  /** How many of them may pass without doing anything; fewer mean that counting has failed. */
  int vacuous() {
    return vacuous;
  }

  /** The name in run ids, tables and on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The inverse of {@link #id()}.
   *
   * @throws IllegalArgumentException if there is none with this id
   */
  static Suite parse(String id) {
    return Arrays.stream(values())
        .filter(suite -> suite.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + id
                        + "' is none of the suites "
                        + Arrays.stream(values()).map(Suite::id).collect(Collectors.joining(", "))
                        + "; see tck-runner/README.md"));
  }

  /**
   * Those that are named.
   *
   * @param ids separated by commas
   */
  static List<Suite> parseAll(String ids) {
    return Arrays.stream(ids.split(",", -1)).map(String::trim).map(Suite::parse).toList();
  }
}
