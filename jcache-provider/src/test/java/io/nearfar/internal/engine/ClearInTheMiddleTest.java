package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.near.FillGuard;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.NearStore;
import io.nearfar.spi.Copier;
import io.nearfar.spi.Tags;
import io.nearfar.testing.FakeTicker;
import java.io.Serial;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A clear or an invalidation of a tag, and what others do before and after it, between the moments
 * in which a mutation reads the version, looks at the entry and changes the map. Covered: apply of
 * stores with and without a condition and of fills, put.
 */
class ClearInTheMiddleTest {

  /** Lets somebody else act when an entry is looked up, and before and after one is stored. */
  private static final class InterruptedMap extends ConcurrentHashMap<Integer, NearEntry<String>> {
    @Serial private static final long serialVersionUID = 1L;

    private transient @Nullable Runnable meanwhile;
    private transient @Nullable Runnable beforeStore;
    private transient @Nullable Runnable afterStore;

    @Override
    public @Nullable NearEntry<String> get(Object key) {
      Runnable action = meanwhile;
      meanwhile = null;
      run(action);
      return super.get(key);
    }

    @Override
    public @Nullable NearEntry<String> put(Integer key, NearEntry<String> entry) {
      return storing(() -> super.put(key, entry));
    }

    @Override
    public @Nullable NearEntry<String> putIfAbsent(Integer key, NearEntry<String> entry) {
      return storing(() -> super.putIfAbsent(key, entry));
    }

    @Override
    public @Nullable NearEntry<String> compute(
        Integer key,
        BiFunction<
                ? super Integer,
                ? super @Nullable NearEntry<String>,
                ? extends @Nullable NearEntry<String>>
            remapping) {
      return storing(() -> super.compute(key, remapping));
    }

    @Override
    public @Nullable NearEntry<String> computeIfPresent(
        Integer key,
        BiFunction<
                ? super Integer, ? super NearEntry<String>, ? extends @Nullable NearEntry<String>>
            remapping) {
      return storing(() -> super.computeIfPresent(key, remapping));
    }

    private @Nullable NearEntry<String> storing(
        Supplier<? extends @Nullable NearEntry<String>> store) {
      Runnable before = beforeStore;
      beforeStore = null;
      run(before);
      NearEntry<String> result = store.get();
      Runnable after = afterStore;
      afterStore = null;
      run(after);
      return result;
    }

    private static void run(@Nullable Runnable action) {
      if (action != null) {
        action.run();
      }
    }
  }

  private final InterruptedMap map = new InterruptedMap();
  private final NearStore<Integer, String> near = new NearStore<>(map, new FakeTicker());
  private final Authority<Integer, String> authority =
      new LocalAuthority<>(
          near,
          new Flights<>(near::settle),
          FixedExpiry.NEVER,
          Copier.byReference(),
          new InvalidationCounts());

  @AfterEach
  void allActionsWereRun() {
    assertThat(map.meanwhile).isNull();
    assertThat(map.beforeStore).isNull();
    assertThat(map.afterStore).isNull();
  }

  private static final Tags TAG = Tags.of(List.of("tag"));

  private void invalidateTag() {
    authority.invalidate(InvalidationWish.ofTags(TAG));
  }

  private static Mutation<String> store(String value) {
    return Mutation.store(Condition.ALWAYS, value);
  }

  private void assertThere(String value) {
    Snapshot<String> there = authority.snapshot(1);
    assertThat(there).isNotNull().extracting(Snapshot::value).isEqualTo(value);
  }

  /** What is found twice to be nothing need not have been nothing in between. */
  @Test
  void store_othersStoredAndClearedAndBuried_isAfterThem() {
    map.beforeStore =
        () -> {
          assertThat(authority.apply(1, store("theirs")).found()).isFalse();
          authority.clear();
          assertThat(authority.apply(1, Mutation.remove(Condition.ALWAYS)).found()).isFalse();
        };
    assertThat(authority.apply(1, store("ours")).found()).isFalse();
    assertThere("ours");
  }

  @Test
  void storeWithTag_othersStoredAndInvalidatedAndBuried_isAfterThem() {
    map.beforeStore =
        () -> {
          assertThat(authority.apply(1, Mutation.store("theirs", TAG)).found()).isFalse();
          invalidateTag();
          assertThat(authority.apply(1, Mutation.remove(Condition.ALWAYS)).found()).isFalse();
        };
    assertThat(authority.apply(1, Mutation.store("ours", TAG)).found()).isFalse();
    assertThere("ours");
  }

  /** What a processor stores, for example, that runs on what was loaded. */
  @Test
  void fill_othersStoredAndClearedAndBuried_isRefused() {
    FillGuard guard = new NeverRevoked(near.version());
    map.beforeStore =
        () -> {
          assertThat(authority.apply(1, store("theirs")).found()).isFalse();
          near.invalidateAll();
          assertThat(authority.apply(1, Mutation.remove(Condition.ALWAYS)).found()).isFalse();
        };
    Outcome<String> outcome =
        authority.apply(1, Mutation.storeOver(null, "ours", guard, /* claim= */ null));
    assertThat(outcome.status()).isEqualTo(Outcome.Status.OUTDATED);
    assertThat(near.heldEntries()).isZero();
  }

  /** As if it had been given after all guards were revoked, but before the version was raised. */
  private record NeverRevoked(long version) implements FillGuard {
    @Override
    public boolean valid() {
      return true;
    }
  }

  @Test
  void store_overATaggedEntryThatIsInvalidated_isAfterTheInvalidation() {
    authority.apply(1, Mutation.store("theirs", TAG));
    map.beforeStore =
        () -> {
          invalidateTag();
          assertThat(authority.snapshot(1)).isNull();
        };
    assertThat(authority.apply(1, store("ours").tellingOld()).oldValue()).isNull();
    assertThere("ours");
  }

  @Test
  void storeWithTag_overAnEntryNewerThanTheInvalidation_isNotLost() {
    map.meanwhile =
        () -> {
          invalidateTag();
          authority.apply(1, Mutation.store("theirs", TAG));
        };
    Outcome<String> outcome = authority.apply(1, Mutation.store("ours", TAG));
    assertThat(outcome.oldValue()).isEqualTo("theirs");
    assertThere("ours");
  }

  @Test
  void put_clearedAndStoredByOthersBefore_isAfterThem() {
    map.beforeStore =
        () -> {
          authority.clear();
          authority.apply(1, store("theirs"));
        };
    authority.put(1, "ours");
    assertThere("ours");
  }

  /** It could be before the clear as well; but then there would be nothing to show for a put. */
  @Test
  void put_clearedBeforeAnybodyHasSeenIt_isAfterTheClear() {
    map.afterStore = authority::clear;
    authority.put(1, "ours");
    assertThere("ours");
  }

  /** Each way to look at an entry that was just put, before who has put it goes on. */
  static Stream<Consumer<ClearInTheMiddleTest>> looks() {
    return Stream.of(
        test -> test.assertThere("ours"),
        test -> assertThat(test.near.get(1)).isNotNull(),
        test -> assertThat(test.near.iterator()).toIterable().hasSize(1),
        test -> assertThat(test.authority.entries()).toIterable().hasSize(1),
        test ->
            assertThat(test.authority.apply(1, Mutation.store(Condition.ABSENT, "theirs")).stored())
                .isFalse());
  }

  @ParameterizedTest
  @MethodSource("looks")
  void put_seenAndThenCleared_doesNotComeBack(Consumer<ClearInTheMiddleTest> look) {
    map.afterStore =
        () -> {
          look.accept(this);
          authority.clear();
        };
    authority.put(1, "ours");
    assertThat(authority.snapshot(1)).isNull();
    assertThat(near.iterator()).toIterable().isEmpty();
  }

  @Test
  void put_replacedByOthersAtOnce_isBeforeThem() {
    map.afterStore =
        () -> {
          Outcome<String> theirs = authority.apply(1, store("theirs"));
          assertThat(theirs.oldValue()).isEqualTo("ours");
        };
    authority.put(1, "ours");
    assertThere("theirs");
  }

  @Test
  void put_removedByOthersAtOnce_isBeforeThem() {
    map.afterStore =
        () -> assertThat(authority.apply(1, Mutation.remove(Condition.ALWAYS)).removed()).isTrue();
    authority.put(1, "ours");
    assertThat(authority.snapshot(1)).isNull();
  }

  /** Who has judged by a version must not find a newer entry afterwards. */
  @Test
  void put_foundAndThenCleared_isBeforeTheClear() {
    map.afterStore =
        () -> {
          NearEntry<String> found = near.find(1);
          authority.clear();
          assertThat(found).isNotNull().matches(entry -> !near.live(entry), "dead");
        };
    authority.put(1, "ours");
    assertThat(authority.snapshot(1)).isNull();
  }

  @Test
  void store_overAnEntryNewerThanTheClear_isNotLost() {
    map.meanwhile =
        () -> {
          authority.clear();
          authority.apply(1, Mutation.store(Condition.ALWAYS, "theirs"));
        };
    Outcome<String> outcome = authority.apply(1, Mutation.store(Condition.ALWAYS, "ours"));
    assertThat(outcome.oldValue()).isEqualTo("theirs");
    Snapshot<String> there = authority.snapshot(1);
    assertThat(there).isNotNull().extracting(Snapshot::value).isEqualTo("ours");
  }

  @Test
  void putIfAbsent_afterTheClearOfAnEntry_isNotLost() {
    authority.apply(1, Mutation.store(Condition.ALWAYS, "old"));
    map.meanwhile =
        () -> {
          authority.clear();
          // Finds the dead entry and buries it.
          authority.apply(1, Mutation.remove(Condition.ALWAYS));
        };
    Outcome<String> outcome = authority.apply(1, Mutation.store(Condition.ABSENT, "ours"));
    assertThat(outcome.stored()).isTrue();
    Snapshot<String> there = authority.snapshot(1);
    assertThat(there).isNotNull().extracting(Snapshot::value).isEqualTo("ours");
  }
}
