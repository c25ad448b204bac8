package io.nearfar.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What passes, and everything that must not. */
class TckSummaryTest {

  private static final String FORWARD = "core.near.main.forward";
  private static final String REVERSE = "core.near.main.reverse";
  private static final String NODES = "core.far-nodes.main.forward";
  private static final String ANNOTATIONS = "annotations.near.main.forward";
  private static final String FAILURE =
      "<failure message='expected 1&#10;was 2' type='x'>at y</failure>";

  @TempDir Path temporary;
  private Path directory;
  private Path output;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Properties plan = new Properties();

  @BeforeEach
  void twoGoodRuns() throws IOException {
    directory = Files.createDirectory(temporary.resolve("tck"));
    output = Files.createDirectory(temporary.resolve("target"));
    plan.setProperty(RunPlan.RUNS, FORWARD + "," + REVERSE);
    record(FORWARD, good("a.ATest,b.BTest"));
    record(REVERSE, good("b.BTest,a.ATest"));
    for (String run : new String[] {FORWARD, REVERSE}) {
      report(run, "a.ATest", 400, "");
      report(run, "b.BTest", 79, "");
    }
  }

  @Test
  void judge_passed() throws IOException {
    judge();

    assertThat(output.resolve("tck-summary.csv"))
        .hasContent(
            """
            topology,jdk,tests,passed,failed,vacuous,left-out
            near,25.0.3,479,479,0,1,0
            near,25.0.3,479,479,0,1,0
            """);
    assertThat(output.resolve("tck-runs.csv"))
        .hasContent(
            """
            suite,topology,jdk,order,tests,passed,failed,vacuous,left-out,seconds
            core,near,25.0.3,forward,479,479,0,1,0,4.790
            core,near,25.0.3,reverse,479,479,0,1,0,4.790
            """);
    assertThat(printed()).contains("reverse").contains("479");
  }

  @Test
  void judge_failure() throws IOException {
    report(REVERSE, "b.BTest", 79, FAILURE);

    assertFails(REVERSE + ": FAILED b.BTest#test1: expected 1");
    assertThat(output.resolve("tck-summary.csv"))
        .content()
        .contains("near,25.0.3,479,479,0,1,0\nnear,25.0.3,479,478,1,1,0");
  }

  @Test
  void judge_error() throws IOException {
    report(FORWARD, "b.BTest", 79, "<error type='x'/>");

    assertFails(FORWARD + ": FAILED b.BTest#test1");
  }

  @Test
  void judge_fewerTests() throws IOException {
    report(FORWARD, "b.BTest", 78, "");

    assertFails(FORWARD + ": 478 tests ran and 0 were left out, together not 479");
  }

  @Test
  void judge_moreTests() throws IOException {
    report(FORWARD, "c.CTest", 1, "");

    assertFails(FORWARD + ": 480 tests ran and 0 were left out, together not 479");
  }

  @Test
  void judge_noReports() throws IOException {
    Files.delete(directory.resolve(REVERSE).resolve("TEST-a.ATest.xml"));
    Files.delete(directory.resolve(REVERSE).resolve("TEST-b.BTest.xml"));
    Files.delete(directory.resolve(REVERSE).resolve(RunReport.RECORD));
    Files.delete(directory.resolve(REVERSE));

    assertFails(REVERSE + ": there is no record of the run", REVERSE + ": 0 tests ran");
  }

  @Test
  void judge_crash() throws IOException {
    Files.delete(directory.resolve(REVERSE).resolve(RunReport.RECORD));

    assertFails(REVERSE + ": there is no record of the run");
  }

  @Test
  void judge_damagedReport() throws IOException {
    Files.writeString(directory.resolve(FORWARD).resolve("TEST-b.BTest.xml"), "<testsuite><te");

    assertThatThrownBy(this::judge)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("TEST-b.BTest.xml is damaged");
  }

  @Test
  void judge_unplannedRun() throws IOException {
    report("core.far.main.forward", "a.ATest", 479, "");

    assertFails("core.far.main.forward: was run but is not in the plan");
  }

  @Test
  void judge_vacuousByExclusion() throws IOException {
    Properties record = good("a.ATest,b.BTest");
    record.setProperty("excluded", "a.ATest#dummyTest,b.BTest#byReference");
    record(FORWARD, record);

    assertFails(FORWARD + ": 2 tests did nothing, 1 may: [a.ATest#dummyTest, b.BTest#byReference]");
  }

  @Test
  void judge_vacuousBySkipping() throws IOException {
    report(FORWARD, "b.BTest", 79, "<skipped/>");

    assertFails(FORWARD + ": 2 tests did nothing");
    assertThat(output.resolve("tck-summary.csv")).content().contains("near,25.0.3,479,478,0,2,0");
  }

  @Test
  void judge_exclusionsNotHeard() throws IOException {
    Properties record = good("a.ATest,b.BTest");
    record.setProperty("excluded", "");
    record(FORWARD, record);

    assertFails(FORWARD + ": 0 tests did nothing, 1 should have");
  }

  @Test
  void judge_twoProviders() throws IOException {
    Properties record = good("a.ATest,b.BTest");
    record.setProperty("providers", "one.Provider,other.Provider");
    record(FORWARD, record);

    assertFails(FORWARD + ": expected one CachingProvider on the class path");
  }

  @Test
  void judge_otherTopology() throws IOException {
    Properties record = good("a.ATest,b.BTest");
    record.setProperty("topology", "far");
    record(FORWARD, record);

    assertFails(FORWARD + ": the topology was far");
  }

  @Test
  void judge_otherOrder() throws IOException {
    record(REVERSE, good("a.ATest,b.BTest"));

    assertFails(REVERSE + ": the classes ran in another order");
  }

  @Test
  void judge_otherServers() throws IOException {
    Properties record = good("a.ATest,b.BTest");
    record.setProperty("servers", "cluster");
    record(FORWARD, record);

    assertFails(FORWARD + ": the servers were cluster instead of none");
  }

  @Test
  void judge_notSetUp() throws IOException {
    Properties record = good("a.ATest,b.BTest");
    record.setProperty("setup-failure", "no Redis");
    record(FORWARD, record);

    assertFails(FORWARD + ": it could not be set up: no Redis");
  }

  @Test
  void judge_nodes() throws IOException {
    nodes(twoNodes());

    judge();

    assertThat(output.resolve("tck-summary.csv"))
        .content()
        .contains("far-nodes,25.0.3,477,477,0,1,2");
    assertThat(printed()).contains("[7, 9]").contains("-Dtck.seed=42");
  }

  @Test
  void judge_annotations() throws IOException {
    annotations("");

    judge();

    assertThat(output.resolve("tck-summary.csv")).content().contains("near,25.0.3,12,12,0,0,0");
    assertThat(output.resolve("tck-runs.csv"))
        .content()
        .contains("annotations,near,25.0.3,forward,12,12,0,0,0,0.120");
  }

  @Test
  void judge_annotationsWithoutBeans() throws IOException {
    Properties record = annotations("");
    record.setProperty("excluded", "a.Abstract#one,a.Abstract#two");
    record.setProperty("idle", "a.ATest#one,a.ATest#two");
    record(ANNOTATIONS, record);

    assertFails(ANNOTATIONS + ": 2 tests did nothing, 0 may: [a.Abstract#one, a.Abstract#two]");
  }

  @Test
  void judge_annotationsWithoutCaches() throws IOException {
    annotations("a.ATest#one");

    assertFails(
        ANNOTATIONS
            + ": 1 tests did nothing, 0 may: [], without using a cache [a.ATest#one] and 0 skipped");
  }

  @Test
  void judge_annotationMissing() throws IOException {
    annotations("");
    report(ANNOTATIONS, "a.ATest", 11, "");

    assertFails(ANNOTATIONS + ": 11 tests ran and 0 were left out, together not 12");
  }

  private Properties annotations(String idle) throws IOException {
    plan.setProperty(RunPlan.RUNS, plan.getProperty(RunPlan.RUNS) + "," + ANNOTATIONS);
    Properties record = good("a.ATest");
    record.setProperty("excluded", "");
    record.setProperty("idle", idle);
    record(ANNOTATIONS, record);
    report(ANNOTATIONS, "a.ATest", 12, "");
    return record;
  }

  @Test
  void judge_oneNodeOnly() throws IOException {
    Properties record = twoNodes();
    record.setProperty("operations-by-node", "7,0");
    nodes(record);

    assertFails(NODES + ": not every one of 2 nodes was used: [7, 0]");
  }

  @Test
  void judge_leftOutUnknown() throws IOException {
    Properties record = twoNodes();
    record.setProperty("left-out-unknown", "b.BTest#gone");
    nodes(record);

    assertFails(NODES + ": to be left out, but there are no such tests: [b.BTest#gone]");
  }

  @Test
  void judge_leftOutOfOneNode() throws IOException {
    Properties record = good("a.ATest,b.BTest");
    record.setProperty("left-out", "b.BTest#one");
    record(FORWARD, record);
    report(FORWARD, "b.BTest", 78, "");

    assertFails(FORWARD + ": no test may be left out, but these were: [b.BTest#one]");
  }

  private static Properties twoNodes() {
    Properties record = good("a.ATest,b.BTest");
    record.setProperty("topology", "far");
    record.setProperty("servers", "standalone");
    record.setProperty("operations-by-node", "7,9");
    record.setProperty("seed", "42");
    record.setProperty("left-out", "b.BTest#one,b.BTest#two");
    return record;
  }

  private void nodes(Properties record) throws IOException {
    plan.setProperty(RunPlan.RUNS, plan.getProperty(RunPlan.RUNS) + "," + NODES);
    record(NODES, record);
    report(NODES, "a.ATest", 400, "");
    report(NODES, "b.BTest", 77, "");
  }

  @Test
  void judge_oneTest() throws IOException {
    plan.setProperty(RunPlan.TEST, "ATest");
    plan.setProperty(RunPlan.RUNS, FORWARD);
    Files.delete(directory.resolve(FORWARD).resolve("TEST-b.BTest.xml"));

    judge();

    assertThat(printed()).contains("only ATest was run").contains("400");
    assertThat(output).isEmptyDirectory();
  }

  @Test
  void judge_oneTestFailed() throws IOException {
    plan.setProperty(RunPlan.TEST, "ATest");
    plan.setProperty(RunPlan.RUNS, FORWARD);
    report(FORWARD, "a.ATest", 1, FAILURE);

    assertFails(FORWARD + ": FAILED a.ATest#test1: expected 1");
  }

  @Test
  void judge_oneTestNotRun() throws IOException {
    plan.setProperty(RunPlan.TEST, "ATest");
    plan.setProperty(RunPlan.RUNS, "core.near.newest.forward");

    assertFails("core.near.newest.forward: no test ran");
  }

  @Test
  void judge_nothingPlanned() throws IOException {
    plan.setProperty(RunPlan.RUNS, "");

    judge();

    assertThat(printed()).contains("not run");
  }

  private static Properties good(String classes) {
    Properties record = new Properties();
    record.setProperty("jdk", "25.0.3");
    record.setProperty("topology", "near");
    record.setProperty("classes", classes);
    record.setProperty("providers", "one.Provider");
    record.setProperty("excluded", "a.ATest#dummyTest");
    record.setProperty("servers", "none");
    return record;
  }

  private void record(String run, Properties record) throws IOException {
    Path file = Files.createDirectories(directory.resolve(run)).resolve(RunReport.RECORD);
    try (Writer writer = Files.newBufferedWriter(file)) {
      record.store(writer, null);
    }
  }

  /** A report in which the first test has the given outcome. */
  private void report(String run, String type, int tests, String first) throws IOException {
    StringBuilder xml = new StringBuilder("<testsuite name='" + type + "'>");
    for (int i = 1; i <= tests; i++) {
      xml.append("<testcase name='test" + i + "' classname='" + type + "' time='0.010'>");
      xml.append(i == 1 ? first : "").append("</testcase>");
    }
    Path file = Files.createDirectories(directory.resolve(run)).resolve("TEST-" + type + ".xml");
    Files.writeString(file, xml.append("</testsuite>"));
  }

  private void judge() throws IOException {
    try (Writer writer = Files.newBufferedWriter(directory.resolve(RunPlan.FILE))) {
      plan.store(writer, null);
    }
    PrintStream out = new PrintStream(printed, /* autoFlush= */ true, StandardCharsets.UTF_8);
    new TckSummary(directory, output, out).judge();
  }

  private void assertFails(String... messages) {
    assertThatThrownBy(this::judge)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(messages);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
