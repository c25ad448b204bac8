package io.nearfar.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.spi.TransactionContext.Transaction;
import io.nearfar.testing.TestThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of what a thread collects, in and out of transactions. */
class BatchesTest {
  private final List<String> log = new ArrayList<>();
  private final Cache cache = new Cache("cache");
  private final Cache other = new Cache("other");
  private @Nullable TestTransaction now;
  private long nanos;
  private final Batches batches = new Batches(() -> now, () -> nanos);

  /** Writes down what it is sent. */
  private final class Cache implements Target {
    private final String name;
    private @Nullable RuntimeException failsToSend;
    private @Nullable RuntimeException failsToEnd;

    Cache(String name) {
      this.name = name;
    }

    @Override
    public Sent send(Collected collected, Phase phase) {
      if (failsToSend != null) {
        throw failsToSend;
      }
      log.add(phase + " " + name + " " + new TreeSet<>(collected.keys()) + collected.tags());
      return () -> {
        log.add("awaited " + name);
        if (failsToEnd != null) {
          throw failsToEnd;
        }
      };
    }
  }

  private static final class TestTransaction implements Transaction {
    private final List<Consumer<Boolean>> ends = new ArrayList<>();
    private boolean lost;
    private @Nullable IllegalStateException tooLate;

    @Override
    public Object key() {
      return this;
    }

    @Override
    public void atEnd(Consumer<Boolean> end) {
      if (tooLate != null) {
        throw tooLate;
      }
      if (lost) {
        end.accept(false);
      } else {
        ends.add(end);
      }
    }

    void end(boolean committed) {
      ends.forEach(end -> end.accept(committed));
    }
  }

  private TestTransaction begin() {
    TestTransaction begun = new TestTransaction();
    now = begun;
    return begun;
  }

  private void end(TestTransaction transaction, boolean committed) {
    now = null;
    transaction.end(committed);
  }

  private boolean tag(String tag) {
    return batches.collect(cache, Set.of(), Set.of(tag));
  }

  private List<String> log() {
    List<String> seen = List.copyOf(log);
    log.clear();
    return seen;
  }

  // ---- without transactions

  @Test
  void withoutABatch_nothingIsCollected() {
    assertThat(tag("t")).isFalse();
    batches.open().close();
    assertThat(tag("t")).isFalse();
    assertThat(log()).isEmpty();
  }

  @Test
  void batch_sendsAllCachesBeforeItWaits_eachThingOnce() {
    Batch batch = batches.open();
    assertThat(tag("t")).isTrue();
    assertThat(tag("t")).isTrue();
    assertThat(batches.collect(cache, Set.of("k", "l"), Set.of())).isTrue();
    assertThat(batches.collect(other, Set.of("k"), Set.of("t"))).isTrue();
    assertThat(log()).isEmpty();
    batch.close();
    assertThat(log())
        .containsExactly(
            "MAKE cache [k, l][t]", "MAKE other [k][t]", "awaited cache", "awaited other");
    batch.close();
    assertThat(log()).isEmpty();
  }

  @Test
  void batch_empty_sendsNothing() {
    batches.open().close();
    assertThat(log()).isEmpty();
  }

  @Test
  void batchInABatch_belongsToTheOuterOne() {
    Batch outer = batches.open();
    tag("a");
    Batch inner = batches.open();
    tag("b");
    inner.close();
    assertThat(log()).isEmpty();
    tag("c");
    outer.close();
    assertThat(log()).containsExactly("MAKE cache [][a, b, c]", "awaited cache");
  }

  @Test
  void mark_takesBackWhatWasCollectedAfterIt() {
    Batch batch = batches.open();
    tag("a");
    Batch.Mark mark = batch.mark();
    tag("b");
    batch.keep(mark);
    tag("c");
    batch.close();
    assertThat(log()).containsExactly("MAKE cache [][a, c]", "awaited cache");
  }

  @Test
  void mark_thatWasDropped_isRefused() {
    Batch batch = batches.open();
    tag("a");
    Batch.Mark kept = batch.mark();
    tag("b");
    Batch.Mark dropped = batch.mark();
    batch.keep(kept);
    tag("c");
    tag("d");
    assertThatThrownBy(() -> batch.keep(dropped)).hasMessageContaining("NEARFAR-0805");
    batch.keep(kept);
    batch.drop();
    assertThatThrownBy(() -> batch.keep(kept)).hasMessageContaining("NEARFAR-0805");
    batch.close();
    assertThat(log()).isEmpty();
    assertThatThrownBy(batch::mark).hasMessageContaining("NEARFAR-0803");
    assertThatThrownBy(batch::drop).hasMessageContaining("NEARFAR-0803");
  }

  @Test
  void failures_doNotKeepOthersFromBeingTried() {
    cache.failsToSend = new IllegalStateException("first");
    other.failsToEnd = new IllegalStateException("second");
    Batch batch = batches.open();
    tag("t");
    batches.collect(other, Set.of(), Set.of("t"));
    assertThatThrownBy(batch::close)
        .isSameAs(cache.failsToSend)
        .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(other.failsToEnd));
    assertThat(log()).containsExactly("MAKE other [][t]", "awaited other");
  }

  @Test
  void batchOfAnotherThread_collectsNothingHere_andIsNotClosedHere() throws ExecutionException {
    Batch theirs = TestThreads.start(batches::open).result();
    assertThat(tag("t")).isFalse();
    assertThatThrownBy(theirs::close).hasMessageContaining("NEARFAR-0804");
  }

  @Test
  void batchLeftOpen_isFoundAndDropped() {
    Batch left = batches.open();
    tag("lost");
    nanos = Batches.LONGEST.toNanos() + 1;
    assertThatThrownBy(() -> tag("t"))
        .hasMessageContaining("NEARFAR-0802")
        .hasCauseExactlyInstanceOf(Throwable.class);
    assertThat(tag("t")).isFalse();
    left.close();
    assertThat(log()).isEmpty();
  }

  @Test
  void outerBatchLeftOpen_isFound_evenIfEachUseOpensOneOfItsOwn() {
    Batch left = batches.open();
    nanos = Batches.LONGEST.toNanos() - 1;
    Batch young = batches.open();
    tag("taken over");
    young.close();
    nanos = Batches.LONGEST.toNanos() + 1;
    assertThatThrownBy(batches::open).hasMessageContaining("NEARFAR-0802");
    Batch next = batches.open();
    tag("t");
    next.close();
    left.close();
    assertThat(log()).containsExactly("MAKE cache [][t]", "awaited cache");
  }

  @Test
  void innerBatchLeftOpen_isClosedWithTheOuterOne() {
    Batch outer = batches.open();
    batches.open();
    tag("t");
    outer.close();
    assertThat(log()).containsExactly("MAKE cache [][t]", "awaited cache");
    assertThat(tag("t")).isFalse();
  }

  @Test
  void fullBatch_refusesMore_andKeepsWhatItHas() {
    Batch batch = batches.open();
    batches.collect(cache, Set.of(0), Set.of());
    Batch.Mark mark = batch.mark();
    List<Integer> keys = IntStream.range(1, Items.MOST).boxed().toList();
    batches.collect(cache, keys, Set.of());
    assertThatThrownBy(() -> tag("t")).hasMessageContaining("NEARFAR-0801");
    batch.keep(mark);
    batch.close();
    assertThat(log()).containsExactly("MAKE cache [0][]", "awaited cache");
  }

  @Test
  void work_beginsWithTheEndOfTheBatch_orIsDropped() {
    Batch batch = batches.open();
    Deferred work = work("kept");
    assertThat(batches.collect(work)).isTrue();
    Batch.Mark mark = batch.mark();
    batches.collect(work("dropped"));
    batch.keep(mark);
    batch.close();
    assertThat(log()).containsExactly("drop dropped", "begin kept");
    assertThat(batches.collect(work)).isFalse();
  }

  private Deferred work(String name) {
    return new Deferred() {
      @Override
      public void begin() {
        log.add("begin " + name);
      }

      @Override
      public void drop() {
        log.add("drop " + name);
      }
    };
  }

  // ---- in transactions

  @Test
  void transaction_holdsAtTheEndOfTheBatch_andMakesAfterTheCommit() {
    TestTransaction transaction = begin();
    Batch batch = batches.open();
    tag("t");
    batches.collect(work("work"));
    assertThat(log()).isEmpty();
    batch.close();
    assertThat(log()).containsExactly("HOLD cache [][t]", "awaited cache");
    end(transaction, /* committed= */ true);
    assertThat(log()).containsExactly("COMMIT cache [][t]", "awaited cache", "begin work");
    transaction.end(true);
    assertThat(log()).isEmpty();
  }

  @Test
  void rollback_releasesAndDrops() {
    TestTransaction transaction = begin();
    Batch batch = batches.open();
    tag("t");
    batches.collect(work("work"));
    batch.close();
    log();
    end(transaction, /* committed= */ false);
    assertThat(log()).containsExactly("RELEASE cache [][t]", "awaited cache", "drop work");
  }

  @Test
  void severalBatchesOfATransaction_holdEachThingOnce() {
    TestTransaction transaction = begin();
    Batch first = batches.open();
    tag("a");
    first.close();
    Batch second = batches.open();
    tag("a");
    tag("b");
    second.close();
    assertThat(log())
        .containsExactly("HOLD cache [][a]", "awaited cache", "HOLD cache [][b]", "awaited cache");
    end(transaction, /* committed= */ true);
    assertThat(log()).containsExactly("COMMIT cache [][a, b]", "awaited cache");
  }

  @Test
  void requiresNew_isMadeWithItsOwnCommit() {
    TestTransaction outer = begin();
    Batch outerBatch = batches.open();
    tag("outer");
    TestTransaction inner = begin();
    Batch innerBatch = batches.open();
    tag("inner");
    innerBatch.close();
    end(inner, /* committed= */ true);
    assertThat(log())
        .containsExactly(
            "HOLD cache [][inner]", "awaited cache", "COMMIT cache [][inner]", "awaited cache");
    now = outer;
    outerBatch.close();
    log();
    end(outer, /* committed= */ false);
    assertThat(log()).containsExactly("RELEASE cache [][outer]", "awaited cache");
  }

  @Test
  void requiresNew_withoutABatchOfItsOwn_belongsToItsTransactionAllTheSame() {
    TestTransaction outer = begin();
    Batch batch = batches.open();
    TestTransaction inner = begin();
    assertThat(tag("inner")).isTrue();
    assertThat(log()).containsExactly("HOLD cache [][inner]", "awaited cache");
    end(inner, /* committed= */ false);
    assertThat(log()).containsExactly("RELEASE cache [][inner]", "awaited cache");
    now = outer;
    batch.close();
    end(outer, /* committed= */ true);
    assertThat(log()).isEmpty();
  }

  @Test
  void notSupported_isMadeAtOnce() {
    TestTransaction outer = begin();
    Batch batch = batches.open();
    now = null;
    assertThat(tag("t")).isFalse();
    now = outer;
    batch.close();
    end(outer, /* committed= */ true);
    assertThat(log()).isEmpty();
  }

  @Test
  void batchOpenedBeforeTheTransaction_leavesToItWhatIsCollectedInIt() {
    Batch batch = batches.open();
    tag("before");
    TestTransaction transaction = begin();
    tag("within");
    assertThat(log()).containsExactly("HOLD cache [][within]", "awaited cache");
    end(transaction, /* committed= */ false);
    log();
    batch.close();
    assertThat(log()).containsExactly("MAKE cache [][before]", "awaited cache");
  }

  @Test
  void transactionThatCanOnlyBeRolledBack_holdsNothing_andDropsAll() {
    TestTransaction transaction = begin();
    transaction.lost = true;
    Batch batch = batches.open();
    assertThat(tag("t")).isTrue();
    batches.collect(work("work"));
    batch.close();
    assertThat(log()).containsExactly("drop work");
    end(transaction, /* committed= */ false);
    assertThat(log()).isEmpty();
  }

  @Test
  void transactionThatHearsNobodyAnyMore_isToldOfEachBatch() {
    TestTransaction transaction = begin();
    transaction.tooLate = new IllegalStateException("too late");
    assertThatThrownBy(batches::open).isSameAs(transaction.tooLate);
    assertThatThrownBy(batches::open).isSameAs(transaction.tooLate);
    end(transaction, /* committed= */ false);
    assertThat(tag("t")).isFalse();
  }

  @Test
  void batchThatIsClosedAfterItsTransaction_hasNothingToMake() {
    TestTransaction transaction = begin();
    Batch batch = batches.open();
    tag("t");
    end(transaction, /* committed= */ false);
    batch.close();
    assertThat(log()).isEmpty();
  }

  @Test
  void batchThatIsClosedAfterTheCommit_isMadeThen() {
    TestTransaction transaction = begin();
    Batch batch = batches.open();
    tag("t");
    end(transaction, /* committed= */ true);
    assertThat(log()).isEmpty();
    batch.close();
    assertThat(log()).containsExactly("MAKE cache [][t]", "awaited cache");
  }

  @Test
  void transactionThatTakesLongerThanAHold_endsNobodyElsesHold() {
    TestTransaction committed = begin();
    Batch first = batches.open();
    tag("a");
    first.close();
    now = null;
    TestTransaction rolledBack = begin();
    Batch second = batches.open();
    tag("b");
    second.close();
    log();
    nanos = Batches.MAX_HOLD.toNanos();
    end(committed, /* committed= */ true);
    assertThat(log()).containsExactly("MAKE cache [][a]", "awaited cache");
    end(rolledBack, /* committed= */ false);
    assertThat(log()).isEmpty();
  }

  @Test
  void holdThatFails_isToldBeforeTheCommit_andMadeAfterItAllTheSame() {
    TestTransaction transaction = begin();
    cache.failsToEnd = new IllegalStateException("far away");
    Batch batch = batches.open();
    tag("t");
    assertThatThrownBy(batch::close).isSameAs(cache.failsToEnd);
    log();
    end(transaction, /* committed= */ true);
    assertThat(log()).containsExactly("COMMIT cache [][t]", "awaited cache");
  }
}
