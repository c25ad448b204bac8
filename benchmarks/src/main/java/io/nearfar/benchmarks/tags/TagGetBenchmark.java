package io.nearfar.benchmarks.tags;

import io.nearfar.benchmarks.Cursor;
import io.nearfar.benchmarks.Keys;
import io.nearfar.benchmarks.Workload;
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
 * Near hits of entries that carry tags. Before they are stored, other tags have been invalidated:
 * so their clocks are compared, and none of them is empty. After each iteration it is checked that
 * the reads have not gone to the server.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar tags.TagGet -prof gc -p contender=NEAR -p tags=0,1,4
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
public class TagGetBenchmark {
  private static final int SEQUENCE = 1 << 16;
  private static final int MASK = SEQUENCE - 1;
  private static final int BOUND = 100_000;
  private static final int OTHER_TAGS = 10_000;

  /**
   * Polls, pings and this benchmark's own questions are a dozen or two in an iteration of a second.
   */
  private static final long FEW_COMMANDS = 100;

  /** Who is measured. */
  @Param({"CAFFEINE", "NEAR", "NEAR_FAR"})
  public TagContender contender;

  /** What is stored. */
  @Param("STRING")
  public Workload workload;

  /** How many tags an entry carries, at most 4. */
  @Param({"0", "1", "4"})
  public int tags;

  /** How many keys there are. */
  @Param("32768")
  public int entries;

  private @Nullable RedisServer server;
  private TaggedSubject subject;
  private Integer[] keys;
  private long commands;

  /** Before JMH fills in the parameters. */
  public TagGetBenchmark() {}

  /** Fills the cache, and makes sure that everything is there. */
  @Setup
  public void open() {
    keys = Keys.skewed(entries, SEQUENCE);
    server = contender.startServer();
    subject = contender.open(workload, server, BOUND);
    subject.invalidateOthers(OTHER_TAGS);
    for (int i = 0; i < entries; i++) {
      if (tags == 0) {
        subject.put(i, workload.value(i));
      } else {
        subject.put(i, workload.value(i), EntryTags.of(i, tags));
      }
    }
    for (int i = 0; i < entries; i++) {
      if (subject.get(i) == null) {
        throw new IllegalStateException("Entry " + i + " is missing after the fill.");
      }
    }
    // In a server that has run for a while, caches live in the old generation.
    System.gc();
  }

  /** Counts what the server has done. */
  @Setup(Level.Iteration)
  public void begin() {
    commands = commands();
  }

  /** Makes sure that near entries were read. */
  @TearDown(Level.Iteration)
  public void check() {
    long sent = commands() - commands;
    if (sent > FEW_COMMANDS) {
      throw new IllegalStateException(
          "The server has had " + sent + " commands: this would measure far reads as near hits.");
    }
    subject.checkNear();
  }

  private long commands() {
    return server == null
        ? 0
        : Long.parseLong(server.info("stats").getOrDefault("total_commands_processed", "0"));
  }

  /** Stops everything. */
  @TearDown
  public void close() {
    subject.close();
    if (server != null) {
      server.close();
    }
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
