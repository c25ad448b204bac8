package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.near.CopyStore;
import io.nearfar.internal.near.Fact;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.Ttl;
import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.TestCodec;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of copies when a change is announced, also if the key can't be made out. */
class AnnouncementsTest {
  private static final Duration STALENESS = Duration.ofSeconds(5);

  /** What goes wrong with keys. */
  private static @Nullable Fault fault;

  enum Fault {
    UNREADABLE,
    FAILS_TO_LOAD,
    FAILS_TO_HASH,
    OVERFLOWS_TO_HASH,
    FAILS_TO_COMPARE,
    OVERFLOWS_TO_COMPARE
  }

  private record Key(int number) implements Serializable {

    private Object readResolve() {
      if (fault == Fault.FAILS_TO_LOAD) {
        throw new NoClassDefFoundError("told to");
      }
      return fault == Fault.UNREADABLE ? "not a key" : this;
    }

    @Override
    public int hashCode() {
      if (fault == Fault.FAILS_TO_HASH) {
        throw new IllegalStateException("told to");
      }
      if (fault == Fault.OVERFLOWS_TO_HASH) {
        throw new StackOverflowError("told to");
      }
      return 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (fault == Fault.FAILS_TO_COMPARE) {
        throw new IllegalStateException("told to");
      }
      if (fault == Fault.OVERFLOWS_TO_COMPARE) {
        throw new StackOverflowError("told to");
      }
      return other instanceof Key key && key.number == number;
    }
  }

  private final FakeTicker ticker = new FakeTicker();
  private final ConcurrentMap<Key, NearEntry<String>> map = new ConcurrentHashMap<>();
  private final CopyStore<Key, String> near = new CopyStore<>(map, ticker, /* segments= */ 1);
  private final TestCodec codec = new TestCodec();
  private int sweeps;
  private final Announcements<Key, String> announcements =
      new Announcements<>(
          near,
          new Decoding<>(
              "cache",
              new FarTier(
                  new FakeFarStore(ticker),
                  null,
                  codec,
                  Key.class,
                  String.class,
                  Patience.ENDLESS)),
          STALENESS,
          () -> sweeps++);

  @AfterEach
  void mend() {
    fault = null;
  }

  /** A copy as of version 10 whose key is another object than that of the announcement. */
  private void copy() {
    announcements.confirmed(0, ticker.nanos(), /* serverMicros= */ 0);
    near.learn(near.ask(0), new Key(1), new Fact<>(10, "value", true, 10, Ttl.ETERNAL));
    assertThat(served()).isTrue();
  }

  private boolean served() {
    NearEntry<String> only = map.values().iterator().next();
    return near.live(only);
  }

  @Test
  void changeOfTheKey_dropsItsCopy() {
    copy();
    assertThat(announcements.changed(0, codec.encodeKey(new Key(2)), 11)).isFalse();
    assertThat(served()).isTrue();
    assertThat(announcements.changed(0, codec.encodeKey(new Key(1)), 11)).isTrue();
    assertThat(map).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void changeOfAKeyThatCannotBeMadeOut_makesEveryOlderCopySuspect(Fault what) {
    copy();
    byte[] key = codec.encodeKey(new Key(1));
    fault = what;
    assertThat(announcements.changed(0, key, 11)).isFalse();
    assertThat(served()).isFalse();
  }

  @Test
  void confirmation_countsFromTheQuestion_andTakesTheServersTimeForTheEarliest() {
    long asked = ticker.nanos();
    ticker.advance(Duration.ofSeconds(1));
    announcements.confirmed(0, asked, /* serverMicros= */ 3);
    assertThat(near.localTime(near.ask(0), 4)).isEqualTo(asked + 1_000);
    near.learn(near.ask(0), new Key(1), new Fact<>(10, "value", true, 10, Ttl.ETERNAL));
    ticker.advance(STALENESS.minusSeconds(1).minusNanos(1));
    assertThat(served()).isTrue();
    ticker.advanceNanos(1);
    assertThat(served()).isFalse();
  }

  @Test
  void whatEndsManyCopies_isSweptUp() {
    announcements.suspect(0, 5);
    announcements.bypassed(0);
    assertThat(sweeps).isZero();
    announcements.cleared(0, 6);
    assertThat(sweeps).isEqualTo(1);
    announcements.forked(0, 7);
    assertThat(sweeps).isEqualTo(2);
    assertThat(announcements.highWater(0)).isEqualTo(7);
  }
}
