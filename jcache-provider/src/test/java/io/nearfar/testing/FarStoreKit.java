package io.nearfar.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Clock;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Found;
import io.nearfar.spi.FarStore.KeyedEntry;
import io.nearfar.spi.FarStore.Lease;
import io.nearfar.spi.FarStore.Life;
import io.nearfar.spi.FarStore.Replies;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.FarStore.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link FarStore} does. Its implementations extend this class. */
public abstract class FarStoreKit {
  /** Long enough for a test to do something before it is over. */
  protected static final long LONG = Duration.ofHours(1).toNanos();

  /** Short enough to be waited for. */
  protected static final long SHORT = Duration.ofMillis(150).toNanos();

  /**
   * The store under test, the same in one test.
   *
   * @return a store that is empty when a test begins
   */
  protected abstract FarStore store();

  // ---- what tests say

  /** Bytes of a text. */
  protected static byte[] b(String text) {
    return text.getBytes(UTF_8);
  }

  /** Stores, whatever is there, for ever. */
  protected static Change put(String value) {
    return put(value, FarStore.ETERNAL, FarStore.KEEP);
  }

  /** Stores, whatever is there. */
  protected static Change put(String value, long creationTtl, long updateTtl) {
    return new Change(Condition.ALWAYS, b(value), null, 0, creationTtl, updateTtl, false);
  }

  /** Removes, whatever is there. */
  protected static Change remove() {
    return new Change(Condition.ALWAYS, null, null, 0, 0, 0, false);
  }

  /** Stores or removes under a condition, and wants to know what was there. */
  protected static Change when(Condition condition, @Nullable String value) {
    return when(condition, value, "", 0);
  }

  /** As {@link #when(Condition, String)}, with what the condition compares with. */
  protected static Change when(
      Condition condition, @Nullable String value, String expected, long version) {
    return new Change(
        condition,
        value == null ? null : b(value),
        b(expected),
        version,
        FarStore.ETERNAL,
        FarStore.KEEP,
        true);
  }

  /** Changes the key "k". */
  protected Reply change(Change change) {
    return store().change(b("k"), change);
  }

  /** What is under the key "k". */
  protected Found get() {
    return store().get(b("k"), FarStore.KEEP);
  }

  /** The value under the key "k"; null if there is none. */
  protected @Nullable String value() {
    return text(get().entry());
  }

  /** The value of an entry; null if there is none. */
  protected static @Nullable String text(@Nullable Entry entry) {
    return entry == null ? null : new String(entry.value(), UTF_8);
  }

  // ---- get and put

  @Test
  void get_nothingThere() {
    assertThat(get().entry()).isNull();
  }

  @Test
  void put_created() {
    Reply reply = change(put("a"));
    assertThat(reply.status()).isEqualTo(Status.CREATED);
    assertThat(reply.old()).isNull();
    assertThat(reply.version()).isPositive().isEqualTo(reply.asOf());
    Found found = get();
    assertThat(text(found.entry())).isEqualTo("a");
    assertThat(found.entry().version()).isEqualTo(reply.version());
    assertThat(found.entry().expireAtMicros()).isZero();
    assertThat(found.asOf()).isEqualTo(reply.version());
  }

  @Test
  void put_updated() {
    Reply first = change(put("a"));
    Reply second = change(put("b"));
    assertThat(second.status()).isEqualTo(Status.UPDATED);
    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(value()).isEqualTo("b");
  }

  @Test
  void put_emptyAndBinary() {
    byte[] key = {0, -1, '{', '}', '*', '\r', '\n', 0};
    byte[] value = {0, '\r', '\n', -1};
    store().change(key, new Change(Condition.ALWAYS, value, null, 0, -1, -1, false));
    assertThat(store().get(key, FarStore.KEEP).entry().value()).isEqualTo(value);
    store().change(new byte[0], put(""));
    assertThat(text(store().get(new byte[0], FarStore.KEEP).entry())).isEmpty();
  }

  @Test
  void versions_growInASegment() {
    long last = 0;
    for (int i = 0; i < 20; i++) {
      Reply reply = change(i % 3 == 2 ? remove() : put("v" + i));
      assertThat(reply.version()).isGreaterThan(last);
      last = reply.version();
      assertThat(get().asOf()).isEqualTo(last);
    }
  }

  // ---- conditions

  @ParameterizedTest
  @EnumSource(Condition.class)
  void store_nothingThere(Condition condition) {
    Reply reply = change(when(condition, "a"));
    boolean made = condition == Condition.ALWAYS || condition == Condition.ABSENT;
    assertThat(reply.status()).isEqualTo(made ? Status.CREATED : Status.ABSENT);
    assertThat(reply.old()).isNull();
    assertThat(reply.version() > 0).isEqualTo(made);
    assertThat(value()).isEqualTo(made ? "a" : null);
  }

  @ParameterizedTest
  @EnumSource(Condition.class)
  void remove_nothingThere(Condition condition) {
    Reply reply = change(when(condition, null));
    assertThat(reply.status()).isEqualTo(Status.ABSENT);
    assertThat(reply.old()).isNull();
    assertThat(reply.version()).isZero();
    assertThat(value()).isNull();
  }

  @ParameterizedTest
  @EnumSource(Condition.class)
  void store_conditionHolds(Condition condition) {
    Reply first = change(put("a"));
    Reply reply = change(when(condition, "b", "a", first.version()));
    boolean made = condition != Condition.ABSENT && condition != Condition.TOKEN;
    assertThat(reply.status()).isEqualTo(made ? Status.UPDATED : Status.PRESENT);
    assertThat(text(reply.old())).isEqualTo("a");
    assertThat(reply.old().version()).isEqualTo(first.version());
    assertThat(reply.version()).isEqualTo(made ? reply.asOf() : 0);
    assertThat(value()).isEqualTo(made ? "b" : "a");
  }

  @ParameterizedTest
  @EnumSource(Condition.class)
  void remove_conditionHolds(Condition condition) {
    Reply first = change(put("a"));
    Reply reply = change(when(condition, null, "a", first.version()));
    boolean made = condition != Condition.ABSENT && condition != Condition.TOKEN;
    assertThat(reply.status()).isEqualTo(made ? Status.REMOVED : Status.PRESENT);
    assertThat(text(reply.old())).isEqualTo("a");
    assertThat(value()).isEqualTo(made ? null : "a");
  }

  @Test
  void equal_otherValue_alwaysReturned() {
    Reply first = change(put("a"));
    Change change = new Change(Condition.EQUAL, b("b"), b("x"), 0, -1, -1, false);
    Reply reply = change(change);
    assertThat(reply.status()).isEqualTo(Status.MISMATCH);
    assertThat(text(reply.old())).isEqualTo("a");
    assertThat(reply.version()).isZero();
    assertThat(reply.asOf()).isEqualTo(first.version());
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void equal_entryThatEnds() {
    change(put("a", LONG, FarStore.KEEP));
    Change change = new Change(Condition.EQUAL, b("b"), b("a"), 0, -1, FarStore.KEEP, false);
    assertThat(change(change).status()).isEqualTo(Status.UPDATED);
    assertThat(change(change).status()).isEqualTo(Status.MISMATCH);
    assertThat(value()).isEqualTo("b");
    assertThat(get().entry().expireAtMicros()).isPositive();
  }

  @Test
  void version_otherVersion() {
    Reply first = change(put("a"));
    Reply reply = change(when(Condition.VERSION, "b", "", first.version() + 1));
    assertThat(reply.status()).isEqualTo(Status.MISMATCH);
    assertThat(text(reply.old())).isEqualTo("a");
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void oldValue_onlyIfWanted() {
    change(put("a"));
    Reply reply = change(new Change(Condition.PRESENT, b("b"), null, 0, -1, FarStore.KEEP, false));
    assertThat(reply.status()).isEqualTo(Status.UPDATED);
    assertThat(reply.old()).isNull();
  }

  @Test
  void remove_thenGone() {
    change(put("a"));
    Reply reply = change(remove());
    assertThat(reply.status()).isEqualTo(Status.REMOVED);
    assertThat(reply.old()).isNull();
    assertThat(value()).isNull();
    assertThat(get().asOf()).isEqualTo(reply.version());
  }

  // ---- times to live

  @Test
  void creationTtl_zero_notStored() {
    assertThat(change(put("a", 0, LONG)).status()).isEqualTo(Status.NOT_STORED);
    Reply reply = change(new Change(Condition.ABSENT, b("a"), null, 0, 0, FarStore.ETERNAL, true));
    assertThat(reply.status()).isEqualTo(Status.NOT_STORED);
    assertThat(reply.version()).isZero();
    assertThat(value()).isNull();
  }

  @Test
  void updateTtl_zero_gone() {
    change(put("a"));
    Reply reply = change(put("b", LONG, 0));
    assertThat(reply.status()).isEqualTo(Status.UPDATED);
    assertThat(value()).isNull();
    change(put("a"));
    Change replace = new Change(Condition.PRESENT, b("b"), null, 0, LONG, 0, true);
    Reply replaced = change(replace);
    assertThat(replaced.status()).isEqualTo(Status.UPDATED);
    assertThat(text(replaced.old())).isEqualTo("a");
    assertThat(value()).isNull();
  }

  @Test
  void creationTtl_ends() {
    change(put("a", SHORT, FarStore.ETERNAL));
    assertThat(get().entry().expireAtMicros()).isPositive();
    awaitGone();
    assertThat(change(put("b")).status()).isEqualTo(Status.CREATED);
  }

  @Test
  void updateTtl_keep() {
    change(put("a", LONG, FarStore.KEEP));
    long end = get().entry().expireAtMicros();
    change(put("b", FarStore.ETERNAL, FarStore.KEEP));
    assertThat(get().entry().expireAtMicros()).isEqualTo(end);
    change(when(Condition.PRESENT, "c"));
    assertThat(get().entry().expireAtMicros()).isEqualTo(end);
    change(put("d", FarStore.ETERNAL, FarStore.ETERNAL));
    assertThat(get().entry().expireAtMicros()).isZero();
    change(put("e", FarStore.ETERNAL, FarStore.KEEP));
    assertThat(get().entry().expireAtMicros()).isZero();
  }

  @Test
  void updateTtl_ends() {
    change(put("a"));
    change(put("b", FarStore.ETERNAL, SHORT));
    awaitGone();
  }

  @Test
  void keptTtl_ends() {
    change(put("a", SHORT, FarStore.KEEP));
    change(put("b", FarStore.ETERNAL, FarStore.KEEP));
    awaitGone();
  }

  @Test
  void reply_tellsTheEnd() {
    for (boolean wantsOld : new boolean[] {false, true}) {
      change(remove());
      assertThat(stored(LONG, LONG, wantsOld)).isPositive();
      long kept = stored(FarStore.ETERNAL, FarStore.KEEP, wantsOld);
      assertThat(kept).isEqualTo(stored(FarStore.ETERNAL, FarStore.KEEP, wantsOld)).isPositive();
      assertThat(stored(LONG, 2 * LONG, wantsOld)).isGreaterThan(kept);
      assertThat(stored(LONG, FarStore.ETERNAL, wantsOld)).isZero();
      assertThat(stored(LONG, FarStore.KEEP, wantsOld)).isZero();
    }
  }

  /** The end of what a change under "k" has stored, which a read tells as well. */
  private long stored(long creationTtl, long updateTtl, boolean wantsOld) {
    Condition any = Condition.ALWAYS;
    Reply reply = change(new Change(any, b("v"), null, 0, creationTtl, updateTtl, wantsOld));
    assertThat(get().entry().expireAtMicros()).isEqualTo(reply.expireAtMicros());
    return reply.expireAtMicros();
  }

  @Test
  void reply_nothingStored_noEnd() {
    for (boolean wantsOld : new boolean[] {false, true}) {
      change(put("a", LONG, LONG));
      Condition any = Condition.ALWAYS;
      Reply gone = change(new Change(any, b("b"), null, 0, LONG, 0, wantsOld));
      assertThat(gone.expireAtMicros()).isZero();
      Reply never = change(new Change(any, b("b"), null, 0, 0, LONG, wantsOld));
      assertThat(never.expireAtMicros()).isZero();
      change(put("a", LONG, LONG));
      assertThat(change(when(Condition.ABSENT, "b")).expireAtMicros()).isZero();
      assertThat(change(when(Condition.EQUAL, "b", "x", 0)).expireAtMicros()).isZero();
      assertThat(change(when(Condition.VERSION, "b", "", 1)).expireAtMicros()).isZero();
      assertThat(change(remove()).expireAtMicros()).isZero();
    }
  }

  // ---- rereads

  @Test
  void reread_same() {
    Reply reply = change(put("a", LONG, FarStore.KEEP));
    Found found = store().reread(b("k"), reply.version());
    assertThat(found.same()).isTrue();
    assertThat(found.entry().value()).isEmpty();
    assertThat(found.entry().version()).isEqualTo(reply.version());
    assertThat(found.entry().expireAtMicros()).isEqualTo(reply.expireAtMicros());
    assertThat(found.asOf()).isEqualTo(reply.asOf());
    store().touch(b("k"), reply.version(), FarStore.ETERNAL);
    found = store().reread(b("k"), reply.version());
    assertThat(found.same()).isTrue();
    assertThat(found.entry().expireAtMicros()).isZero();
  }

  @Test
  void reread_changed() {
    Reply first = change(put("a"));
    Reply second = change(put("b", LONG, LONG));
    Found found = store().reread(b("k"), first.version());
    assertThat(found.same()).isFalse();
    assertThat(text(found.entry())).isEqualTo("b");
    assertThat(found.entry().version()).isEqualTo(second.version());
    assertThat(found.entry().expireAtMicros()).isEqualTo(second.expireAtMicros());
    assertThat(found.asOf()).isEqualTo(second.asOf());
    change(put(""));
    found = store().reread(b("k"), first.version());
    assertThat(found.same()).isFalse();
    assertThat(text(found.entry())).isEmpty();
  }

  @Test
  void reread_goneOrCleared() {
    Reply first = change(put("a"));
    Reply removed = change(remove());
    assertThat(store().reread(b("k"), first.version())).isEqualTo(new Found(null, removed.asOf()));
    Reply second = change(put("b"));
    store().clear();
    Found found = store().reread(b("k"), second.version());
    assertThat(found.entry()).isNull();
    assertThat(found.same()).isFalse();
    assertThat(found.asOf()).isGreaterThan(second.asOf());
  }

  @Test
  void reread_expired() {
    Reply reply = change(put("a", SHORT, FarStore.KEEP));
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> store().reread(b("k"), reply.version()).entry() == null);
    assertThat(store().reread(b("k"), reply.version())).isEqualTo(new Found(null, reply.asOf()));
  }

  private void awaitGone() {
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> get().entry() == null);
  }

  // ---- access

  @Test
  void access_prolongs() {
    change(put("a", LONG, FarStore.KEEP));
    long end = get().entry().expireAtMicros();
    Found found = store().get(b("k"), 2 * LONG);
    assertThat(text(found.entry())).isEqualTo("a");
    assertThat(found.entry().expireAtMicros()).isGreaterThan(end + LONG / 1000 / 2);
    assertThat(get().entry().expireAtMicros()).isEqualTo(found.entry().expireAtMicros());
    assertThat(get().entry().version()).isEqualTo(found.entry().version());
  }

  @Test
  void access_smallGain_notWritten() {
    change(put("a", LONG, FarStore.KEEP));
    long end = get().entry().expireAtMicros();
    store().get(b("k"), LONG + LONG / 16);
    assertThat(get().entry().expireAtMicros()).isEqualTo(end);
  }

  @Test
  void access_shortens() {
    change(put("a"));
    store().get(b("k"), SHORT);
    awaitGone();
  }

  @Test
  void access_eternal() {
    change(put("a", SHORT, FarStore.KEEP));
    store().get(b("k"), FarStore.ETERNAL);
    assertThat(get().entry().expireAtMicros()).isZero();
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void access_firstEnd() {
    Reply reply = change(put("a"));
    Entry entry = store().get(b("k"), LONG).entry();
    assertThat(text(entry)).isEqualTo("a");
    assertThat(entry.expireAtMicros()).isPositive();
    assertThat(get().entry().expireAtMicros()).isEqualTo(entry.expireAtMicros());
    assertThat(get().entry().version()).isEqualTo(reply.version());
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void access_zero_lastRead() {
    change(put("a"));
    assertThat(text(store().get(b("k"), 0).entry())).isEqualTo("a");
    assertThat(value()).isNull();
  }

  @Test
  void access_nothingThere() {
    assertThat(store().get(b("k"), LONG).entry()).isNull();
    change(put("a"));
    store().clear();
    assertThat(store().get(b("k"), LONG).entry()).isNull();
    assertThat(value()).isNull();
  }

  @Test
  void turn_oneAtATime() {
    byte[] key = b("turn");
    long turn = store().takeTurn(key, LONG);
    assertThat(turn).isNotZero();
    assertThat(store().takeTurn(key, 1)).isZero();
    store().yieldTurn(key, turn + 1);
    assertThat(store().takeTurn(key, 1)).isZero();
    store().yieldTurn(key, turn);
    assertThat(store().takeTurn(key, LONG)).isNotZero();
    assertThat(store().get(key, FarStore.KEEP).entry()).isNull();
    assertThat(store().entries().hasNext()).isFalse();
  }

  @Test
  void touch_sameVersion() {
    Reply reply = change(put("a"));
    store().touch(b("k"), reply.version(), LONG);
    Entry entry = get().entry();
    assertThat(entry.expireAtMicros()).isPositive();
    assertThat(entry.version()).isEqualTo(reply.version());
    assertThat(text(entry)).isEqualTo("a");
    store().touch(b("k"), reply.version(), FarStore.KEEP);
    assertThat(get().entry().expireAtMicros()).isEqualTo(entry.expireAtMicros());
    store().touch(b("k"), reply.version(), 2 * LONG);
    assertThat(get().entry().expireAtMicros()).isGreaterThan(entry.expireAtMicros());
    store().touch(b("k"), reply.version(), FarStore.ETERNAL);
    assertThat(get().entry().expireAtMicros()).isZero();
    assertThat(get().entry().version()).isEqualTo(reply.version());
    assertThat(value()).isEqualTo("a");
    store().touch(b("k"), reply.version(), 0);
    assertThat(value()).isNull();
  }

  @Test
  void touchAll_eachByItself() {
    List<byte[]> keys = List.of(b("a"), b("b"), b("c"), b("d"));
    List<Life> lives = new ArrayList<>();
    for (byte[] key : keys) {
      long version = store().change(key, put("v")).version();
      lives.add(new Life(version, LONG));
    }
    lives.set(1, new Life(lives.get(1).version() + 1, LONG));
    lives.set(2, new Life(lives.get(2).version(), FarStore.KEEP));
    lives.set(3, new Life(lives.get(3).version(), 0));
    store().touchAll(keys, lives);
    List<Found> found = store().getAll(keys, FarStore.KEEP);
    assertThat(requireNonNull(found.get(0).entry()).expireAtMicros()).isPositive();
    assertThat(requireNonNull(found.get(1).entry()).expireAtMicros()).isZero();
    assertThat(requireNonNull(found.get(2).entry()).expireAtMicros()).isZero();
    assertThat(found.get(3).entry()).isNull();
  }

  @Test
  void touch_otherVersion_nothing() {
    Reply first = change(put("a"));
    change(put("b"));
    store().touch(b("k"), first.version(), 0);
    assertThat(value()).isEqualTo("b");
    store().touch(b("absent"), first.version(), LONG);
    assertThat(store().get(b("absent"), FarStore.KEEP).entry()).isNull();
  }

  // ---- many

  // ---- leases

  /** Begins a load of the key "k". */
  private Lease lease() {
    return store().lease(List.of(b("k")), /* tagged= */ false).get(0);
  }

  /** Stores what was loaded. */
  private Reply loaded(String value, Lease under) {
    return change(when(Condition.TOKEN, value, "", under.token()));
  }

  @Test
  void lease_nothingThere_storesOnce() {
    Lease lease = lease();
    assertThat(lease.entry()).isNull();
    assertThat(lease.token()).isPositive().isLessThanOrEqualTo(lease.asOf());
    assertThat(loaded("a", lease).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("a");
    assertThat(loaded("b", lease).status()).isEqualTo(Status.PRESENT);
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void lease_isShared_firstStoreWins() {
    Lease first = lease();
    store().change(b("other"), put("x"));
    Lease second = lease();
    assertThat(second.token()).isEqualTo(first.token());
    assertThat(loaded("a", second).status()).isEqualTo(Status.CREATED);
    assertThat(loaded("b", first).status()).isEqualTo(Status.PRESENT);
  }

  @Test
  void lease_somethingThere_isReturned() {
    Reply put = change(put("a"));
    Lease lease = lease();
    assertThat(text(lease.entry())).isEqualTo("a");
    assertThat(requireNonNull(lease.entry()).version()).isEqualTo(put.version());
    assertThat(lease.token()).isZero();
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void lease_nobodyElseSeesIt() {
    long before = lease().asOf();
    assertThat(get()).isEqualTo(new Found(null, before));
    assertThat(store().get(b("k"), LONG).entry()).isNull();
    assertThat(store().getAll(List.of(b("k")), FarStore.KEEP).get(0).entry()).isNull();
    assertThat(store().entries()).isExhausted();
    assertThat(change(when(Condition.PRESENT, "x")).status()).isEqualTo(Status.ABSENT);
    assertThat(change(when(Condition.EQUAL, "x", "y", 0)).status()).isEqualTo(Status.ABSENT);
    assertThat(change(when(Condition.VERSION, "x", "", before)).status()).isEqualTo(Status.ABSENT);
    assertThat(get().asOf()).isEqualTo(before);
    assertThat(change(when(Condition.ABSENT, "x")).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("x");
  }

  static List<Consumer<FarStore>> invalidations() {
    return List.of(
        store -> store.change(b("k"), remove()),
        store -> store.change(b("k"), when(Condition.ABSENT, null)),
        store -> store.clear(),
        store -> {
          store.change(b("k"), put("new"));
          store.change(b("k"), remove());
        },
        store -> {
          store.change(b("k"), when(Condition.ABSENT, "new"));
          store.change(b("k"), when(Condition.PRESENT, null));
        },
        store -> store.change(b("k"), put("new", /* creationTtl= */ 0, FarStore.KEEP)),
        store -> store.change(b("k"), new Change(Condition.ABSENT, b("x"), null, 0, 0, 0, false)));
  }

  @ParameterizedTest
  @MethodSource("invalidations")
  void lease_invalidatedSince_storesNothing(Consumer<FarStore> invalidation) {
    Lease before = lease();
    invalidation.accept(store());
    assertThat(loaded("old", before).status()).isEqualTo(Status.ABSENT);
    Lease after = lease();
    assertThat(after.token()).isGreaterThan(before.token());
    assertThat(loaded("old", before).status()).isEqualTo(Status.ABSENT);
    assertThat(value()).isNull();
    assertThat(loaded("new", after).status()).isEqualTo(Status.CREATED);
    assertThat(loaded("old", before).status()).isEqualTo(Status.PRESENT);
    assertThat(value()).isEqualTo("new");
  }

  @Test
  void lease_lostAndMadeAgain_theFirstIsStillOutdated() {
    Lease before = lease();
    change(remove());
    Lease after = lease();
    change(remove());
    Lease last = lease();
    assertThat(loaded("a", before).status()).isEqualTo(Status.ABSENT);
    assertThat(loaded("b", after).status()).isEqualTo(Status.ABSENT);
    assertThat(loaded("c", last).status()).isEqualTo(Status.CREATED);
  }

  @Test
  void lease_overSomethingElse_isNoLease() {
    Lease lease = lease();
    change(put("a"));
    assertThat(loaded("b", lease).status()).isEqualTo(Status.PRESENT);
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void lease_storesWithTheLifeOfANewEntry() {
    Change change =
        new Change(Condition.TOKEN, b("a"), null, lease().token(), LONG, FarStore.KEEP, false);
    assertThat(change(change).status()).isEqualTo(Status.CREATED);
    assertThat(requireNonNull(get().entry()).expireAtMicros()).isPositive();
    change(remove());
    Change none = new Change(Condition.TOKEN, b("a"), null, lease().token(), 0, LONG, false);
    assertThat(change(none).status()).isEqualTo(Status.NOT_STORED);
    assertThat(value()).isNull();
  }

  @Test
  void lease_many_inOrder() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(b("k" + i));
      if (i % 3 == 0) {
        store().change(keys.get(i), put("v" + i));
      }
    }
    List<Lease> leases = store().lease(keys, /* tagged= */ false);
    assertThat(leases).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(text(leases.get(i).entry())).isEqualTo(i % 3 == 0 ? "v" + i : null);
      assertThat(leases.get(i).token() == 0).isEqualTo(i % 3 == 0);
    }
  }

  @Test
  void getAll_inOrder() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 1300; i++) {
      keys.add(b("key" + i));
      if (i % 2 == 0) {
        store().change(b("key" + i), put("value" + i));
      }
    }
    for (long ttl : new long[] {FarStore.KEEP, LONG}) {
      List<Found> found = store().getAll(keys, ttl);
      assertThat(found).hasSize(1300);
      for (int i = 0; i < 1300; i++) {
        assertThat(text(found.get(i).entry())).isEqualTo(i % 2 == 0 ? "value" + i : null);
      }
    }
    assertThat(store().getAll(List.of(), FarStore.KEEP)).isEmpty();
  }

  @Test
  void changeAll_inOrder() {
    List<byte[]> keys = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 1300; i++) {
      keys.add(b("key" + i));
      changes.add(i % 2 == 0 ? put("value" + i) : when(Condition.PRESENT, "x"));
    }
    Replies answers = store().changeAll(keys, changes);
    assertThat(answers.failure()).isNull();
    List<Reply> replies = answers.each();
    assertThat(replies).hasSize(1300);
    for (int i = 0; i < 1300; i++) {
      assertThat(replies.get(i).status()).isEqualTo(i % 2 == 0 ? Status.CREATED : Status.ABSENT);
    }
    List<Found> found = store().getAll(keys, FarStore.KEEP);
    for (int i = 0; i < 1300; i++) {
      assertThat(text(found.get(i).entry())).isEqualTo(i % 2 == 0 ? "value" + i : null);
      if (i % 2 == 0) {
        assertThat(found.get(i).entry().version()).isEqualTo(replies.get(i).version());
      }
    }
    assertThat(store().changeAll(List.of(), List.of()).each()).isEmpty();
  }

  // ---- clear, destroy, entries

  @Test
  void clear_allGone() {
    for (int i = 0; i < 300; i++) {
      store().change(b("key" + i), put("v"));
    }
    Reply before = change(put("a"));
    store().clear();
    for (int i = 0; i < 300; i++) {
      assertThat(store().get(b("key" + i), FarStore.KEEP).entry()).isNull();
    }
    assertThat(get().asOf()).isGreaterThan(before.version());
    assertThat(store().entries()).isExhausted();
    Reply after = change(when(Condition.ABSENT, "b"));
    assertThat(after.status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("b");
  }

  @Test
  void clear_conditionsSeeNothing() {
    Reply first = change(put("a"));
    store().clear();
    assertThat(change(when(Condition.PRESENT, "b")).status()).isEqualTo(Status.ABSENT);
    assertThat(change(when(Condition.EQUAL, "b", "a", 0)).status()).isEqualTo(Status.ABSENT);
    assertThat(change(when(Condition.VERSION, "b", "", first.version())).status())
        .isEqualTo(Status.ABSENT);
    assertThat(change(when(Condition.ALWAYS, null)).status()).isEqualTo(Status.ABSENT);
    assertThat(change(put("c")).status()).isEqualTo(Status.CREATED);
  }

  @Test
  void clear_againstWriters_nothingRevived() throws Exception {
    AtomicInteger acknowledged = new AtomicInteger();
    TestThreads.Running<Integer> writer =
        TestThreads.start(
            () -> {
              for (int i = 0; i < 300; i++) {
                change(put(Integer.toString(i)));
                acknowledged.set(i + 1);
              }
              return 300;
            });
    while (!writer.isDone()) {
      int before = acknowledged.get();
      store().clear();
      String after = value();
      // What had been acknowledged when the clear began is gone.
      assertThat(after == null ? before : Integer.parseInt(after)).isGreaterThanOrEqualTo(before);
    }
    assertThat(writer.result()).isEqualTo(300);
    store().clear();
    assertThat(value()).isNull();
  }

  @Test
  void destroy_allGone() {
    for (int i = 0; i < 300; i++) {
      store().change(b("key" + i), put("v"));
    }
    store().destroy();
    assertThat(store().get(b("key1"), FarStore.KEEP).entry()).isNull();
    assertThat(store().entries()).isExhausted();
    change(put("a"));
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void entries_eachOnce() {
    Map<String, String> expected = new HashMap<>();
    List<byte[]> keys = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      keys.add(b("key" + i));
      changes.add(put("value" + i));
      expected.put("key" + i, "value" + i);
    }
    assertThat(store().changeAll(keys, changes).failure()).isNull();
    store().change(b("key7"), remove());
    expected.remove("key7");
    Set<String> seen = new HashSet<>();
    Iterator<KeyedEntry> entries = store().entries();
    while (entries.hasNext()) {
      KeyedEntry next = entries.next();
      String key = new String(next.key(), UTF_8);
      assertThat(seen.add(key)).as(key).isTrue();
      assertThat(text(next.entry())).isEqualTo(expected.get(key));
    }
    assertThat(seen).isEqualTo(expected.keySet());
  }

  // ---- clocks

  /** The clock of the segment of "k". */
  private Clock clock() {
    List<Clock> clocks = store().clocks().toCompletableFuture().join();
    assertThat(clocks).hasSize(store().segments()).doesNotContainNull();
    return clocks.get(store().segmentOf(b("k")));
  }

  @Test
  void clocks_newestVersionAndTime() {
    Reply reply = change(put("a", LONG, LONG));
    Clock first = clock();
    assertThat(first.version()).isEqualTo(reply.version());
    // It was stored, by the same clock, before the question.
    assertThat(first.timeMicros()).isGreaterThanOrEqualTo(reply.expireAtMicros() - LONG / 1_000);
    assertThat(first.timeMicros()).isLessThan(reply.expireAtMicros());
    long removed = change(remove()).asOf();
    Clock second = clock();
    assertThat(second.version()).isEqualTo(removed);
    assertThat(second.timeMicros()).isGreaterThanOrEqualTo(first.timeMicros());
    assertThat(second.server()).isEqualTo(first.server());
  }

  // ---- threads

  @Test
  void version_manyThreads_nothingLost() throws Exception {
    int threads = 8;
    int rounds = 50;
    change(put("0"));
    TestThreads.together(
        threads,
        thread -> {
          for (int i = 0; i < rounds; i++) {
            Status status;
            do {
              Entry now = get().entry();
              String next = Integer.toString(Integer.parseInt(text(now)) + 1);
              status = change(when(Condition.VERSION, next, "", now.version())).status();
            } while (status == Status.MISMATCH);
          }
        });
    assertThat(value()).isEqualTo(Integer.toString(threads * rounds));
  }

  @Test
  void manyThreads_eachItsOwnReplies() throws Exception {
    TestThreads.together(
        24,
        thread -> {
          byte[] key = b("key" + thread);
          for (int i = 0; i < 100; i++) {
            Reply reply = store().change(key, put("v" + thread + '-' + i));
            Found found = store().get(key, FarStore.KEEP);
            assertThat(text(found.entry())).isEqualTo("v" + thread + '-' + i);
            assertThat(found.entry().version()).isEqualTo(reply.version());
          }
        });
  }
}
