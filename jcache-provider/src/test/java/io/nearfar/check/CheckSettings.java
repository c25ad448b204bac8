package io.nearfar.check;

import java.time.Duration;
import java.util.Map;

/** What the runs have in common, and what system properties change. */
final class CheckSettings {
  /** How stale a near copy may be while all is well: a lost announcement is noticed by a poll. */
  static final Duration NORMAL = Duration.ofMillis(1_600);

  /**
   * How stale it may be while the servers can't be reached. Less than faults last, or it would not
   * be seen whether it is kept.
   */
  static final Duration FAULTY = Duration.ofSeconds(2);

  /** How long entries live that expire: about as long as announcements may be late. */
  static final Duration LIFE = Duration.ofMillis(400);

  /** How long an answer, and a connection, is waited for. */
  static final int TIMEOUT_MILLIS = 1_000;

  static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private CheckSettings() {}

  /** {@code check.seed}, or that one; it is in the report. */
  static long seed(long otherwise) {
    return Long.getLong("check.seed", otherwise);
  }

  /** Nodes that meet often. A JVM that starts beside others on few processors needs patience. */
  static NodeSettings nodes(String caching) {
    return new NodeSettings(
        caching,
        /* keys= */ 40,
        /* counters= */ 4,
        /* threads= */ 4,
        /* pauseMicros= */ 1_000,
        Map.of(
            "nearfar.far.namespace", "check",
            "nearfar.far.timeout", TIMEOUT_MILLIS + "ms",
            "nearfar.far.connect-timeout", CONNECT_TIMEOUT_MILLIS + "ms"));
  }
}
