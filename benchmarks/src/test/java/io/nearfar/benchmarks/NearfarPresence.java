package io.nearfar.benchmarks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nearfar.benchmarks.compare.Contender;

/** Skips the tests of Nearfar where its caching provider isn't on the class path. */
public final class NearfarPresence {
  private NearfarPresence() {}

  /** Whether the provider is there. */
  public static boolean present() {
    try {
      Class.forName(Nearfar.PROVIDER);
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /** Whether a contender can run. */
  public static boolean canRun(Contender contender) {
    return present()
        || (contender != Contender.NEARFAR && contender != Contender.NEARFAR_UNBOUNDED);
  }

  /** Skips the test if the contender can't run. */
  public static void assumeCanRun(Contender contender) {
    assumeTrue(canRun(contender), "the Nearfar provider is not on the class path");
  }
}
