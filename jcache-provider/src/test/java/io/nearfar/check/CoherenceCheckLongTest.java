package io.nearfar.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Rounds of all faults over all kinds of servers, for as long as is wanted: {@code mvn test -Pcheck
 * -Dcheck.seconds=3600}. How to set it is in {@code docs/coherence-check.md}.
 */
@Tag("check")
@EnabledOnOs(OS.LINUX)
class CoherenceCheckLongTest {
  private static final Path DIRECTORY = Path.of("target", "check");

  private final String subject = System.getProperty("check.subject", "nearfar");
  private final NodeSettings nodes =
      CheckSettings.nodes(
          subject.equals("nearfar") ? System.getProperty("check.topology", "far") : subject);
  private final List<Shape> shapes =
      Arrays.stream(System.getProperty("check.shapes", "").split(",", -1))
          .filter(name -> !name.isBlank())
          .map(Shape::valueOf)
          .toList();

  private RoundSettings round(long seed) {
    List<Shape> all = shapes.isEmpty() ? List.of(Shape.values()) : shapes;
    Shape shape = all.get(Math.floorMod(seed, all.size()));
    boolean hasCopies = nodes.hasCopies();
    return new RoundSettings(
        seed,
        shape,
        faults(shape),
        nodes,
        Integer.getInteger("check.workers", 3),
        Duration.ofSeconds(Integer.getInteger("check.round-seconds", 60)),
        /* maxHold= */ Duration.ofMillis(3_000),
        /* maxCalm= */ Duration.ofMillis(hasCopies ? 8_000 : 2_000),
        /* normalBound= */ hasCopies ? CheckSettings.NORMAL : Duration.ZERO,
        /* faultBound= */ hasCopies ? CheckSettings.FAULTY : Duration.ZERO);
  }

  private static List<Fault> faults(Shape shape) {
    List<String> names = List.of(System.getProperty("check.faults", "").split(",", -1));
    return Fault.of(shape).stream()
        .filter(fault -> names.contains("") || names.contains(fault.name()))
        .toList();
  }

  @Test
  void allFaults_noViolation() throws IOException {
    long begin = System.nanoTime();
    long nanos = Duration.ofSeconds(Integer.getInteger("check.seconds", 600)).toNanos();
    long seed = CheckSettings.seed(System.currentTimeMillis());
    List<Report> bad = new ArrayList<>();
    do {
      Path directory = Files.createDirectories(DIRECTORY.resolve(Long.toString(seed)));
      empty(directory);
      Report report = Round.run(round(seed), directory);
      System.out.println(report);
      if (report.violations().isEmpty()) {
        empty(directory);
      } else {
        bad.add(report);
      }
      seed++;
    } while (System.nanoTime() - begin < nanos);
    assertThat(bad).isEmpty();
  }

  /** The histories of a round that went well are of no use. */
  private static void empty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
