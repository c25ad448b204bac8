package io.nearfar.benchmarks.far;

import io.nearfar.benchmarks.Cursor;
import io.nearfar.benchmarks.Keys;
import io.nearfar.benchmarks.Subject;
import io.nearfar.benchmarks.Workload;
import io.nearfar.stats.LinkState;
import io.nearfar.testing.RedisServer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * Hits among near copies of entries in a real Redis on this machine. After each iteration it is
 * checked that Nearfar was linked and that the reads have not gone to the server: a copy that is
 * confirmed no more would be read afresh.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar far.CopyGet -prof gc -p workload=STRING,STRING_EXPIRY
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
public class CopyGetBenchmark {
  private static final int SEQUENCE = 1 << 16;
  private static final int MASK = SEQUENCE - 1;
  private static final int BOUND = 100_000;

  /**
   * Polls, pings and this benchmark's own questions are a dozen or two in an iteration of a second.
   */
  private static final long FEW_COMMANDS = 100;

  /** Who is measured. */
  @Param public CopyContender contender;

  /** What is stored. */
  @Param("STRING")
  public Workload workload;

  /** How many keys there are. */
  @Param("32768")
  public int entries;

  private RedisServer server;
  private Subject subject;
  private Integer[] keys;
  private long commands;

  /** Before JMH fills in the parameters. */
  public CopyGetBenchmark() {}

  /** Starts the server, fills the store, and reads each entry, so that each has a copy. */
  @Setup
  public void open() {
    keys = Keys.skewed(entries, SEQUENCE);
    server = RedisServer.builder().start();
    subject = contender.open(workload, server.url(), BOUND).filled(workload, entries);
    // In a server that has run for a while, caches live in the old generation.
    System.gc();
  }

  /** Counts what the server has done. */
  @Setup(Level.Iteration)
  public void begin() {
    commands = commands();
  }

  /** Makes sure that copies were read. */
  @TearDown(Level.Iteration)
  public void check() {
    long sent = commands() - commands;
    if (sent > FEW_COMMANDS) {
      throw new IllegalStateException(
          "The server has had " + sent + " commands: this would measure far reads as near hits.");
    }
    if (subject instanceof NearFarSubject nearfar
        && nearfar.statistics().state() != LinkState.LINKED) {
      throw new IllegalStateException(
          "The cache is not linked any more: " + nearfar.statistics() + ".");
    }
  }

  private long commands() {
    return Long.parseLong(server.info("stats").getOrDefault("total_commands_processed", "0"));
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
  public @Nullable Object hit(Cursor cursor) {
    return subject.get(keys[cursor.next() & MASK]);
  }
}
