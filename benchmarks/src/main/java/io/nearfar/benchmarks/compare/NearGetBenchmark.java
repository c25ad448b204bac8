package io.nearfar.benchmarks.compare;

import io.nearfar.benchmarks.Cursor;
import io.nearfar.benchmarks.Keys;
import io.nearfar.benchmarks.Subject;
import io.nearfar.benchmarks.Workload;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * Near hits: every key asked for is in the cache.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar compare.NearGet -prof gc -p workload=STRING,BEAN
 * </pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Threads(1)
@State(Scope.Benchmark)
public class NearGetBenchmark {
  private static final int SEQUENCE = 1 << 16;
  private static final int MASK = SEQUENCE - 1;

  /** Who is measured. */
  @Param public Contender contender;

  /** What is stored. */
  @Param("STRING")
  public Workload workload;

  /** How many keys there are. */
  @Param("32768")
  public int entries;

  private Subject subject;
  private Integer[] keys;

  /** Before JMH fills in the parameters. */
  public NearGetBenchmark() {}

  /** Prepares keys and values, fills the cache. */
  @Setup
  public void open() {
    keys = Keys.skewed(entries, SEQUENCE);
    subject = contender.open(workload).filled(workload, entries);
    // In a server that has run for a while, caches live in the old generation.
    System.gc();
  }

  /** Closes the cache. */
  @TearDown
  public void close() {
    subject.close();
  }

  /**
   * A hit.
   *
   * @param cursor where this thread is
   * @return the value
   */
  @Benchmark
  public @Nullable Object hit(Cursor cursor) {
    return subject.get(keys[cursor.next() & MASK]);
  }
}
