package io.nearfar.check;

import io.nearfar.check.Violation.Rule;
import java.time.Duration;
import java.util.function.Consumer;

/** Nothing is seen after the end of its life. */
final class LifeRule {
  /** What clocks may differ by, and what they are read too late. */
  private static final Duration INACCURACY = Duration.ofMillis(50);

  private LifeRule() {}

  static void check(
      KeyHistory key, Duration life, Tolerance tolerance, Consumer<Violation> report) {
    for (Sight sight : key.sights()) {
      Write write = sight.what() == Sight.What.VALUE ? key.writeOf(sight.value()) : null;
      if (write != null) {
        long end = write.end() + life.toNanos() + INACCURACY.toNanos();
        if (sight.start() - tolerance.staleness(sight.operation()) > end) {
          report.accept(
              new Violation(
                  Rule.EXPIRED,
                  sight.operation()
                      + ", which ended at "
                      + Operation.time(end)
                      + " at the latest"));
        }
      }
    }
  }
}
