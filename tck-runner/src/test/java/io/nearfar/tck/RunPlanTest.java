package io.nearfar.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs take place, and on which JDK. */
class RunPlanTest {

  private static final Jdk NEWEST =
      new Jdk(Path.of("newest").toAbsolutePath(), Runtime.Version.parse("99"));

  private static final String NEAR_ON_MAIN =
      "core.near.main.forward,core.near.main.reverse,annotations.near.main.forward";

  @TempDir Path temporary;
  private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void directory() {
    directory = temporary.resolve("tck");
  }

  @Test
  void plan_newerJdkFound() throws IOException {
    Properties plan = plan(Optional.of(NEWEST));

    assertThat(plan.getProperty("tck.plan.runs").split(","))
        .containsExactly(
            "core.near.main.forward",
            "core.far.main.forward",
            "core.far-cluster.main.forward",
            "core.far-nodes.main.forward",
            "core.near-far.main.forward",
            "core.near-far-cluster.main.forward",
            "core.near-far-nodes.main.forward",
            "core.near.main.reverse",
            "core.far.main.reverse",
            "core.near-far.main.reverse",
            "core.near.newest.forward",
            "core.far.newest.forward",
            "core.near-far.newest.forward",
            "core.near.newest.reverse",
            "core.far.newest.reverse",
            "core.near-far.newest.reverse",
            "annotations.near.main.forward",
            "annotations.near-far.newest.forward");
    assertThat(plan)
        .containsEntry("tck.plan.main.jvm", Jdk.current().launcher().toString())
        .containsEntry("tck.plan.newest.jvm", NEWEST.launcher().toString())
        .containsEntry("tck.plan.core.near.main.reverse.skip", "false")
        .containsEntry("tck.plan.core.near.newest.reverse.skip", "false")
        .containsEntry("tck.plan.core.far-nodes.main.forward.skip", "false")
        .containsEntry("tck.plan.core.far-nodes.main.reverse.skip", "true")
        .containsEntry("tck.plan.core.far-nodes.newest.forward.skip", "true")
        .containsEntry("tck.plan.annotations.near.main.forward.skip", "false")
        .containsEntry("tck.plan.annotations.near.newest.forward.skip", "true")
        .containsEntry("tck.plan.annotations.near-far.main.forward.skip", "true")
        .containsEntry("tck.plan.annotations.near-far.newest.forward.skip", "false")
        .doesNotContainKey("tck.plan.annotations.near.main.reverse.skip")
        .doesNotContainKey("tck.plan.annotations.far.main.forward.skip");
  }

  @Test
  void plan_executions() throws Exception {
    Set<String> planned = new TreeSet<>();
    plan(Optional.of(NEWEST)).stringPropertyNames().stream()
        .filter(name -> name.endsWith(".skip"))
        .forEach(planned::add);
    String pom = Files.readString(Path.of("pom.xml"));

    Set<String> executed = new TreeSet<>();
    for (String part : pom.split("<execution>", -1)) {
      String id = part.replaceFirst("(?s)^\\s*<id>([^<]*)</id>.*", "$1");
      String skip = "tck.plan." + id + ".skip";
      if (part.contains("<skipITs>${" + skip + "}</skipITs>")) {
        executed.add(skip);
      }
    }
    assertThat(executed).isEqualTo(planned);
  }

  @Test
  void plan_suites() throws IOException {
    assertThat(runs("--suites=annotations"))
        .containsExactly("annotations.near.main.forward", "annotations.near-far.newest.forward");
    assertThat(runs("--suites=annotations", "--setups=near, near-far"))
        .containsExactly(
            "annotations.near.main.forward",
            "annotations.near-far.main.forward",
            "annotations.near.newest.forward",
            "annotations.near-far.newest.forward");
    assertThat(runs("--suites=core", "--setups=far"))
        .containsExactly(
            "core.far.main.forward",
            "core.far.main.reverse",
            "core.far.newest.forward",
            "core.far.newest.reverse");
  }

  @Test
  void plan_unknownSuite() {
    assertThatThrownBy(() -> plan(Optional.of(NEWEST), "--suites=core,nothing"))
        .hasMessageContainingAll("'nothing'", "annotations");
  }

  @Test
  void plan_suiteWithoutSetup() {
    assertThatThrownBy(
            () -> plan(Optional.of(NEWEST), "--suites=annotations", "--setups=far-cluster"))
        .hasMessageContainingAll("tck.suites=annotations", "tck.setups=far-cluster");
  }

  @Test
  void plan_oneTestOfSuite() throws IOException {
    assertThat(runs("--suites=annotations", "--test=InterceptionUsingCacheConfigTest"))
        .containsExactly("annotations.near.main.forward");
  }

  @Test
  void plan_setups() throws IOException {
    Properties plan = plan(Optional.of(NEWEST), "--setups=far-cluster, near");

    assertThat(plan.getProperty("tck.plan.runs").split(","))
        .containsExactly(
            "core.near.main.forward",
            "core.far-cluster.main.forward",
            "core.near.main.reverse",
            "core.far-cluster.main.reverse",
            "core.near.newest.forward",
            "core.far-cluster.newest.forward",
            "core.near.newest.reverse",
            "core.far-cluster.newest.reverse",
            "annotations.near.main.forward",
            "annotations.near.newest.forward");
    assertThat(plan).containsEntry("tck.plan.core.far.main.forward.skip", "true");
  }

  @Test
  void plan_unknownSetup() {
    assertThatThrownBy(() -> plan(Optional.of(NEWEST), "--setups=near,nowhere"))
        .hasMessageContainingAll("'nowhere'", "far-cluster");
  }

  @Test
  void plan_noNewerJdk() throws IOException {
    Properties plan = plan(Optional.empty(), "--setups=near");

    assertThat(plan)
        .containsEntry("tck.plan.runs", NEAR_ON_MAIN)
        .containsEntry("tck.plan.core.near.newest.forward.skip", "true")
        .containsEntry("tck.plan.core.near.newest.reverse.skip", "true");
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("SKIPPED");
  }

  @Test
  void plan_jvm() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));

    for (Path given : List.of(home, Jdk.launcherOf(home))) {
      Properties plan = plan(Optional.of(NEWEST), "--setups=near", "--jvm=" + given);

      assertThat(plan)
          .containsEntry("tck.plan.runs", NEAR_ON_MAIN)
          .containsEntry("tck.plan.main.jvm", Jdk.launcherOf(home).toString())
          .containsEntry("tck.plan.core.near.newest.forward.skip", "true");
    }
  }

  @Test
  void plan_jvmMissing() {
    assertThatThrownBy(() -> plan(Optional.of(NEWEST), "--setups=near", "--jvm=" + directory))
        .hasMessageContaining("tck.jvm=" + directory);
  }

  @Test
  void plan_oneTest() throws IOException {
    Properties plan = plan(Optional.of(NEWEST), "--setups=near", "--test=CacheExpiryTest");

    assertThat(plan)
        .containsEntry("tck.plan.runs", "core.near.main.forward")
        .containsEntry("tck.plan.test", "CacheExpiryTest")
        .containsEntry("tck.plan.core.near.main.forward.skip", "false")
        .containsEntry("tck.plan.core.near.main.reverse.skip", "true");
  }

  @Test
  void plan_skipped() throws IOException {
    Properties plan = plan(Optional.of(NEWEST), "--setups=near", "--skip=false,true,false");

    assertThat(plan)
        .containsEntry("tck.plan.runs", "")
        .containsEntry("tck.plan.core.near.main.forward.skip", "true")
        .containsEntry("tck.plan.core.near.newest.reverse.skip", "true");
  }

  @Test
  void plan_clearsEarlierReports() throws IOException {
    Path old = Files.createDirectories(directory.resolve("core.near.main.forward"));
    Files.createFile(old.resolve("TEST-old.xml"));
    Path table = Files.createFile(temporary.resolve("tck-summary.csv"));

    plan(Optional.empty(), "--setups=near");

    assertThat(old).doesNotExist();
    assertThat(table).doesNotExist();
  }

  private List<String> runs(String... arguments) throws IOException {
    return List.of(plan(Optional.of(NEWEST), arguments).getProperty("tck.plan.runs").split(","));
  }

  private Properties plan(Optional<Jdk> newest, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--directory=" + directory);
    all.add("--output=" + temporary);
    PrintStream out = new PrintStream(printed, /* autoFlush= */ true, StandardCharsets.UTF_8);
    new RunPlan(new Arguments(all.toArray(String[]::new)), jdk -> newest, out).write();
    Properties plan = new Properties();
    try (Reader reader = Files.newBufferedReader(directory.resolve(RunPlan.FILE))) {
      plan.load(reader);
    }
    return plan;
  }
}
