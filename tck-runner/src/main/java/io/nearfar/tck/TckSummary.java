package io.nearfar.tck;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges the runs: prints one line for each, writes {@code tck-summary.csv} and {@code
 * tck-runs.csv}, and fails if a run of the plan is missing, incomplete, failed or vacuous.
 */
public final class TckSummary {

  private static final String SUMMARY = "tck-summary.csv";
  private static final String RUNS = "tck-runs.csv";

  /** The files written besides the printed table. */
  static final List<String> TABLES = List.of(SUMMARY, RUNS);

  private final Path directory;
  private final Path output;
  private final PrintStream out;

  TckSummary(Path directory, Path output, PrintStream out) {
    this.directory = directory;
    this.output = output;
    this.out = out;
  }

  /**
   * Prints and writes the summary.
   *
   * @param arguments {@code --directory} with the plan and the reports, {@code --output} for the
   *     two tables
   * @throws IOException if a report cannot be read or a table not be written
   * @throws IllegalStateException if anything is wrong with the runs; the message names it
   */
  public static void main(String... arguments) throws IOException {
    Arguments given = new Arguments(arguments);
    Path directory = Path.of(given.require("directory"));
    Path output = Path.of(given.require("output"));
    new TckSummary(directory, output, System.out).judge();
  }

  void judge() throws IOException {
    Properties plan = new Properties();
    try (Reader reader = Files.newBufferedReader(directory.resolve(RunPlan.FILE))) {
      plan.load(reader);
    }
    String runs = plan.getProperty(RunPlan.RUNS, "");
    if (runs.isEmpty()) {
      out.println("TCK: not run, nothing to sum up");
      return;
    }
    Map<Run, RunReport> reports = new LinkedHashMap<>();
    for (String id : runs.split(",", -1)) {
      reports.put(Run.parse(id), RunReport.read(directory.resolve(id)));
    }
    print(reports);

    List<String> faults = new ArrayList<>();
    String test = plan.getProperty(RunPlan.TEST, "");
    if (test.isEmpty()) {
      write(reports);
      faults.addAll(unplanned(reports.keySet()));
      reports.forEach((run, report) -> faults.addAll(faults(run, report)));
    } else {
      out.println(
          "TCK: only " + test + " was run (tck.test): numbers are not checked, no table written");
      reports.forEach(
          (run, report) -> {
            if (report.tests() == 0) {
              faults.add(run.id() + ": no test ran");
            }
            faults.addAll(failures(run, report));
          });
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "The TCK is not passed:\n  "
              + String.join("\n  ", faults)
              + "\nThe reports are in "
              + directory);
    }
  }

  private void print(Map<Run, RunReport> reports) {
    String format = "TCK: %-11s %-16s %-12s %-8s %6s %6s %6s %8s %8s %8s%n";
    out.printf(
        format,
        "suite",
        "topology",
        "jdk",
        "order",
        "tests",
        "passed",
        "failed",
        "vacuous",
        "left out",
        "seconds");
    reports.forEach(
        (run, report) ->
            out.printf(
                format,
                run.suite().id(),
                run.setup().id(),
                report.jdk(),
                run.order().id(),
                report.tests(),
                report.passed(),
                report.failed().size(),
                report.vacuous(),
                report.leftOut().size(),
                report.seconds()));
    reports.forEach(
        (run, report) -> {
          if (!report.seed().isEmpty()) {
            out.printf(
                "TCK: %s: operations by node %s; the same choice again: -Dtck.seed=%s%n",
                run.id(), report.operationsByNode(), report.seed());
          }
        });
  }

  private void write(Map<Run, RunReport> reports) throws IOException {
    List<String> summary =
        new ArrayList<>(List.of("topology,jdk,tests,passed,failed,vacuous,left-out"));
    List<String> runs =
        new ArrayList<>(
            List.of("suite,topology,jdk,order,tests,passed,failed,vacuous,left-out,seconds"));
    reports.forEach(
        (run, report) -> {
          String counts =
              Stream.of(
                      report.tests(),
                      report.passed(),
                      report.failed().size(),
                      report.vacuous(),
                      report.leftOut().size())
                  .map(String::valueOf)
                  .collect(Collectors.joining(","));
          summary.add(String.join(",", run.setup().id(), report.jdk(), counts));
          runs.add(
              String.join(
                  ",",
                  run.suite().id(),
                  run.setup().id(),
                  report.jdk(),
                  run.order().id(),
                  counts,
                  report.seconds().toPlainString()));
        });
    Files.write(output.resolve(SUMMARY), summary);
    Files.write(output.resolve(RUNS), runs);
  }

  /** Runs that Maven carried out although the plan does not know them. */
  private List<String> unplanned(Set<Run> planned) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> children = Files.list(directory)) {
      children
          .filter(Files::isDirectory)
          .forEach(child -> found.add(child.getFileName().toString()));
    }
    planned.forEach(run -> found.remove(run.id()));
    return found.stream()
        .map(
            id ->
                id + ": was run but is not in the plan; does its execution have its skip property?")
        .toList();
  }

  private static List<String> faults(Run run, RunReport report) {
    List<String> faults = new ArrayList<>();
    if (report.record().isEmpty()) {
      faults.add("there is no record of the run; it has not taken place or its JVM crashed");
    } else {
      faults.addAll(setupFaults(run, report));
      faults.addAll(doneNothing(run, report));
    }
    int accounted = report.tests() + report.leftOut().size();
    if (accounted != run.suite().tests()) {
      faults.add(
          "%d tests ran and %d were left out, together not %d"
              .formatted(report.tests(), report.leftOut().size(), run.suite().tests()));
    }
    List<String> all =
        new ArrayList<>(faults.stream().map(fault -> run.id() + ": " + fault).toList());
    all.addAll(failures(run, report));
    return all;
  }

  private static List<String> setupFaults(Run run, RunReport report) {
    List<String> faults = new ArrayList<>();
    Setup setup = run.setup();
    if (!report.setupFailure().isEmpty()) {
      faults.add("it could not be set up: " + report.setupFailure());
    }
    if (report.providers().size() != 1) {
      faults.add("expected one CachingProvider on the class path, found " + report.providers());
    }
    if (!report.topology().equals(setup.topology())) {
      faults.add("the topology was " + report.topology());
    }
    if (!report.servers().equals(setup.servers())) {
      faults.add("the servers were " + report.servers() + " instead of " + setup.servers());
    }
    if (!run.order().holds(report.classes())) {
      faults.add("the classes ran in another order: " + report.classes());
    }
    List<Long> operations = report.operationsByNode();
    if (setup.nodes() > 1 && (operations.size() != setup.nodes() || operations.contains(0L))) {
      faults.add("not every one of %d nodes was used: %s".formatted(setup.nodes(), operations));
    }
    return faults;
  }

  private static List<String> doneNothing(Run run, RunReport report) {
    List<String> faults = new ArrayList<>();
    int vacuous = run.suite().vacuous();
    if (report.vacuous() > vacuous) {
      faults.add(
          "%d tests did nothing, %d may: %s, without using a cache %s and %d skipped"
              .formatted(
                  report.vacuous(), vacuous, report.excluded(), report.idle(), report.skipped()));
    } else if (report.vacuous() < vacuous) {
      faults.add(
          "%d tests did nothing, %d should have: is the ExcludeList read and its log heard?"
              .formatted(report.vacuous(), vacuous));
    }
    if (run.setup().nodes() == 1 && !report.leftOut().isEmpty()) {
      faults.add("no test may be left out, but these were: " + report.leftOut());
    }
    if (!report.leftOutUnknown().isEmpty()) {
      faults.add("to be left out, but there are no such tests: " + report.leftOutUnknown());
    }
    return faults;
  }

  private static List<String> failures(Run run, RunReport report) {
    return report.failed().stream().map(test -> run.id() + ": FAILED " + test).toList();
  }
}
