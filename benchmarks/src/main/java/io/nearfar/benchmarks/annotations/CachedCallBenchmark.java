package io.nearfar.benchmarks.annotations;

import io.nearfar.benchmarks.Cursor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call of a method whose result is cached: beside the same call through an interceptor that does
 * nothing, and beside Spring's annotation. All calls are hits, of 1,024 keys in turn; the method
 * itself does nothing, so that the difference to {@code NO_OP_INTERCEPTOR} is what caching costs.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar annotations.CachedCall -prof gc
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseG1GC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Threads(1)
@State(Scope.Benchmark)
public class CachedCallBenchmark {

  /** What stands between the caller and the method. */
  @Param public CallContender contender;

  /** How many keys there are; a power of two. */
  @Param("1024")
  public int entries;

  private int mask;
  private CallContender.Called called;
  private Prices prices;
  private Article[] articles;

  /** Before JMH fills in the parameters. */
  public CachedCallBenchmark() {}

  /** Starts the container, and calls each method with each key once. */
  @Setup
  public void open() {
    mask = entries - 1;
    called = contender.open();
    prices = called.prices();
    articles = new Article[entries];
    for (int i = 0; i < entries; i++) {
      articles[i] = new Article("north", i);
      prices.ofNumber(i);
      prices.ofNumberIn("north", i);
      prices.ofArticle(articles[i]);
    }
  }

  /**
   * Stops the container.
   *
   * @throws Exception if it can't be stopped
   */
  @TearDown
  public void close() throws Exception {
    called.container().close();
  }

  /**
   * The key is a number.
   *
   * @param cursor where this thread is
   * @return the result
   */
  @Benchmark
  public String number(Cursor cursor) {
    return prices.ofNumber(cursor.next() & mask);
  }

  /**
   * The key is a text and a number.
   *
   * @param cursor where this thread is
   * @return the result
   */
  @Benchmark
  public String textAndNumber(Cursor cursor) {
    return prices.ofNumberIn("north", cursor.next() & mask);
  }

  /**
   * The key is a record.
   *
   * @param cursor where this thread is
   * @return the result
   */
  @Benchmark
  public String record(Cursor cursor) {
    return prices.ofArticle(articles[cursor.next() & mask]);
  }
}
