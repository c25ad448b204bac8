package io.nearfar.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.FarStore.Found;
import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.FarStore.Invalidate;
import io.nearfar.spi.FarStore.Invalidated;
import io.nearfar.spi.FarStore.KeyedEntry;
import io.nearfar.spi.FarStore.Lease;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.FarStore.Status;
import io.nearfar.spi.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link FarStore} does with tags, fences, and holds. */
public abstract class FarStoreTagsKit extends FarStoreKit {

  // ---- what tests say

  /** Tags. */
  protected static Tags tags(String... names) {
    return Tags.of(Arrays.asList(names));
  }

  /** Stores for ever, whatever is there. */
  protected static Change put(String value, Tags tags) {
    return since(Condition.ALWAYS, value, 0, tags, Change.NOW);
  }

  /** Stores for ever, if none of the tags was invalidated since. */
  protected static Change since(
      Condition condition, String value, long version, Tags tags, long since) {
    return new Change(
        condition,
        b(value),
        null,
        version,
        FarStore.ETERNAL,
        FarStore.KEEP,
        /* wantsOldValue= */ false,
        tags,
        since);
  }

  /** Invalidates and waits. */
  protected Invalidated invalidate(Invalidate wish) {
    Invalidated done = store().invalidate(wish).await();
    assertThat(done.failure()).isNull();
    return done;
  }

  /** Invalidates tags. */
  protected Invalidated invalidate(String... tags) {
    return invalidate(hold(Hold.NONE, tags));
  }

  /** An invalidation of tags. */
  protected static Invalidate hold(Hold hold, String... tags) {
    return new Invalidate(List.of(), tags(tags), /* fence= */ false, hold, LONG);
  }

  /** An invalidation of the entry "k". */
  protected static Invalidate holdKey(Hold hold) {
    return new Invalidate(List.of(b("k")), Tags.NONE, /* fence= */ false, hold, LONG);
  }

  private static Invalidate fence() {
    return new Invalidate(List.of(), Tags.NONE, /* fence= */ true, Hold.NONE, 0);
  }

  private Lease lease() {
    return store().lease(List.of(b("k")), /* tagged= */ true).get(0);
  }

  private Status loaded(Lease under, Tags tags) {
    return change(since(Condition.TOKEN, "loaded", under.token(), tags, under.asOf())).status();
  }

  /** Makes the versions of the store times of now, if they run ahead because it is new. */
  protected void settle() {}

  // ---- entries with tags

  @Test
  void tags_comeBack() {
    Tags tags = tags("item:1", "größe", "x".repeat(255));
    Reply reply = change(put("a", tags));
    assertThat(reply.status()).isEqualTo(Status.CREATED);
    Found found = get();
    assertThat(text(found.entry())).isEqualTo("a");
    assertThat(found.entry().tags()).isEqualTo(tags);
    assertThat(found.entry().version()).isEqualTo(reply.version());
    assertThat(found.asOf()).isEqualTo(reply.asOf());
    assertThat(requireNonNull(all().get(0).entry()).tags()).isEqualTo(tags);
    assertThat(text(all().get(0).entry())).isEqualTo("a");
    assertThat(requireNonNull(store().get(b("k"), LONG).entry()).tags()).isEqualTo(tags);
    assertThat(requireNonNull(store().reread(b("k"), 1).entry()).tags()).isEqualTo(tags);
    assertThat(requireNonNull(lease().entry()).tags()).isEqualTo(tags);
    assertThat(store().entries().next().entry().tags()).isEqualTo(tags);
    assertThat(text(get().entry())).isEqualTo("a");
  }

  private List<Found> all() {
    return store().getAll(List.of(b("k")), FarStore.KEEP);
  }

  @Test
  void tags_asManyAsThereMayBe() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Tags.MOST; i++) {
      names.add("tag" + i);
    }
    change(put("a", Tags.of(names)));
    assertThat(get().entry().tags().names()).hasSize(Tags.MOST);
    assertThat(value()).isEqualTo("a");
    invalidate("tag254");
    assertThat(value()).isNull();
    change(put("a"));
    assertThat(
            invalidate(new Invalidate(List.of(), Tags.of(names), false, Hold.NONE, 0)).segments())
        .doesNotContain(0);
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void tags_ofTheLastValue() {
    change(put("a", tags("one")));
    change(put("b", tags("two")));
    assertThat(get().entry().tags()).isEqualTo(tags("two"));
    invalidate("one");
    assertThat(value()).isEqualTo("b");
    change(put("c"));
    assertThat(get().entry().tags()).isEqualTo(Tags.NONE);
    invalidate("two");
    assertThat(value()).isEqualTo("c");
  }

  @Test
  void tags_withEachLife() {
    Tags tags = tags("t", "u");
    Change ends = new Change(Condition.ALWAYS, b("a"), null, 0, LONG, LONG, true, tags, Change.NOW);
    Reply reply = change(ends);
    assertThat(reply.expireAtMicros()).isPositive();
    for (long ttl : new long[] {FarStore.ETERNAL, LONG, 2 * LONG, FarStore.ETERNAL}) {
      store().touch(b("k"), reply.version(), ttl);
      assertThat(get().entry().expireAtMicros() == 0).isEqualTo(ttl == FarStore.ETERNAL);
      assertThat(get().entry().tags()).isEqualTo(tags);
      assertThat(value()).isEqualTo("a");
    }
    for (long ttl : new long[] {LONG, 2 * LONG, FarStore.ETERNAL, LONG}) {
      Found found = store().get(b("k"), ttl);
      assertThat(text(found.entry())).isEqualTo("a");
      assertThat(found.entry().tags()).isEqualTo(tags);
      assertThat(get().entry().expireAtMicros()).isEqualTo(found.entry().expireAtMicros());
      assertThat(found.entry().expireAtMicros() == 0).isEqualTo(ttl == FarStore.ETERNAL);
    }
    assertThat(change(put("b")).status()).isEqualTo(Status.UPDATED);
    assertThat(get().entry().expireAtMicros()).isPositive();
  }

  @Test
  void conditions_seeTheValueWithoutItsTags() {
    Reply first = change(put("a", tags("t")));
    assertThat(change(when(Condition.EQUAL, "b", "x", 0)).status()).isEqualTo(Status.MISMATCH);
    Reply replaced = change(when(Condition.EQUAL, "b", "a", 0));
    assertThat(replaced.status()).isEqualTo(Status.UPDATED);
    assertThat(text(replaced.old())).isEqualTo("a");
    assertThat(requireNonNull(replaced.old()).tags()).isEqualTo(tags("t"));
    assertThat(requireNonNull(replaced.old()).version()).isEqualTo(first.version());
    Reply tagged =
        change(since(Condition.VERSION, "c", replaced.version(), tags("t"), replaced.asOf()));
    assertThat(tagged.status()).isEqualTo(Status.UPDATED);
    assertThat(value()).isEqualTo("c");
  }

  // ---- invalidated tags

  @Test
  void invalidate_onlyWhatCarriesIt() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      keys.add(b("key" + i));
      store().change(keys.get(i), put("v" + i, tags("mod:" + i % 3, "all")));
    }
    Invalidated done = invalidate("mod:1");
    assertThat(done.keys()).isEmpty();
    assertThat(done.segments()).hasSize(store().segments()).doesNotContain(0);
    List<Found> found = store().getAll(keys, FarStore.KEEP);
    Map<String, String> expected = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      String value = i % 3 == 1 ? null : "v" + i;
      assertThat(text(found.get(i).entry())).isEqualTo(value);
      assertThat(text(store().get(keys.get(i), FarStore.KEEP).entry())).isEqualTo(value);
      if (value != null) {
        expected.put("key" + i, value);
      }
    }
    Map<String, String> seen = new HashMap<>();
    store()
        .entries()
        .forEachRemaining((KeyedEntry e) -> seen.put(new String(e.key()), text(e.entry())));
    assertThat(seen).isEqualTo(expected);
    invalidate("mod:0", "other", "mod:2");
    assertThat(store().entries()).isExhausted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "two"})
  void invalidated_nobodySeesIt(String tag) {
    Reply reply = change(put("a", tags("one", "two")));
    long version = invalidate(tag).segments()[store().segmentOf(b("k"))];
    assertThat(version).isGreaterThan(reply.version());
    Found nothing = new Found(null, version);
    assertThat(get()).isEqualTo(nothing);
    assertThat(store().get(b("k"), LONG)).isEqualTo(nothing);
    assertThat(store().get(b("k"), 0)).isEqualTo(nothing);
    assertThat(all()).containsExactly(nothing);
    assertThat(store().reread(b("k"), reply.version())).isEqualTo(nothing);
    assertThat(store().entries()).isExhausted();
    store().touch(b("k"), reply.version(), LONG);
    assertThat(get()).isEqualTo(nothing);
    assertThat(change(when(Condition.PRESENT, "b")).status()).isEqualTo(Status.ABSENT);
    assertThat(change(when(Condition.EQUAL, "b", "a", 0)).status()).isEqualTo(Status.ABSENT);
    assertThat(change(when(Condition.VERSION, "b", "", reply.version())).status())
        .isEqualTo(Status.ABSENT);
    assertThat(lease().entry()).isNull();
    assertThat(change(when(Condition.ABSENT, "b")).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("b");
  }

  @Test
  void invalidated_putCreates() {
    change(put("a", tags("t")));
    assertThat(change(put("b", tags("t"))).status()).isEqualTo(Status.UPDATED);
    assertThat(change(put("c")).status()).isEqualTo(Status.UPDATED);
    change(put("d", tags("t")));
    invalidate("t");
    assertThat(change(put("e")).status()).isEqualTo(Status.CREATED);
    change(put("f", tags("t")));
    invalidate("t");
    assertThat(change(put("g", tags("t"))).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("g");
    invalidate("t");
    assertThat(change(remove()).status()).isEqualTo(Status.ABSENT);
  }

  @Test
  void clear_takesWhatHasTags() {
    change(put("a", tags("t")));
    store().clear();
    assertThat(value()).isNull();
    change(put("b", tags("t")));
    assertThat(value()).isEqualTo("b");
    invalidate("t");
    assertThat(value()).isNull();
  }

  // ---- computed before, stored after

  @Test
  void since_invalidatedAfter_outdated() {
    long before = change(put("a", tags("t", "u"))).asOf();
    assertThat(store().isOutdated(b("k"), tags("t", "u"), before)).isFalse();
    long at = invalidate("u").segments()[store().segmentOf(b("k"))];
    assertThat(store().isOutdated(b("k"), tags("t", "u"), before)).isTrue();
    assertThat(store().isOutdated(b("k"), tags("t"), before)).isFalse();
    assertThat(store().isOutdated(b("k"), tags("t", "u"), at)).isFalse();
    long asOf = get().asOf();
    Reply refused = change(since(Condition.ALWAYS, "b", 0, tags("t", "u"), before));
    assertThat(refused.status()).isEqualTo(Status.OUTDATED);
    assertThat(refused.version()).isZero();
    assertThat(get()).isEqualTo(new Found(null, asOf));
    Reply allowed = change(since(Condition.ALWAYS, "c", 0, tags("t", "u"), at));
    assertThat(allowed.status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("c");
    assertThat(change(since(Condition.ALWAYS, "d", 0, tags("t"), before)).status())
        .isEqualTo(Status.UPDATED);
  }

  @Test
  void lease_storesWithTags() {
    Lease lease = lease();
    assertThat(loaded(lease, tags("t"))).isEqualTo(Status.CREATED);
    assertThat(get().entry().tags()).isEqualTo(tags("t"));
    assertThat(value()).isEqualTo("loaded");
    invalidate("t");
    assertThat(value()).isNull();
  }

  @Test
  void lease_tagInvalidatedSince_outdated() {
    Lease before = lease();
    invalidate("t");
    assertThat(loaded(before, tags("t", "u"))).isEqualTo(Status.OUTDATED);
    assertThat(value()).isNull();
    assertThat(loaded(before, tags("u"))).isEqualTo(Status.CREATED);
    change(remove());
    assertThat(loaded(lease(), tags("t"))).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("loaded");
  }

  @Test
  void lease_invalidatedTagsDoNotVoidIt() {
    Lease untagged = store().lease(List.of(b("k")), /* tagged= */ false).get(0);
    invalidate("t");
    assertThat(store().lease(List.of(b("k")), false).get(0).token()).isEqualTo(untagged.token());
    assertThat(loaded(untagged, Tags.NONE)).isEqualTo(Status.CREATED);
  }

  // ---- fences

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fence_voidsAllTokens(boolean tagged) {
    change(put("stays", tags("t")));
    byte[] other = b("other");
    Lease before = store().lease(List.of(other), tagged).get(0);
    Invalidated done = invalidate(fence());
    assertThat(done.segments()).hasSize(store().segments()).doesNotContain(0);
    assertThat(value()).isEqualTo("stays");
    assertThat(store().change(other, when(Condition.TOKEN, "x", "", before.token())).status())
        .isEqualTo(Status.ABSENT);
    Lease after = store().lease(List.of(other), tagged).get(0);
    assertThat(after.token()).isGreaterThan(before.token());
    assertThat(store().change(other, when(Condition.TOKEN, "x", "", before.token())).status())
        .isEqualTo(Status.ABSENT);
    assertThat(store().change(other, when(Condition.TOKEN, "y", "", after.token())).status())
        .isEqualTo(Status.CREATED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fence_first_leasesWorkOn(boolean tagged) {
    Lease before = store().lease(List.of(b("k")), tagged).get(0);
    invalidate(fence());
    assertThat(loaded(before, Tags.NONE)).isEqualTo(Status.ABSENT);
    Lease after = store().lease(List.of(b("k")), tagged).get(0);
    assertThat(loaded(after, Tags.NONE)).isEqualTo(Status.CREATED);
  }

  // ---- keys

  @Test
  void keys_removedAndAnswered() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      keys.add(b("key" + i));
      if (i % 2 == 0) {
        store().change(keys.get(i), i % 4 == 0 ? put("v") : put("v", tags("t")));
      }
    }
    List<Lease> before = store().lease(keys, /* tagged= */ false);
    Invalidated done = invalidate(new Invalidate(keys, Tags.NONE, false, Hold.NONE, 0));
    assertThat(done.segments()).containsOnly(0);
    for (int i = 0; i < 30; i++) {
      Reply reply = requireNonNull(done.keys().get(i));
      assertThat(reply.status()).isEqualTo(i % 2 == 0 ? Status.REMOVED : Status.ABSENT);
      assertThat(reply.version() > 0).isEqualTo(i % 2 == 0);
      assertThat(store().get(keys.get(i), FarStore.KEEP).entry()).isNull();
      if (i % 2 == 1) {
        Change late = when(Condition.TOKEN, "x", "", before.get(i).token());
        assertThat(store().change(keys.get(i), late).status()).isEqualTo(Status.ABSENT);
      }
    }
  }

  @Test
  void everythingAtOnce() {
    change(put("a"));
    store().change(b("tagged"), put("b", tags("t")));
    store().change(b("stays"), put("c"));
    Lease before = store().lease(List.of(b("load")), /* tagged= */ false).get(0);
    Invalidated done =
        invalidate(new Invalidate(List.of(b("k"), b("none")), tags("t"), true, Hold.NONE, 0));
    assertThat(done.keys())
        .extracting(r -> requireNonNull(r).status())
        .containsExactly(Status.REMOVED, Status.ABSENT);
    assertThat(done.segments()).doesNotContain(0);
    assertThat(value()).isNull();
    assertThat(store().get(b("tagged"), FarStore.KEEP).entry()).isNull();
    assertThat(text(store().get(b("stays"), FarStore.KEEP).entry())).isEqualTo("c");
    Change late = when(Condition.TOKEN, "x", "", before.token());
    assertThat(store().change(b("load"), late).status()).isEqualTo(Status.ABSENT);
  }

  @Test
  void nothing_nothingHappens() {
    long asOf = change(put("a", tags("t"))).asOf();
    Invalidated done = invalidate(new Invalidate(List.of(), Tags.NONE, false, Hold.NONE, 0));
    assertThat(done.keys()).isEmpty();
    assertThat(done.segments()).hasSize(store().segments()).containsOnly(0);
    assertThat(get().asOf()).isEqualTo(asOf);
    assertThat(value()).isEqualTo("a");
  }

  // ---- holds of tags

  @Test
  void heldTag_nothingStoredByLoads_nothingRead() {
    change(put("old", tags("t")));
    invalidate(hold(Hold.BEGIN, "t"));
    assertThat(value()).isNull();
    Lease lease = lease();
    assertThat(store().isOutdated(b("k"), tags("t"), lease.asOf())).isTrue();
    assertThat(loaded(lease, tags("t"))).isEqualTo(Status.OUTDATED);
    assertThat(change(put("direct", tags("t", "u"))).version()).isZero();
    assertThat(value()).isNull();
    assertThat(all().get(0).entry()).isNull();
    invalidate(hold(Hold.END, "t"));
    assertThat(value()).isNull();
    assertThat(loaded(lease(), tags("t"))).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("loaded");
  }

  @Test
  void heldTag_loadThatBeganInTheHold_outdatedAfterIt() {
    invalidate(hold(Hold.BEGIN, "t"));
    Lease during = lease();
    invalidate(hold(Hold.END, "t"));
    assertThat(loaded(during, tags("t"))).isEqualTo(Status.OUTDATED);
  }

  @Test
  void heldTag_counted_theLastEndsIt() {
    invalidate(hold(Hold.BEGIN, "t"));
    invalidate(hold(Hold.BEGIN, "t", "u"));
    invalidate(hold(Hold.END, "t"));
    assertThat(store().isOutdated(b("k"), tags("t"), get().asOf())).isTrue();
    assertThat(store().isOutdated(b("k"), tags("u"), get().asOf())).isTrue();
    invalidate(hold(Hold.END, "t"));
    assertThat(store().isOutdated(b("k"), tags("t"), get().asOf())).isFalse();
    assertThat(store().isOutdated(b("k"), tags("u"), get().asOf())).isTrue();
    // One too many, and an invalidation in between, harm nothing.
    invalidate(hold(Hold.END, "t"));
    invalidate("u");
    assertThat(store().isOutdated(b("k"), tags("t"), get().asOf())).isFalse();
    assertThat(store().isOutdated(b("k"), tags("u"), get().asOf())).isTrue();
    invalidate(hold(Hold.BEGIN, "t"));
    invalidate(hold(Hold.END, "t"));
    assertThat(store().isOutdated(b("k"), tags("t"), get().asOf())).isFalse();
  }

  @Test
  void heldTag_endsByItself() {
    settle();
    invalidate(new Invalidate(List.of(), tags("t"), false, Hold.BEGIN, SHORT));
    Reply during = change(put("during", tags("t")));
    byte[] neighbour = neighbour();
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              long asOf = store().change(neighbour, remove()).asOf();
              return !store().isOutdated(b("k"), tags("t"), asOf);
            });
    assertThat(during.version()).isZero();
    assertThat(value()).isNull();
    assertThat(loaded(lease(), tags("t"))).isEqualTo(Status.CREATED);
  }

  /** Another key of the segment of "k". */
  private byte[] neighbour() {
    int i = 0;
    while (store().segmentOf(b("other" + i)) != store().segmentOf(b("k"))) {
      i++;
    }
    return b("other" + i);
  }

  @Test
  void heldTag_released_whatWasThereIsThereAgain() {
    change(put("old", tags("t")));
    invalidate(hold(Hold.BEGIN, "t"));
    invalidate(hold(Hold.BEGIN, "t", "u"));
    invalidate(hold(Hold.RELEASE, "t"));
    assertThat(value()).isNull();
    invalidate(hold(Hold.RELEASE, "t", "u"));
    assertThat(value()).isEqualTo("old");
    assertThat(store().isOutdated(b("k"), tags("t", "u"), lease().asOf() - 1)).isFalse();
    // One too many changes nothing.
    invalidate(hold(Hold.RELEASE, "t"));
    assertThat(value()).isEqualTo("old");
    invalidate("t");
    assertThat(value()).isNull();
  }

  @Test
  void heldTag_released_earlierInvalidationsHold() {
    change(put("old", tags("t")));
    invalidate("t");
    invalidate(hold(Hold.BEGIN, "t"));
    invalidate(hold(Hold.RELEASE, "t"));
    assertThat(value()).isNull();
    change(put("old", tags("t")));
    invalidate(hold(Hold.BEGIN, "t"));
    invalidate("t");
    invalidate(hold(Hold.RELEASE, "t"));
    assertThat(value()).isNull();
  }

  @Test
  void heldTag_holdThatNobodyEnded_isAnInvalidationForLaterOnes() {
    settle();
    change(put("old", tags("t")));
    invalidate(new Invalidate(List.of(), tags("t"), false, Hold.BEGIN, SHORT));
    byte[] neighbour = neighbour();
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              long asOf = store().change(neighbour, remove()).asOf();
              return !store().isOutdated(b("k"), tags("t"), asOf);
            });
    invalidate(hold(Hold.BEGIN, "t"));
    invalidate(hold(Hold.RELEASE, "t"));
    assertThat(value()).isNull();
  }

  // ---- holds of keys

  @Test
  void heldKey_released_keepsWhatWasPutMeanwhile() {
    invalidate(holdKey(Hold.BEGIN));
    invalidate(holdKey(Hold.RELEASE));
    assertThat(loaded(lease(), Tags.NONE)).isEqualTo(Status.CREATED);
    invalidate(holdKey(Hold.BEGIN));
    change(put("new"));
    Reply released = requireNonNull(invalidate(holdKey(Hold.RELEASE)).keys().get(0));
    assertThat(released.status()).isEqualTo(Status.ABSENT);
    assertThat(value()).isEqualTo("new");
  }

  @Test
  void heldKey_nothingStoredByLoads() {
    change(put("old"));
    Lease nothing = new Lease(null, 0, 0);
    Reply begun = requireNonNull(invalidate(holdKey(Hold.BEGIN)).keys().get(0));
    assertThat(begun.status()).isEqualTo(Status.REMOVED);
    assertThat(value()).isNull();
    Lease lease = lease();
    assertThat(lease).isNotEqualTo(nothing);
    assertThat(lease.entry()).isNull();
    assertThat(lease.token()).isPositive();
    assertThat(loaded(lease, Tags.NONE)).isEqualTo(Status.ABSENT);
    assertThat(loaded(lease, tags("t"))).isEqualTo(Status.ABSENT);
    Reply ended = requireNonNull(invalidate(holdKey(Hold.END)).keys().get(0));
    assertThat(ended.status()).isEqualTo(Status.ABSENT);
    assertThat(loaded(lease, Tags.NONE)).isEqualTo(Status.ABSENT);
    assertThat(loaded(lease(), Tags.NONE)).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("loaded");
  }

  @Test
  void heldKey_tokenOfBefore_void() {
    Lease before = lease();
    invalidate(holdKey(Hold.BEGIN));
    assertThat(loaded(before, Tags.NONE)).isEqualTo(Status.ABSENT);
    invalidate(holdKey(Hold.END));
    assertThat(loaded(before, Tags.NONE)).isEqualTo(Status.ABSENT);
  }

  @Test
  void heldKey_nobodyElseSeesIt() {
    Reply begun = requireNonNull(invalidate(holdKey(Hold.BEGIN)).keys().get(0));
    assertThat(begun.status()).isEqualTo(Status.ABSENT);
    assertThat(get()).isEqualTo(new Found(null, begun.asOf()));
    assertThat(store().get(b("k"), LONG).entry()).isNull();
    assertThat(all().get(0).entry()).isNull();
    assertThat(store().reread(b("k"), begun.asOf()).entry()).isNull();
    assertThat(store().entries()).isExhausted();
    store().touch(b("k"), begun.asOf(), 1);
    assertThat(change(when(Condition.PRESENT, "x")).status()).isEqualTo(Status.ABSENT);
    assertThat(change(when(Condition.EQUAL, "x", "", 0)).status()).isEqualTo(Status.ABSENT);
    assertThat(change(when(Condition.VERSION, "x", "", begun.asOf())).status())
        .isEqualTo(Status.ABSENT);
    assertThat(change(remove()).status()).isEqualTo(Status.ABSENT);
    assertThat(change(put("a", /* creationTtl= */ 0, FarStore.KEEP)).status())
        .isEqualTo(Status.NOT_STORED);
    // Whatever is removed meanwhile does not end it.
    assertThat(loaded(lease(), Tags.NONE)).isEqualTo(Status.ABSENT);
  }

  @ParameterizedTest
  @EnumSource(
      value = Condition.class,
      names = {"ALWAYS", "ABSENT"})
  void heldKey_putTakesItsPlace(Condition condition) {
    invalidate(holdKey(Hold.BEGIN));
    assertThat(change(when(condition, "a")).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("a");
    invalidate(holdKey(Hold.BEGIN));
    assertThat(value()).isNull();
    assertThat(change(since(condition, "b", 0, tags("t"), Change.NOW)).status())
        .isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("b");
    Reply ended = requireNonNull(invalidate(holdKey(Hold.END)).keys().get(0));
    assertThat(ended.status()).isEqualTo(Status.REMOVED);
    assertThat(value()).isNull();
  }

  @Test
  void heldKey_putTakesItsPlace_hotPath() {
    invalidate(holdKey(Hold.BEGIN));
    assertThat(change(put("a")).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void heldKey_counted_theLastEndsIt(int holders) {
    for (int i = 0; i < holders; i++) {
      invalidate(holdKey(Hold.BEGIN));
    }
    for (int i = 0; i < holders; i++) {
      assertThat(loaded(lease(), Tags.NONE)).isEqualTo(Status.ABSENT);
      // Of somebody who holds nothing.
      invalidate(holdKey(Hold.NONE));
      assertThat(loaded(lease(), Tags.NONE)).isEqualTo(Status.ABSENT);
      invalidate(holdKey(Hold.END));
    }
    assertThat(loaded(lease(), Tags.NONE)).isEqualTo(Status.CREATED);
    // One too many only removes.
    invalidate(holdKey(Hold.END));
    assertThat(value()).isNull();
    assertThat(loaded(lease(), Tags.NONE)).isEqualTo(Status.CREATED);
  }

  @Test
  void heldKey_endsByItself() {
    invalidate(new Invalidate(List.of(b("k")), Tags.NONE, false, Hold.BEGIN, SHORT));
    Lease during = lease();
    @Nullable Lease[] last = new @Nullable Lease[1];
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              last[0] = lease();
              assertThat(loaded(during, Tags.NONE)).isEqualTo(Status.ABSENT);
              return loaded(requireNonNull(last[0]), Tags.NONE) == Status.CREATED;
            });
    assertThat(requireNonNull(get().entry()).version()).isGreaterThan(last[0].token());
  }
}
