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
 * Three hits to one update, in one thread: a busy cache of things that change.
 *
 * <pre>java -jar benchmarks/target/benchmarks.jar compare.NearMix -prof gc</pre>
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
public class NearMixBenchmark {
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
  private Object[] values;

  /** Before JMH fills in the parameters. */
  public NearMixBenchmark() {}

  /** Prepares keys and values, fills the cache. */
  @Setup
  public void open() {
    keys = Keys.skewed(entries, SEQUENCE);
    subject = contender.open(workload).filled(workload, entries);
    values = new Object[SEQUENCE];
    for (int i = 0; i < SEQUENCE; i++) {
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
   * A hit, or every fourth time an update.
   *
   * @param cursor where this thread is
   * @return the value read or written
   */
  @Benchmark
  public @Nullable Object mix(Cursor cursor) {
    int index = cursor.next() & MASK;
    Integer key = keys[index];
    if ((index & 3) != 0) {
      return subject.get(key);
    }
    Object value = values[index];
    subject.put(key, value);
    return value;
  }
}
