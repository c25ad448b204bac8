package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.near.CopyStore.Question;
import io.nearfar.spi.Tags;
import io.nearfar.testing.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which copies become visible, and for how long: the install rule and what overtakes copies. */
class CopyStoreTest {
  private static final String KEY = "key";
  private static final long FRESH = Duration.ofSeconds(5).toNanos();
  private static final long NO_END = Ttl.ETERNAL;

  private final FakeTicker ticker = new FakeTicker();
  private final CopyStore<String, String> store =
      new CopyStore<>(new ConcurrentHashMap<>(), ticker, /* segments= */ 2);

  CopyStoreTest() {
    confirm(0);
    confirm(1);
  }

  private void confirm(int segment) {
    store.confirm(segment, ticker.nanos() + FRESH, /* serverEpoch= */ 0);
  }

  private static Fact<String> fact(long asOf, String value) {
    return new Fact<>(asOf, value, true, asOf, NO_END);
  }

  /** What a reread says, or a refused change: the entry is there, the value is not told. */
  private static Fact<String> known(long asOf, long entryVersion) {
    return new Fact<>(asOf, null, false, entryVersion, NO_END);
  }

  private boolean learn(Fact<String> fact) {
    return store.learn(store.ask(0), KEY, fact);
  }

  private @Nullable String served() {
    NearEntry<String> copy = store.get(KEY);
    return copy == null ? null : copy.value();
  }

  // ---- the install rule

  @Test
  void newerFact_takesThePlaceOfTheCopy() {
    learn(fact(10, "old"));
    assertThat(served()).isEqualTo("old");
    learn(fact(11, "new"));
    assertThat(served()).isEqualTo("new");
  }

  @Test
  void olderFact_leavesTheCopy() {
    Question asked = store.ask(0);
    learn(fact(11, "new"));
    assertThat(store.learn(asked, KEY, fact(10, "old"))).isTrue();
    assertThat(served()).isEqualTo("new");
  }

  @Test
  void olderFact_isRefused_afterTheCopyWasEvicted() {
    Question asked = store.ask(0);
    learn(fact(11, "new"));
    store.forget(KEY);
    store.learn(asked, KEY, fact(10, "old"));
    assertThat(served()).as("a reply has shown the newer one").isNull();
  }

  @Test
  void olderFact_isRefused_afterAReplyThatFoundNothing() {
    Question asked = store.ask(0);
    learn(Fact.unknown(11));
    store.learn(asked, KEY, fact(10, "old"));
    assertThat(served()).isNull();
  }

  @Test
  void olderFact_isRefused_afterAnAnnouncement() {
    Question asked = store.ask(0);
    assertThat(store.changed(0, KEY, 11)).isFalse();
    store.learn(asked, KEY, fact(10, "old"));
    assertThat(served()).isNull();
    store.learn(asked, KEY, fact(11, "new"));
    assertThat(served()).as("as new as the announcement").isEqualTo("new");
  }

  @Test
  void olderFact_isRefused_alsoIfALateAnnouncementCameLast() {
    Question asked = store.ask(0);
    store.changed(0, KEY, 11);
    store.changed(0, KEY, 9);
    store.learn(asked, KEY, fact(10, "old"));
    assertThat(served()).isNull();
  }

  @Test
  void refusedFact_removesTheCopyThatIsOlderStill() {
    learn(fact(10, "older"));
    // Another key of the same stripe: the copy itself stays.
    store.ask(0).segment().overtake(KEY, 12);
    assertThat(served()).isEqualTo("older");
    learn(fact(11, "old"));
    assertThat(served()).isNull();
  }

  @Test
  void otherKeys_areNotOvertaken() {
    store.changed(0, KEY, 11);
    store.learn(store.ask(0), "other", fact(10, "value"));
    assertThat(store.get("other")).isNotNull();
  }

  @Test
  void factAsNew_takesOverTheLifeThatItTells() {
    learn(new Fact<>(10, "value", true, 10, ticker.nanos() + 5));
    learn(new Fact<>(10, "value", true, 10, ticker.nanos() + 50));
    ticker.advanceNanos(49);
    assertThat(served()).isEqualTo("value");
    ticker.advanceNanos(1);
    assertThat(served()).isNull();
  }

  /** While a slot moves, clock and entry are read one after the other. */
  @Test
  void factAsNew_ofAnOlderEntry_leavesTheCopy() {
    learn(new Fact<>(10, "new", true, 10, NO_END));
    learn(new Fact<>(10, "old", true, 9, NO_END));
    assertThat(served()).isEqualTo("new");
  }

  @Test
  void factAsNew_thatTellsNothing_leavesTheCopy() {
    learn(fact(10, "value"));
    learn(Fact.unknown(10));
    assertThat(served()).isEqualTo("value");
  }

  @Test
  void newerFact_thatTellsNothing_removesTheCopy() {
    learn(fact(10, "value"));
    learn(Fact.unknown(11));
    assertThat(served()).isNull();
    assertThat(store.heldEntries()).isZero();
  }

  @Test
  void knownEntry_keepsTheValueOfTheCopy() {
    learn(fact(10, "value"));
    store.suspect(0, 15);
    learn(known(20, 10));
    assertThat(served()).isEqualTo("value");
    assertThat(Objects.requireNonNull(store.get(KEY)).shared()).isTrue();
    assertThat(Objects.requireNonNull(store.get(KEY)).version()).isEqualTo(20);
  }

  @Test
  void knownEntry_ofAnotherVersion_removesTheCopy() {
    learn(fact(10, "value"));
    learn(known(20, 15));
    assertThat(served()).isNull();
    assertThat(store.heldEntries()).isZero();
  }

  @Test
  void knownEntry_withoutACopy_isNothing() {
    learn(known(20, 10));
    assertThat(store.heldEntries()).isZero();
  }

  @Test
  void reply_olderThanWhatWasKnownBeforeTheQuestion_showsAnotherHistory() {
    learn(Fact.unknown(11));
    Question asked = store.ask(0);
    assertThat(store.highWater(0)).isEqualTo(11);
    assertThat(store.learn(asked, "other", fact(10, "old"))).isFalse();
    assertThat(store.get("other")).isNull();
    assertThat(store.learn(asked, "other", fact(11, "value"))).isTrue();
  }

  @Test
  void segments_haveHistoriesOfTheirOwn() {
    learn(fact(10, "value"));
    store.cleared(1, 99);
    store.suspect(1, 99);
    store.bypass(1);
    store.forked(1, 99);
    store.changed(1, "other", 99);
    assertThat(served()).isEqualTo("value");
    assertThat(store.highWater(0)).isEqualTo(10);
    assertThat(store.highWater(1)).isEqualTo(99);
  }

  // ---- announcements

  @Test
  void announcement_removesOlderCopies() {
    learn(fact(10, "value"));
    assertThat(store.changed(0, KEY, 11)).isTrue();
    assertThat(served()).isNull();
    assertThat(store.heldEntries()).isZero();
  }

  @Test
  void announcement_ofTheOwnChange_leavesItsCopy() {
    learn(fact(10, "value"));
    assertThat(store.changed(0, KEY, 10)).isFalse();
    assertThat(store.changed(0, KEY, 9)).isFalse();
    assertThat(served()).isEqualTo("value");
  }

  @Test
  void suspectCopy_isNotServed_butKept() {
    learn(fact(10, "value"));
    store.suspect(0, 11);
    assertThat(served()).isNull();
    assertThat(Objects.requireNonNull(store.suspect(KEY)).entryVersion()).isEqualTo(10);
    assertThat(swept()).isEmpty();
  }

  @Test
  void entryVersion_isKnownAsFarAsItReaches() {
    long asOf = 7 + Copy.MOST_BEHIND;
    learn(new Fact<>(asOf, "value", true, 7, NO_END));
    assertThat(served()).isEqualTo("value");
    assertThat(Objects.requireNonNull(store.suspect(KEY)).entryVersion()).isEqualTo(7);
    learn(new Fact<>(asOf, null, false, 7, NO_END));
    assertThat(served()).isEqualTo("value");
  }

  @Test
  void entryFarOlderThanTheFact_isServed_butNotConfirmed() {
    long asOf = 8 + Copy.MOST_BEHIND;
    learn(new Fact<>(asOf, "value", true, 7, NO_END));
    assertThat(served()).isEqualTo("value");
    assertThat(Objects.requireNonNull(store.suspect(KEY)).entryVersion()).isZero();
    learn(new Fact<>(asOf, "newer", true, 8, NO_END));
    assertThat(served()).isEqualTo("newer");
  }

  @Test
  void entryFarOlderThanTheFact_takesOverALaterEnd() {
    long asOf = 8 + Copy.MOST_BEHIND;
    learn(new Fact<>(asOf, "value", true, 7, ticker.nanos() + 5));
    learn(new Fact<>(asOf, "value", true, 7, ticker.nanos() + 50));
    ticker.advanceNanos(20);
    assertThat(served()).isEqualTo("value");
  }

  @Test
  void largestVersions_areKept() {
    long largest = 1L << 53;
    learn(new Fact<>(largest, "value", true, largest - Copy.MOST_BEHIND, NO_END));
    assertThat(served()).isEqualTo("value");
    assertThat(Objects.requireNonNull(store.suspect(KEY)).version()).isEqualTo(largest);
    assertThat(Objects.requireNonNull(store.suspect(KEY)).entryVersion())
        .isEqualTo(largest - Copy.MOST_BEHIND);
  }

  @Test
  void unknown_dropsTheCopyOfAnEntryFarOlder() {
    long asOf = 8 + Copy.MOST_BEHIND;
    learn(new Fact<>(asOf, "value", true, 7, NO_END));
    learn(Fact.unknown(asOf + 1));
    assertThat(served()).isNull();
  }

  @Test
  void copyAsNewAsTheSuspicion_isServed() {
    learn(fact(11, "value"));
    store.suspect(0, 11);
    assertThat(served()).isEqualTo("value");
    store.suspect(0, 9);
    assertThat(served()).isEqualTo("value");
  }

  @Test
  void olderSuspicion_changesNothing() {
    learn(fact(10, "value"));
    store.suspect(0, 11);
    store.suspect(0, 5);
    assertThat(served()).isNull();
  }

  @Test
  void factOlderThanTheSuspicion_isNotServed() {
    Question asked = store.ask(0);
    store.suspect(0, 11);
    store.learn(asked, KEY, fact(10, "old"));
    assertThat(served()).isNull();
  }

  @Test
  void clearedCopy_isGone() {
    Question asked = store.ask(0);
    learn(fact(10, "value"));
    store.cleared(0, 11);
    assertThat(served()).isNull();
    assertThat(store.suspect(KEY)).isNull();
    assertThat(swept()).containsExactly(KEY);
    store.learn(asked, KEY, fact(10, "value"));
    assertThat(served()).as("a reply from before").isNull();
    learn(fact(12, "new"));
    assertThat(served()).isEqualTo("new");
  }

  // ---- another history

  @Test
  void fork_endsAllCopies() {
    learn(fact(10, "value"));
    store.forked(0, 5);
    confirm(0);
    assertThat(served()).isNull();
    assertThat(store.suspect(KEY)).isNull();
    assertThat(swept()).containsExactly(KEY);
    assertThat(store.highWater(0)).isEqualTo(5);
  }

  @Test
  void fork_endsWhatIsOnItsWay() {
    Question asked = store.ask(0);
    store.forked(0, 5);
    confirm(0);
    store.learn(asked, KEY, fact(10, "lost"));
    assertThat(served()).isNull();
    assertThat(store.heldEntries()).isZero();
  }

  @Test
  void newHistory_beginsWithItsVersion() {
    store.forked(0, 5);
    confirm(0);
    assertThat(learn(fact(4, "older"))).isFalse();
    learn(fact(5, "value"));
    assertThat(served()).isEqualTo("value");
  }

  @Test
  void replyToAQuestionOfTheOldHistory_leavesACopyOfTheNewOne_ifThatIsNewer() {
    Question asked = store.ask(0);
    store.forked(0, 5);
    confirm(0);
    learn(fact(12, "value"));
    store.learn(asked, KEY, fact(10, "lost"));
    assertThat(served()).isEqualTo("value");
  }

  /**
   * As after a restart that has lost nothing: who was told of a version must not see older ones.
   */
  @Test
  void replyToAQuestionOfTheOldHistory_overtakesWhatIsOlder() {
    Question before = store.ask(0);
    store.forked(0, 5);
    confirm(0);
    Question after = store.ask(0);
    learn(fact(9, "older"));

    store.learn(before, KEY, fact(12, "new"));
    assertThat(served()).isNull();
    store.learn(after, KEY, fact(11, "old"));
    assertThat(served()).isNull();
    learn(fact(12, "new"));
    assertThat(served()).isEqualTo("new");
  }

  // ---- confirmation

  @Test
  void nothingIsServed_norKept_beforeTheFirstConfirmation() {
    CopyStore<String, String> fresh = new CopyStore<>(new ConcurrentHashMap<>(), ticker, 1);
    fresh.learn(fresh.ask(0), KEY, fact(10, "value"));
    assertThat(fresh.heldEntries()).isZero();
    Question asked = fresh.ask(0);
    fresh.confirm(0, ticker.nanos() + FRESH, 0);
    fresh.learn(asked, KEY, fact(11, "value"));
    assertThat(fresh.get(KEY)).isNotNull();
  }

  @Test
  void beforeTheFirstConfirmation_everyLifeIsOver() {
    CopyStore<String, String> fresh = new CopyStore<>(new ConcurrentHashMap<>(), ticker, 1);
    Question asked = fresh.ask(0);
    assertThat(fresh.localTime(asked, 1_800_000_000_000_000L)).isEqualTo(ticker.nanos());
  }

  @Test
  void confirmation_holdsForItsTime() {
    learn(fact(10, "value"));
    ticker.advanceNanos(FRESH - 1);
    assertThat(served()).isEqualTo("value");
    ticker.advanceNanos(1);
    assertThat(served()).isNull();
    assertThat(swept()).as("it may still hold").isEmpty();
    confirm(0);
    assertThat(served()).isEqualTo("value");
  }

  @Test
  void bypass_endsWithTheNextConfirmation() {
    learn(fact(10, "value"));
    store.bypass(0);
    assertThat(served()).isNull();
    confirm(0);
    assertThat(served()).isEqualTo("value");
  }

  @Test
  void confirmation_clearsNoSuspicion() {
    learn(fact(10, "value"));
    store.suspect(0, 11);
    confirm(0);
    assertThat(served()).isNull();
  }

  @Test
  void serversTime_isTakenForTheEarliest() {
    store.confirm(0, ticker.nanos() + FRESH, /* serverEpoch= */ -7_000);
    assertThat(store.localTime(store.ask(0), 20)).isEqualTo(13_000);
  }

  // ---- deadlines

  @Test
  void deadCopy_isNotServed_andSwept() {
    learn(new Fact<>(10, "value", true, 10, ticker.nanos() + 5));
    ticker.advanceNanos(4);
    assertThat(served()).isEqualTo("value");
    assertThat(swept()).isEmpty();
    ticker.advanceNanos(1);
    assertThat(served()).isNull();
    assertThat(store.suspect(KEY)).isNull();
    assertThat(swept()).containsExactly(KEY);
  }

  @Test
  void deadlines_surviveAnOverflowOfTheClock() {
    FakeTicker late = new FakeTicker(Long.MAX_VALUE - 3);
    CopyStore<String, String> other = new CopyStore<>(new ConcurrentHashMap<>(), late, 1);
    other.confirm(0, late.nanos() + FRESH, 0);
    other.learn(other.ask(0), KEY, new Fact<>(10, "value", true, 10, late.nanos() + 10));
    assertThat(other.get(KEY)).isNotNull();
    late.advanceNanos(9);
    assertThat(other.get(KEY)).isNotNull();
    late.advanceNanos(1);
    assertThat(other.get(KEY)).isNull();
  }

  private List<String> swept() {
    List<String> dead = new ArrayList<>();
    store.sweep(entry -> dead.add(entry.getKey())).slice(Long.MAX_VALUE);
    return dead;
  }

  // ---- tags

  private static Fact<String> tagged(long asOf, String value, String... tags) {
    return new Fact<>(asOf, value, true, asOf, NO_END, Tags.of(List.of(tags)));
  }

  private void invalidate(int segment, String tag, long version) {
    store.tagged(segment, Tags.of(List.of(tag)), version);
  }

  @Test
  void invalidatedTag_makesOlderCopiesSuspect() {
    learn(tagged(10, "value", "one", "other"));
    invalidate(0, "other", 11);
    assertThat(served()).isNull();
    assertThat(store.suspect(KEY)).isNotNull();
    learn(tagged(11, "new", "one", "other"));
    assertThat(served()).isEqualTo("new");
  }

  @Test
  void invalidatedTag_ofOthers_ofAnotherSegment_orBefore_changesNothing() {
    invalidate(0, "one", 9);
    learn(tagged(10, "value", "one"));
    invalidate(0, "stranger", 11);
    invalidate(1, "one", 11);
    invalidate(0, "one", 10);
    assertThat(served()).isEqualTo("value");
  }

  @Test
  void factOlderThanTheInvalidationOfItsTag_isNotServed() {
    invalidate(0, "one", 11);
    learn(tagged(10, "late", "one"));
    assertThat(served()).isNull();
  }

  @Test
  void copyThatStillHolds_keepsItsTags() {
    learn(tagged(10, "value", "one"));
    invalidate(0, "one", 11);
    learn(known(12, 10));
    assertThat(served()).isEqualTo("value");
    invalidate(0, "one", 13);
    assertThat(served()).isNull();
  }

  @Test
  void taggedCopy_endsWithItsEntry() {
    learn(new Fact<>(10, "value", true, 10, ticker.nanos() + 5, Tags.of(List.of("one"))));
    assertThat(served()).isEqualTo("value");
    ticker.advanceNanos(5);
    assertThat(served()).isNull();
    assertThat(store.suspect(KEY)).isNull();
  }
}
