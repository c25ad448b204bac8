package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.near.Ttl;
import io.nearfar.spi.Copier;
import io.nearfar.spi.FarException;
import io.nearfar.stats.LinkState;
import io.nearfar.stats.LinkStatistics;
import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes with near copies over one far store. */
class NearFarTopologyTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final FakeTicker ticker = new FakeTicker();
  private final FakeFarStore store = new FakeFarStore(ticker);
  private final List<EngineFixture<?, ?>> fixtures = new ArrayList<>();

  @AfterEach
  void closeAll() {
    fixtures.forEach(EngineFixture::close);
  }

  private CacheEngine<String, Object> node() {
    return linked(EngineFixture.<String, Object>nearFar(store, ticker).build());
  }

  private CacheEngine<String, Object> node(long creation, long update, long access) {
    return linked(
        EngineFixture.<String, Object>nearFar(store, ticker)
            .expiry(creation, update, access)
            .build());
  }

  private CacheEngine<String, Object> copying() {
    return linked(
        EngineFixture.<String, Object>nearFar(store, ticker).copier(new DateCopier()).build());
  }

  private static final class DateCopier implements Copier {
    @Override
    public boolean shares(Object object) {
      return !(object instanceof Date);
    }

    @Override
    @SuppressWarnings("unchecked") // A clone has the class of its original.
    public <T> T copy(T object) {
      return object instanceof Date date ? (T) date.clone() : object;
    }

    @Override
    public void close() {}
  }

  private CacheEngine<String, Object> linked(EngineFixture<String, Object> fixture) {
    fixtures.add(fixture);
    await(fixture.engine(), link -> link.state() == LinkState.LINKED && link.polls() > 1);
    return fixture.engine();
  }

  private static void await(CacheEngine<?, ?> engine, Predicate<LinkStatistics> condition) {
    while (!condition.test(Objects.requireNonNull(engine.link()))) {
      Thread.onSpinWait();
    }
  }

  /** Everything that was announced until now has been heard. */
  private void heard(CacheEngine<?, ?> engine) {
    await(engine, link -> link.heardVersion() >= store.version());
  }

  /** A poll that was sent after now was answered. */
  private static void confirmed(CacheEngine<?, ?> engine) {
    long before = Objects.requireNonNull(engine.link()).polls();
    await(engine, link -> link.polls() > before + 1);
  }

  private int calls(Runnable action) {
    int before = store.calls();
    action.run();
    return store.calls() - before;
  }

  @Test
  void whatWasRead_isServedWithoutARoundTrip() {
    CacheEngine<String, Object> a = node();
    CacheEngine<String, Object> b = node();
    a.put("key", "value");

    assertThat(calls(() -> assertThat(a.get("key")).isEqualTo("value"))).isZero();
    assertThat(calls(() -> assertThat(b.get("key")).isEqualTo("value"))).isEqualTo(1);
    assertThat(calls(() -> assertThat(b.get("key")).isEqualTo("value"))).isZero();
    assertThat(calls(() -> assertThat(b.containsKey("key")).isTrue())).isZero();
    assertThat(calls(() -> assertThat(b.getAll(Set.of("key"))).hasSize(1))).isZero();
  }

  @Test
  void changeOfAnotherNode_dropsTheCopy() {
    CacheEngine<String, Object> a = node();
    CacheEngine<String, Object> b = node();
    a.put("key", "old");
    assertThat(b.get("key")).isEqualTo("old");

    a.put("key", "new");
    heard(b);

    assertThat(b.get("key")).isEqualTo("new");
    assertThat(Objects.requireNonNull(b.link()).dropped()).isEqualTo(1);
  }

  @Test
  void ownChange_keepsTheOwnCopy() {
    CacheEngine<String, Object> a = node();
    a.put("key", "1");
    a.put("key", "2");
    heard(a);

    assertThat(calls(() -> assertThat(a.get("key")).isEqualTo("2"))).isZero();
  }

  @Test
  void everyKindOfChange_isSeenAtOnceByItsOwnNode() {
    CacheEngine<String, Object> a = node();
    a.putAll(Map.of("key", "1", "other", "x"));
    assertThat(a.get("key")).isEqualTo("1");
    assertThat(a.getAndPut("key", "2")).isEqualTo("1");
    assertThat(a.get("key")).isEqualTo("2");
    assertThat(a.replace("key", "2", "3")).isTrue();
    assertThat(a.get("key")).isEqualTo("3");
    assertThat(a.replace("key", "4")).isTrue();
    assertThat(a.get("key")).isEqualTo("4");
    a.process(
        "key",
        entry -> {
          entry.set("5");
          return null;
        });
    assertThat(a.get("key")).isEqualTo("5");
    assertThat(a.remove("key")).isTrue();
    assertThat(a.get("key")).isNull();
    assertThat(a.putIfAbsent("key", "6")).isTrue();
    assertThat(a.get("key")).isEqualTo("6");
    a.clear();
    assertThat(a.get("key")).isNull();
    assertThat(a.get("other")).isNull();
  }

  @Test
  void refusedChange_showsWhatIsThere() {
    CacheEngine<String, Object> a = node();
    CacheEngine<String, Object> b = node();
    a.put("key", "old");
    assertThat(b.get("key")).isEqualTo("old");
    store.losingMessages(true);
    a.put("key", "new");

    assertThat(b.get("key")).isEqualTo("old"); // Nobody has told it.
    assertThat(b.replace("key", "old", "mine")).isFalse();
    assertThat(b.get("key")).isEqualTo("new"); // It has seen that the old one is gone.
  }

  @Test
  void iteration_showsWhatIsThere() {
    CacheEngine<String, Object> a = node();
    CacheEngine<String, Object> b = node();
    a.put("key", "old");
    assertThat(b.get("key")).isEqualTo("old");
    store.losingMessages(true);
    a.put("key", "new");

    assertThat(b.iterator().next().value()).isEqualTo("new");
    assertThat(b.get("key")).isEqualTo("new");
  }

  @Test
  void clearOfAnotherNode_dropsAllCopies() {
    CacheEngine<String, Object> a = node();
    CacheEngine<String, Object> b = node();
    a.put("key", "old");
    assertThat(b.get("key")).isEqualTo("old");
    a.clear();
    heard(b);
    assertThat(b.get("key")).isNull();
  }

  @Test
  void lostMessage_isFoundByThePoll_andWhatStillHoldsIsNotMoved() {
    CacheEngine<String, Object> a = node();
    CacheEngine<String, Object> b = node();
    a.put("changed", "old");
    a.put("same", "value");
    b.get("changed");
    b.get("same");
    heard(b);
    store.losingMessages(true);
    a.put("changed", "new");

    await(b, link -> link.gaps() > 0);

    assertThat(b.get("changed")).isEqualTo("new");
    assertThat(b.get("same")).isEqualTo("value");
    assertThat(Objects.requireNonNull(b.link()).revalidated()).isEqualTo(1);
    assertThat(calls(() -> assertThat(b.get("same")).isEqualTo("value"))).isZero();
  }

  @Test
  void unconfirmedCopies_areNotServedForLonger() {
    CacheEngine<String, Object> a = node();
    a.put("key", "value");
    a.get("key");
    store.failing(true);
    await(a, link -> link.state() == LinkState.BLIND);

    ticker.advance(Duration.ofMillis(4_900));
    assertThat(a.get("key")).isEqualTo("value");
    ticker.advance(Duration.ofMillis(200));

    assertThatThrownBy(() -> a.get("key")).isInstanceOf(FarException.class);
    store.failing(false);
    await(a, link -> link.state() == LinkState.LINKED);
    assertThat(a.get("key")).isEqualTo("value");
  }

  @Test
  void otherHistory_endsAllCopies() {
    CacheEngine<String, Object> a = node();
    a.put("kept", "1");
    long before = store.version();
    a.put("kept", "2");
    a.put("lost", "x");
    store.becomes("second", before);

    await(a, link -> link.forks() > 0);

    assertThat(a.get("lost")).isNull();
    assertThat(a.get("kept")).isNull(); // The fake keeps no older versions.
  }

  @Test
  void changeOfUnknownOutcome_dropsTheCopy() {
    CacheEngine<String, Object> a = node();
    a.put("key", "1");
    store.failing(true);
    assertThatThrownBy(() -> a.put("key", "2")).isInstanceOf(FarException.class);
    assertThatThrownBy(() -> a.get("key")).isInstanceOf(FarException.class);
  }

  @Test
  void copies_endWithTheirEntry() {
    CacheEngine<String, Object> a = node(SECOND, Ttl.KEEP, Ttl.KEEP);
    a.put("key", "1");
    ticker.advance(Duration.ofMillis(600));
    a.put("key", "2");
    assertThat(calls(() -> assertThat(a.get("key")).isEqualTo("2"))).isZero();
    ticker.advance(Duration.ofMillis(399));
    assertThat(a.get("key")).isEqualTo("2");
    ticker.advance(Duration.ofMillis(1));
    assertThat(a.get("key")).isNull();
  }

  @Test
  void reads_prolongTheLifeOfTheEntry_onceInAnEighthOfIt() {
    CacheEngine<String, Object> a = node(8 * SECOND, 8 * SECOND, 8 * SECOND);
    a.put("key", "1");
    for (int i = 0; i < 40; i++) {
      ticker.advance(Duration.ofMillis(500));
      assertThat(a.get("key")).as("after %s reads", i).isEqualTo("1");
    }
    // Just past the moment up to which nothing would be written for a read.
    ticker.advance(Duration.ofMillis(1));
    confirmed(a);
    a.get("key");
    assertThat(calls(() -> a.get("key"))).isZero();
  }

  @Test
  void accessLifeShorterThanTheFirst_isGivenByTheFirstRead() {
    CacheEngine<String, Object> a = node(100 * SECOND, Ttl.KEEP, SECOND);
    a.put("key", "1");
    assertThat(calls(() -> a.get("key"))).isEqualTo(1);
    ticker.advance(Duration.ofMillis(1_001));
    assertThat(a.get("key")).isNull();
  }

  @Test
  void mutableValues_areNeverShared() {
    CacheEngine<String, Object> a = copying();
    CacheEngine<String, Object> b = copying();
    Date given = new Date(1);
    a.put("key", given);
    given.setTime(2);
    Date got = (Date) Objects.requireNonNull(b.get("key"));
    assertThat(got).isEqualTo(new Date(1));
    got.setTime(3);
    assertThat(b.get("key")).isEqualTo(new Date(1));
    assertThat(a.get("key")).isEqualTo(new Date(1));
  }
}
