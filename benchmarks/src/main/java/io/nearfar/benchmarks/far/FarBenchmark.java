package io.nearfar.benchmarks.far;

import io.nearfar.benchmarks.Cursor;
import io.nearfar.testing.RedisServer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
 * Reads and writes of 100-byte strings in a real Redis on this machine.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar far.Far -t 1
 * java -jar benchmarks/target/benchmarks.jar far.Far -t 32
 * </pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseG1GC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Threads(1)
@State(Scope.Benchmark)
public class FarBenchmark {
  private static final int MANY = 100;

  /** Who is measured. */
  @Param public FarContender contender;

  /** How many keys there are; a power of two. */
  @Param("16384")
  public int entries;

  private int mask;
  private RedisServer server;
  private FarSubject subject;
  private String[] keys;
  private String[] values;

  /** Before JMH fills in the parameters. */
  public FarBenchmark() {}

  /** Starts the server, fills the store. */
  @Setup
  public void open() {
    mask = entries - 1;
    server = RedisServer.builder().start();
    subject = contender.open(server.port());
    keys = new String[entries];
    values = new String[entries];
    for (int i = 0; i < entries; i++) {
      keys[i] = "key:" + (1_000_000 + i);
      values[i] = ("value " + i + " ").repeat(20).substring(0, 100);
      subject.put(keys[i], values[i]);
    }
    for (String key : keys) {
      if (subject.get(key) == null) {
        throw new IllegalStateException("An entry is missing after the fill.");
      }
    }
  }

  /** Stops everything. */
  @TearDown
  public void close() {
    subject.close();
    server.close();
  }

  /**
   * A hit.
   *
   * @param cursor where this thread is
   * @return the value
   */
  @Benchmark
  public @Nullable String get(Cursor cursor) {
    return subject.get(keys[cursor.next() & mask]);
  }

  /**
   * An update.
   *
   * @param cursor where this thread is
   */
  @Benchmark
  public void put(Cursor cursor) {
    int index = cursor.next();
    subject.put(keys[index & mask], values[(index + 1) & mask]);
  }

  /**
   * A hundred hits at once.
   *
   * @param cursor where this thread is
   * @return the values
   */
  @Benchmark
  public Map<String, String> getAll(Cursor cursor) {
    int start = (cursor.next() * MANY) & (mask >> 1);
    Set<String> wanted = new LinkedHashSet<>(Arrays.asList(keys).subList(start, start + MANY));
    return subject.getAll(wanted);
  }
}
