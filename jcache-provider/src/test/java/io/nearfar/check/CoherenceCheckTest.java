package io.nearfar.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.check.Violation.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  private static final int WORKERS = 3;

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

  private static final List<Fault> WIRED =
      List.of(
          Fault.LOSE_SOME,
          Fault.LOSE_ALL,
          Fault.DELAY,
          Fault.SWAP,
          Fault.DOUBLE,
          Fault.HOLD_SUBSCRIBED,
          Fault.CUT_SUBSCRIBED,
          Fault.LATE_ANSWERS,
          Fault.RESTART_EMPTY,
          Fault.KILL_WORKER);

  @TempDir Path directory;

  private Report run(String caching, List<Fault> faults, Duration length, Duration bound) {
    return run(
        Shape.SINGLE, caching, faults, length, /* maxHold= */ Duration.ofMillis(500), bound, bound);
  }

  private Report run(
      Shape shape,
      String caching,
      List<Fault> faults,
      Duration length,
      Duration maxHold,
      Duration normalBound,
      Duration faultBound) {
    RoundSettings settings =
        new RoundSettings(
            CheckSettings.seed(/* otherwise= */ 107),
            shape,
            faults,
            CheckSettings.nodes(caching),
            WORKERS,
            length,
            maxHold,
            /* maxCalm= */ Duration.ofMillis(500),
            normalBound,
            faultBound);
    Report report = Round.run(settings, directory);
    System.out.println(report);
    return report;
  }

  @Test
  void far_faults_noViolation() {
    Report report = run("far", SOME, Duration.ofSeconds(5), Duration.ZERO);
    assertThat(report.violations()).isEmpty();
    assertThat(report.operations().getOrDefault(Outcome.DONE, 0L)).isGreaterThan(1000);
    assertThat(report.faults()).isNotEmpty();
  }

  @Test
  void nearFar_faultsOfWires_noViolation() {
    Report report =
        run(
            Shape.WIRED,
            "near-far",
            WIRED,
            Duration.ofSeconds(12),
            /* maxHold= */ Duration.ofMillis(1_500),
            CheckSettings.NORMAL,
            CheckSettings.FAULTY);
    assertThat(report.violations()).isEmpty();
    assertThat(report.operations().getOrDefault(Outcome.DONE, 0L)).isGreaterThan(1000);
    assertThat(report.faults()).isNotEmpty();
  }

  /** What a fault does to the data must show, or the fault is none. */
  @Test
  void far_dataIsLostAndTheCheckerNotTold_isRefuted() {
    Report report = run("far", List.of(Fault.FLUSH), Duration.ofSeconds(4), Duration.ZERO);
    assertThat(report.violations()).isEmpty();
    History history = HistoryReader.read(directory, Map.of());
    assertThat(Checker.check(history, Tolerance.none()).violations())
        .extracting(Violation::rule)
        .contains(Rule.CURRENT);
  }

  @Test
  void nearOnly_isRefuted_andEachNodeAloneIsNot() {
    Report report = run("near", List.of(), Duration.ofSeconds(1), Duration.ofMillis(100));
    assertThat(report.violations()).isNotEmpty();
    History all = HistoryReader.read(directory, Map.of());
    for (int node = 1; node <= WORKERS; node++) {
      int id = node;
      List<Operation> own =
          all.operations().stream().filter(operation -> operation.node() == id).toList();
      assertThat(own).hasSizeGreaterThan(100);
      assertThat(Checker.check(new History(own), Tolerance.none()).violations()).isEmpty();
    }
  }

  @Test
  void staleCopies_areRefuted() {
    Report report = run(NodeSettings.STALE, List.of(), Duration.ofSeconds(3), Duration.ofMillis(1));
    assertThat(report.violations()).extracting(Violation::rule).contains(Rule.CURRENT);
  }
}
