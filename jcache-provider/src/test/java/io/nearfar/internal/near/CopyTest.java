package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.FakeTicker;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** How long a copy is served, and what it takes of the heap. */
class CopyTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final FakeTicker ticker = new FakeTicker();
  private final CopyStore<String, String> store =
      new CopyStore<>(new ConcurrentHashMap<>(), ticker, /* segments= */ 1);

  @Test
  void get_eternal_asLongAsConfirmed() {
    confirm(10 * SECOND);
    learn(Ttl.ETERNAL);
    ticker.advance(Duration.ofNanos(10 * SECOND - 1));
    assertThat(store.get("key")).isNotNull();

    ticker.advance(Duration.ofNanos(1));

    assertThat(store.get("key")).isNull();
    assertThat(store.suspect("key")).as("may still hold").isNotNull();
    confirm(10 * SECOND);
    assertThat(store.get("key")).isNotNull();
  }

  @Test
  void get_withDeadline_untilThen() {
    confirm(10 * SECOND);
    learn(ticker.nanos() + SECOND);
    ticker.advance(Duration.ofNanos(SECOND - 1));
    assertThat(store.get("key")).isNotNull();

    ticker.advance(Duration.ofNanos(1));

    assertThat(store.get("key")).isNull();
    assertThat(store.suspect("key")).as("of no use").isNull();
  }

  @Test
  void get_withDeadline_notLongerThanConfirmed() {
    confirm(SECOND);
    learn(ticker.nanos() + 10 * SECOND);
    ticker.advance(Duration.ofSeconds(1));

    assertThat(store.get("key")).isNull();
    assertThat(store.suspect("key")).as("may still hold").isNotNull();
  }

  @Test
  void get_suspect_notServed() {
    confirm(10 * SECOND);
    learn(Ttl.ETERNAL);

    store.suspect(0, 8);

    assertThat(store.get("key")).isNull();
  }

  @Test
  void learn_olderThanSeenBefore_isRefused() {
    confirm(10 * SECOND);
    learn(Ttl.ETERNAL);
    CopyStore.Question question = store.ask(0);

    assertThat(question.highWater()).isEqualTo(7);
    assertThat(store.learn(question, "other", Fact.unknown(6))).isFalse();
    assertThat(store.learn(question, "other", Fact.unknown(7))).isTrue();
  }

  /** In the usual layout; 48 bytes over raw Caffeine are allowed. */
  @Test
  void heap() {
    HeapShapes shapes = new HeapShapes(HeapLayout.COMPRESSED);

    assertThat(shapes.own(Copy.class)).isEqualTo(32);
    assertThat(shapes.own(MortalCopy.class)).isEqualTo(40);
    confirm(10 * SECOND);
    learn(Ttl.ETERNAL);
    assertThat(store.get("key")).isExactlyInstanceOf(Copy.class);
  }

  private void confirm(long nanos) {
    store.confirm(0, ticker.nanos() + nanos, ticker.nanos());
  }

  private void learn(long deadline) {
    store.learn(store.ask(0), "key", new Fact<>(7, "value", true, 7, deadline));
  }
}
