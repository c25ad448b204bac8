package io.nearfar.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.check.Violation.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short round over each topology that is to be coherent, and over two that are not, so that it is
 * seen that the check can fail. {@code -Dcheck.seed=} replays one.
 */
@EnabledOnOs(OS.LINUX)
class CoherenceCheckTest {
  private static final List<Fault> SOME =
      List.of(
          Fault.CUT_CLIENTS,
          Fault.CUT_SUBSCRIBERS,
          Fault.HANG,
          Fault.FLUSH,
          Fault.FORGET_SCRIPTS,
          Fault.RESTART_EMPTY,
          Fault.HANG_WORKER,
          Fault.KILL_WORKER);

  @TempDir Path directory;

  private Report run(String caching, List<Fault> faults, Duration length, Duration bound) {
    RoundSettings settings =
        new RoundSettings(
            CheckSettings.seed(/* otherwise= */ 107),
            Shape.SINGLE,
            faults,
            CheckSettings.nodes(caching),
            /* workers= */ 3,
            length,
            /* maxHold= */ Duration.ofMillis(500),
            /* maxCalm= */ Duration.ofMillis(500),
            bound,
            bound);
    Report report = Round.run(settings, directory);
    System.out.println(report);
    return report;
  }

  @Test
  void far_faults_noViolation() {
    Report report = run("far", SOME, Duration.ofSeconds(8), Duration.ZERO);
    assertThat(report.violations()).isEmpty();
    assertThat(report.operations().getOrDefault(Outcome.DONE, 0L)).isGreaterThan(1000);
    assertThat(report.faults()).isNotEmpty();
  }

  @Test
  void nearOnly_isRefuted() {
    Report report = run("near", List.of(), Duration.ofSeconds(1), Duration.ofMillis(100));
    assertThat(report.violations()).isNotEmpty();
  }

  @Test
  void staleCopies_areRefuted() {
    Report report =
        run(NodeSettings.STALE, List.of(), Duration.ofSeconds(2), Duration.ofMillis(10));
    assertThat(report.violations()).extracting(Violation::rule).contains(Rule.CURRENT);
  }
}
