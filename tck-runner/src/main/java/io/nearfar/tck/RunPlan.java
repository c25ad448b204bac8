package io.nearfar.tck;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which runs take place and on which JDKs, and clears the reports and tables of earlier
 * builds: a missing report must be missed.
 *
 * <p>The plan is a file of Maven properties, {@code plan.properties}: {@code tck.plan.<slot>.jvm},
 * {@code tck.plan.<run>.skip} and, for the summary, {@code tck.plan.runs} and {@code
 * tck.plan.test}.
 */
public final class RunPlan {

  static final String FILE = "plan.properties";
  static final String RUNS = "tck.plan.runs";
  static final String TEST = "tck.plan.test";

  private final Arguments arguments;
  private final Function<Jdk, Optional<Jdk>> newerThan;
  private final PrintStream out;

  RunPlan(Arguments arguments, Function<Jdk, Optional<Jdk>> newerThan, PrintStream out) {
    this.arguments = arguments;
    this.newerThan = newerThan;
    this.out = out;
  }

  /**
   * Writes the plan.
   *
   * @param arguments {@code --directory}, {@code --output} and optionally {@code --suites}, {@code
   *     --setups}, {@code --jvm}, {@code --test} and {@code --skip}
   * @throws IOException if the directory cannot be cleared or the plan not be written
   */
  public static void main(String... arguments) throws IOException {
    JdkFinder finder = JdkFinder.ofThisMachine();
    new RunPlan(
            new Arguments(arguments),
            jdk -> finder.newestAfter(jdk.version(), Jdk::starts),
            System.out)
        .write();
  }

  void write() throws IOException {
    Path directory = Path.of(arguments.require("directory"));
    clear(directory);
    for (String table : TckSummary.TABLES) {
      Files.deleteIfExists(Path.of(arguments.require("output"), table));
    }
    Properties plan = plan();
    try (Writer writer = Files.newBufferedWriter(directory.resolve(FILE))) {
      plan.store(writer, null);
    }
  }

  private Properties plan() {
    Path main = mainLauncher();
    Optional<Jdk> newest = announce(main);
    Properties plan = new Properties();
    plan.setProperty("tck.plan.main.jvm", main.toString());
    plan.setProperty("tck.plan.newest.jvm", newest.map(Jdk::launcher).orElse(main).toString());
    plan.setProperty(TEST, arguments.get("test"));
    List<Run> runs = new ArrayList<>();
    for (Run run : all()) {
      boolean skip = !isWanted(run) || (run.slot() == Run.Slot.NEWEST && newest.isEmpty());
      plan.setProperty(skipProperty(run), Boolean.toString(skip));
      if (!skip) {
        runs.add(run);
      }
    }
    if (runs.isEmpty() && !switchedOff()) {
      throw new IllegalArgumentException(
          "There is no TCK run of tck.suites="
              + arguments.get("suites")
              + " with tck.setups="
              + arguments.get("setups")
              + "; see tck-runner/README.md");
    }
    plan.setProperty(RUNS, runs.stream().map(Run::id).collect(Collectors.joining(",")));
    return plan;
  }

  private static List<Run> all() {
    List<Run> all = new ArrayList<>();
    for (Suite suite : Suite.values()) {
      for (Run.Slot slot : Run.Slot.values()) {
        for (Run.Order order : Run.Order.values()) {
          for (Setup setup : Setup.values()) {
            Run run = new Run(suite, setup, slot, order);
            if (suite.has(run)) {
              all.add(run);
            }
          }
        }
      }
    }
    return all;
  }

  static String skipProperty(Run run) {
    return "tck.plan." + run.id() + ".skip";
  }

  private boolean isWanted(Run run) {
    boolean first = run.slot() == Run.Slot.MAIN && run.order() == Run.Order.FORWARD;
    if (switchedOff() || (oneTest() && !first) || !suites().contains(run.suite())) {
      return false;
    }
    String setups = arguments.get("setups");
    return setups.isEmpty()
        ? run.suite().byDefault(run)
        : Setup.parseAll(setups).contains(run.setup());
  }

  /** One test is of one suite: the core, if none is named. */
  private List<Suite> suites() {
    String suites = arguments.get("suites");
    if (!suites.isEmpty()) {
      return Suite.parseAll(suites);
    }
    return oneTest() ? List.of(Suite.CORE) : List.of(Suite.values());
  }

  /** Prints what will be run and why, and returns the newest JDK if it is to be used. */
  private Optional<Jdk> announce(Path main) {
    if (switchedOff()) {
      out.println("TCK: no run, tests are switched off on the command line");
      return Optional.empty();
    }
    if (oneTest()) {
      out.println("TCK: only " + arguments.get("test") + ", forward, on " + main);
      return Optional.empty();
    }
    if (!arguments.get("jvm").isEmpty()) {
      out.println("TCK: on " + main + " only, as tck.jvm says");
      return Optional.empty();
    }
    Jdk current = Jdk.current();
    Optional<Jdk> newest = newerThan.apply(current);
    out.println("TCK: on JDK " + current.version() + " (the build's), " + main);
    out.println(
        newest
            .map(jdk -> "TCK: on JDK " + jdk.version() + " (the newest found), " + jdk.launcher())
            .orElse(
                "TCK: the run on a newer JDK is SKIPPED, none newer than the build's was found."
                    + " Name one with -Dtck.jvm=<home>."));
    return newest;
  }

  private boolean switchedOff() {
    return Arrays.asList(arguments.get("skip").split(",", -1)).contains("true");
  }

  private boolean oneTest() {
    return !arguments.get("test").isEmpty();
  }

  private Path mainLauncher() {
    String jvm = arguments.get("jvm");
    if (jvm.isEmpty()) {
      return Jdk.current().launcher();
    }
    Path given = Path.of(jvm).toAbsolutePath().normalize();
    Path launcher = Files.isDirectory(given) ? Jdk.launcherOf(given) : given;
    if (!Files.isExecutable(launcher)) {
      throw new IllegalArgumentException(
          "The TCK cannot run on tck.jvm="
              + jvm
              + ": there is no command "
              + launcher
              + ". Name the home of a JDK or its java command.");
    }
    return launcher;
  }

  private static void clear(Path directory) throws IOException {
    if (Files.exists(directory)) {
      List<Path> old;
      try (Stream<Path> tree = Files.walk(directory)) {
        old = tree.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : old) {
        Files.delete(path);
      }
    }
    Files.createDirectories(directory);
  }
}
