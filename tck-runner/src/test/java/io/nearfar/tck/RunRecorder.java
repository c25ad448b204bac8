package io.nearfar.tck;

import io.nearfar.tck.nodes.NodeChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.cache.spi.CachingProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down, inside the JVM of a TCK run, what the XML reports do not tell. It only watches: the
 * JUnit platform finds it as a service, and it is idle unless {@code nearfar.tck.record} names a
 * file.
 *
 * <p>Whatever the TCK leaves out (its {@code ExcludeList}, store-by-reference where it is not
 * supported, annotations without a {@code BeanProvider}, {@code unwrap} without a class name) goes
 * through one statement that logs the test and returns, and JUnit counts it as passed. That log is
 * what is counted here.
 *
 * <p>Of the tests of the annotations some pass on beans that nobody intercepts. Those that pass and
 * have read from no cache are noted as idle.
 */
public final class RunRecorder implements TestExecutionListener {

  private static final String ANNOTATIONS = "org.jsr107.tck.annotation.";
  private static final Pattern EXCLUDING = Pattern.compile("EXCLUDING TEST '(.*)'\\s+'(.*)'\\.");

  // Held, for the log manager forgets loggers that nobody holds, together with their handlers.
  private final Logger logger = Logger.getLogger("org.jsr107.tck");
  private final ExclusionHandler handler = new ExclusionHandler();
  private final String file;
  private final Set<String> classes = new LinkedHashSet<>();
  private final LongSupplier reads;
  private final Predicate<String> mustRead;
  private final List<String> idle = new CopyOnWriteArrayList<>();
  private long readsBefore;
  private final List<String> excluded = new CopyOnWriteArrayList<>();

  /** For the service loader. */
  public RunRecorder() {
    this(
        System.getProperty("nearfar.tck.record", ""),
        type -> type.startsWith(ANNOTATIONS),
        CacheReads::total);
  }

  /**
   * @param file what to write, or an empty string
   * @param mustRead whether the tests of a class must read from caches
   * @param reads how often caches have been read from
   */
  RunRecorder(String file, Predicate<String> mustRead, LongSupplier reads) {
    this.file = file;
    this.mustRead = mustRead;
    this.reads = reads;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    if (!file.isEmpty()) {
      logger.addHandler(handler);
    }
  }

  @Override
  public void executionStarted(TestIdentifier identifier) {
    className(identifier.getSource()).ifPresent(classes::add);
    if (mustRead(identifier)) {
      readsBefore = reads.getAsLong();
    }
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    if (mustRead(identifier) && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
      String test =
          className(identifier.getSource()).orElseThrow() + "#" + identifier.getDisplayName();
      // Noted first: JUnit keeps to itself what a listener throws.
      idle.add(test);
      if (reads.getAsLong() != readsBefore) {
        idle.remove(test);
      }
    }
  }

  private boolean mustRead(TestIdentifier identifier) {
    return !file.isEmpty()
        && identifier.isTest()
        && className(identifier.getSource()).filter(mustRead).isPresent();
  }

  private static Optional<String> className(Optional<TestSource> source) {
    return source.map(
        found -> {
          if (found instanceof ClassSource type) {
            return type.getClassName();
          }
          return found instanceof MethodSource method ? method.getClassName() : null;
        });
  }

  @Override
  public void testPlanExecutionFinished(TestPlan testPlan) {
    if (file.isEmpty()) {
      return;
    }
    logger.removeHandler(handler);
    Properties record = new Properties();
    record.setProperty("jdk", System.getProperty("java.version"));
    record.setProperty("topology", System.getProperty("nearfar.defaults.topology", ""));
    record.setProperty("classes", join(classes));
    record.setProperty("excluded", join(excluded));
    record.setProperty("idle", join(idle));
    record.setProperty("providers", join(providers()));
    record.setProperty("servers", System.getProperty(RunSetup.STARTED, ""));
    record.setProperty("setup-failure", System.getProperty(RunSetup.FAILURE, ""));
    record.setProperty("left-out", join(LeftOutFilter.leftOut()));
    record.setProperty("left-out-unknown", join(new LeftOutFilter().unknown()));
    List<String> operations = NodeChoice.chosen().stream().map(String::valueOf).toList();
    record.setProperty("operations-by-node", join(operations));
    record.setProperty(
        "seed", operations.isEmpty() ? "" : System.getProperty("nearfar.tck.seed", ""));
    try (Writer writer = Files.newBufferedWriter(Path.of(file))) {
      record.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> providers() {
    return ServiceLoader.load(CachingProvider.class).stream()
        .map(provider -> provider.type().getName())
        .toList();
  }

  private static String join(Collection<String> values) {
    return String.join(",", values);
  }

  private final class ExclusionHandler extends Handler {
    @Override
    public void publish(LogRecord logged) {
      Matcher matcher = EXCLUDING.matcher(String.valueOf(logged.getMessage()));
      if (matcher.find()) {
        excluded.add(matcher.group(1) + "#" + matcher.group(2));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
