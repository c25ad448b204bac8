package io.nearfar.benchmarks.tags;

import io.nearfar.benchmarks.Cursor;
import io.nearfar.benchmarks.Keys;
import io.nearfar.benchmarks.Workload;
import io.nearfar.testing.RedisServer;
import java.util.ArrayList;
import java.util.List;
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
 * Puts of values with tags to keys that are in the cache. The tags were made before: what it takes
 * to put their texts together is the application's.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar tags.TagPut -prof gc -p contender=FAR -p tags=0,1,4
 * </pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Threads(1)
@State(Scope.Benchmark)
public class TagPutBenchmark {
  private static final int SEQUENCE = 1 << 16;
  private static final int MASK = SEQUENCE - 1;
  private static final int BOUND = 100_000;
  private static final int OTHER_TAGS = 10_000;

  /** Who is measured. */
  @Param({"CAFFEINE", "NEAR", "FAR"})
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
  private Object[] values;
  private List<List<String>> tagsOfKeys;

  /** Before JMH fills in the parameters. */
  public TagPutBenchmark() {}

  /** Prepares keys, values and tags, fills the cache. */
  @Setup
  public void open() {
    keys = Keys.skewed(entries, SEQUENCE);
    values = new Object[SEQUENCE];
    for (int i = 0; i < SEQUENCE; i++) {
      values[i] = workload.value(i);
    }
    tagsOfKeys = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      tagsOfKeys.add(EntryTags.of(i, tags));
    }
    server = contender.startServer();
    subject = contender.open(workload, server, BOUND);
    subject.invalidateOthers(OTHER_TAGS);
    for (int i = 0; i < entries; i++) {
      subject.put(i, workload.value(i), tagsOfKeys.get(i));
    }
    // In a server that has run for a while, caches live in the old generation.
    System.gc();
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
   * An update.
   *
   * @param cursor where this thread is
   */
  @Benchmark
  public void update(Cursor cursor) {
    int index = cursor.next() & MASK;
    Integer key = keys[index];
    if (tags == 0) {
      subject.put(key, values[index]);
    } else {
      subject.put(key, values[index], tagsOfKeys.get(key));
    }
  }
}
