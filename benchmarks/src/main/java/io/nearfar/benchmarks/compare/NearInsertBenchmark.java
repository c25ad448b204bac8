package io.nearfar.benchmarks.compare;

import io.nearfar.benchmarks.Cursor;
import io.nearfar.benchmarks.Keys;
import io.nearfar.benchmarks.Subject;
import io.nearfar.benchmarks.Workload;
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
 * Puts of new keys into a full cache: each drives an entry out. The keys are ten times as many as
 * the cache holds, and come round in the same order, so that those evicted are new again. Only the
 * bounded contenders take part.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar compare.NearInsert -prof gc</pre>
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
public class NearInsertBenchmark {
  private static final int SEQUENCE = 1 << 20;
  private static final int MASK = SEQUENCE - 1;
  private static final int VALUES = 1 << 16;
  private static final int VALUES_MASK = VALUES - 1;

  /** Who is measured. */
  @Param({"CAFFEINE", "NEARFAR", "CAFFEINE_JCACHE", "CACHE2K_JCACHE", "EHCACHE_JCACHE"})
  public Contender contender;

  /** What is stored. */
  @Param("STRING")
  public Workload workload;

  private Subject subject;
  private Integer[] keys;
  private Object[] values;

  /** Before JMH fills in the parameters. */
  public NearInsertBenchmark() {}

  /** Prepares keys and values, fills the cache. */
  @Setup
  public void open() {
    keys = Keys.distinct(/* first= */ 0, SEQUENCE);
    subject = contender.open(workload);
    for (int i = 0; i < Contender.Bound.STANDARD.entries(); i++) {
      subject.put(SEQUENCE + i, workload.value(i));
    }
    values = new Object[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = workload.value(i);
    }
    // In a server that has run for a while, caches live in the old generation.
    System.gc();
  }

  /** Closes the cache. */
  @TearDown
  public void close() {
    subject.close();
  }

  /**
   * An insertion.
   *
   * @param cursor where this thread is
   */
  @Benchmark
  public void insert(Cursor cursor) {
    int index = cursor.next() & MASK;
    subject.put(keys[index], values[index & VALUES_MASK]);
  }
}
