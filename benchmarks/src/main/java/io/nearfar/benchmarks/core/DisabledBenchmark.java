package io.nearfar.benchmarks.core;

import io.nearfar.benchmarks.Cursor;
import io.nearfar.benchmarks.JCacheSubject;
import io.nearfar.benchmarks.Keys;
import io.nearfar.benchmarks.Nearfar;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Caching switched off ({@code none}): an application that asks the cache, gets nothing, computes,
 * and stores, beside one that only computes. The work without a cache shows the cost alone; the
 * work of about a microsecond, still far less than anything worth caching, shows what is left of it
 * in an application.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar core.Disabled -prof gc</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Threads(1)
@State(Scope.Benchmark)
public class DisabledBenchmark {
  private static final int SEQUENCE = 1 << 16;
  private static final int MASK = SEQUENCE - 1;

  /** How much work a value is, in JMH's tokens of 1 to 3 ns. */
  @Param({"0", "500"})
  public int work;

  /** How many keys there are. */
  @Param("32768")
  public int entries;

  private JCacheSubject subject;
  private Integer[] keys;
  private Object[] results;

  /** Before JMH fills in the parameters. */
  public DisabledBenchmark() {}

  /** Prepares keys and values. */
  @Setup
  public void open() {
    keys = Keys.skewed(entries, SEQUENCE);
    subject = Nearfar.NONE.open(Workload.STRING);
    results = new Object[entries];
    for (int i = 0; i < entries; i++) {
      results[i] = Workload.STRING.value(i);
    }
  }

  /** Closes the cache. */
  @TearDown
  public void close() {
    subject.close();
  }

  /**
   * Without any cache.
   *
   * @param cursor where this thread is
   * @return the value
   */
  @Benchmark
  public Object direct(Cursor cursor) {
    return compute(keys[cursor.next() & MASK]);
  }

  /**
   * Through a cache that is switched off.
   *
   * @param cursor where this thread is
   * @return the value
   */
  @Benchmark
  public Object none(Cursor cursor) {
    Integer key = keys[cursor.next() & MASK];
    Object value = subject.get(key);
    if (value == null) {
      value = compute(key);
      subject.put(key, value);
    }
    return value;
  }

  private Object compute(Integer key) {
    if (work > 0) {
      Blackhole.consumeCPU(work);
    }
    return results[key];
  }
}
