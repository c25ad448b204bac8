package io.nearfar.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nearfar.check.Violation.Rule;
import io.nearfar.config.NearfarConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.cache.CacheException;
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
    return run(caching, faults, length, bound, bound);
  }

  private Report run(
      String caching,
      List<Fault> faults,
      Duration length,
      Duration normalBound,
      Duration faultBound) {
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
            normalBound,
            faultBound);
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
  void nearFar_faults_noViolation() {
    assumeTrue(isNearFarThere());
    Report report =
        run("near-far", SOME, Duration.ofSeconds(8), CheckSettings.NORMAL, CheckSettings.FAULTY);
    assertThat(report.violations()).isEmpty();
    assertThat(report.faults()).isNotEmpty();
  }

  /** Until it is, the settings refuse it. */
  private static boolean isNearFarThere() {
    Map<String, String> nowhere =
        Map.of("nearfar.far.url", "redis://127.0.0.1:1", "nearfar.far.connect-timeout", "100ms");
    try {
      new Node(CheckSettings.nodes("near-far").with(nowhere)).close();
      return true;
    } catch (NearfarConfigurationException e) {
      return false;
    } catch (CacheException e) {
      return true;
    }
  }

  /** What a fault does to the data must show, or the fault is none. */
  @Test
  void far_dataIsLostAndTheCheckerNotTold_isRefuted() {
    Report report = run("far", List.of(Fault.FLUSH), Duration.ofMillis(1_500), Duration.ZERO);
    assertThat(report.violations()).isEmpty();
    History history = HistoryReader.read(directory, Map.of());
    assertThat(Checker.check(history, Tolerance.none()).violations())
        .extracting(Violation::rule)
        .contains(Rule.CURRENT);
  }

  @Test
  void nearOnly_isRefuted() {
    Report report = run("near", List.of(), Duration.ofSeconds(1), Duration.ofMillis(100));
    assertThat(report.violations()).isNotEmpty();
  }

  @Test
  void staleCopies_areRefuted() {
    Report report = run(NodeSettings.STALE, List.of(), Duration.ofSeconds(3), Duration.ofMillis(1));
    assertThat(report.violations()).extracting(Violation::rule).contains(Rule.CURRENT);
  }
}
