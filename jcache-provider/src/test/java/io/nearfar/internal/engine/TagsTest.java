package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.Tags;
import io.nearfar.stats.InvalidationTrigger;
import io.nearfar.stats.LinkState;
import io.nearfar.stats.LinkStatistics;
import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.Gate;
import io.nearfar.testing.TestCodec;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags and invalidations, in all topologies that store. */
class TagsTest {
  private final FakeTicker ticker = new FakeTicker();
  private final FakeFarStore store = new FakeFarStore(ticker);

  private EngineFixture.Builder<String, Object> builder(String topology) {
    return switch (topology) {
      case "near" -> EngineFixture.<String, Object>near().ticker(ticker);
      case "far" -> EngineFixture.far(store, ticker);
      case "near-far" -> EngineFixture.nearFar(store, ticker);
      default -> throw new IllegalArgumentException(topology);
    };
  }

  private static Tags tags(String... names) {
    return Tags.of(List.of(names));
  }

  private static void invalidate(CacheEngine<String, Object> engine, String... names) {
    long ignored = engine.invalidations().send(InvalidationWish.ofTags(tags(names))).await();
  }

  private static Source<String, Object> source(
      Function<String, @Nullable Object> loader, String... names) {
    return new Source<>() {
      @Override
      public @Nullable Object load(String key) {
        return loader.apply(key);
      }

      @Override
      public boolean tagged() {
        return true;
      }

      @Override
      public Tags tags(Object value) {
        return TagsTest.tags(names);
      }
    };
  }

  private static AsyncSource<String, Object> asyncSource(
      Function<String, CompletionStage<@Nullable Object>> loader, String... names) {
    return new AsyncSource<>() {
      @Override
      public CompletionStage<? extends @Nullable Object> load(String key) {
        return loader.apply(key);
      }

      @Override
      public boolean tagged() {
        return true;
      }

      @Override
      public Tags tags(Object value) {
        return TagsTest.tags(names);
      }
    };
  }

  // ---- entries

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void invalidate_anyOfItsTags_entryIsGone(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      engine.put("a", 1, tags("red", "round"));
      engine.put("b", 2, tags("blue"));
      engine.put("c", 3);
      assertThat(engine.get("a")).isEqualTo(1);
      invalidate(engine, "round");
      assertThat(engine.get("a")).isNull();
      assertThat(engine.containsKey("a")).isFalse();
      assertThat(engine.getAll(List.of("a", "b", "c"))).isEqualTo(Map.of("b", 2, "c", 3));
      engine.put("a", 4, tags("round"));
      assertThat(engine.get("a")).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void invalidate_deadEntry_isNoEntryForConditions(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      engine.put("a", 1, tags("t"));
      invalidate(engine, "t");
      assertThat(engine.replace("a", 2)).isFalse();
      assertThat(engine.remove("a")).isFalse();
      assertThat(engine.putIfAbsent("a", 3)).isTrue();
      assertThat(engine.get("a")).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void put_withoutTags_takesThemAway(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      engine.put("a", 1, tags("t"));
      engine.put("a", 2);
      invalidate(engine, "t");
      assertThat(engine.get("a")).isEqualTo(2);
      engine.put("a", 3, tags("u"));
      engine.replace("a", 4);
      invalidate(engine, "u");
      assertThat(engine.get("a")).isEqualTo(4);
    }
  }

  @Test
  void put_keepsTheLifeOfTheEntryItReplaces() {
    try (EngineFixture<String, Object> fixture =
        builder("near").expiry(new FixedExpiry(100, -1, -1)).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      engine.put("a", 1);
      ticker.advance(Duration.ofNanos(60));
      engine.put("a", 2, tags("t"));
      assertThat(engine.get("a")).isEqualTo(2);
      ticker.advance(Duration.ofNanos(60));
      assertThat(engine.get("a")).isNull();
    }
  }

  // ---- loads

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void load_isStoredWithItsTags(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      AtomicInteger loads = new AtomicInteger();
      Source<String, Object> source = source(key -> loads.incrementAndGet(), "t");
      assertThat(engine.get("a", source)).isEqualTo(1);
      assertThat(engine.get("a", source)).isEqualTo(1);
      invalidate(engine, "other");
      assertThat(engine.get("a", source)).isEqualTo(1);
      invalidate(engine, "t");
      assertThat(engine.get("a", source)).isEqualTo(2);
      assertThat(engine.get("a", source)).isEqualTo(2);
    }
  }

  /** Requirement T2. */
  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void load_ofWhatIsInvalidatedMeanwhile_isNotStored(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      Source<String, Object> source =
          source(
              key -> {
                invalidate(engine, "t");
                return "old";
              },
              "t");
      assertThat(engine.get("a", source)).isEqualTo("old");
      assertThat(engine.get("a")).isNull();
      assertThat(engine.reload("a", source)).isEqualTo("old");
      assertThat(engine.get("a")).isNull();
      // What other tags suffer is of no concern to it.
      assertThat(engine.get("a", source(key -> other(engine), "t"))).isEqualTo("new");
      assertThat(engine.get("a")).isEqualTo("new");
    }
  }

  private static Object other(CacheEngine<String, Object> engine) {
    invalidate(engine, "other");
    return "new";
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void reload_overAnEntry_ofTagsInvalidatedBefore_isStored(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      engine.put("a", 1, tags("t"));
      invalidate(engine, "u");
      assertThat(engine.reload("a", source(key -> 2, "u"))).isEqualTo(2);
      assertThat(engine.get("a")).isEqualTo(2);
      invalidate(engine, "t");
      assertThat(engine.get("a")).isEqualTo(2);
      invalidate(engine, "u");
      assertThat(engine.get("a")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void load_whoAsksAfterAnInvalidation_isNotGivenWhatWasLoadedBefore(String topology)
      throws Exception {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      Gate gate = new Gate();
      Running<@Nullable Object> first =
          TestThreads.start(
              () ->
                  engine.get(
                      "a",
                      source(
                          key -> {
                            gate.pass();
                            return "old";
                          },
                          "t")));
      gate.awaitReached();
      invalidate(engine, "t");
      Running<@Nullable Object> second =
          TestThreads.start(() -> engine.get("a", source(key -> "new", "t")));
      while (!second.isWaiting() && !second.isDone()) {
        Thread.onSpinWait();
      }
      gate.open();
      assertThat(first.result()).isEqualTo("old");
      assertThat(second.result()).isEqualTo("new");
      assertThat(engine.get("a")).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void load_whoAsksAfterTheInvalidationOfOtherTags_isGivenIt(String topology) throws Exception {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      Gate gate = new Gate();
      AtomicInteger loads = new AtomicInteger();
      Source<String, Object> source =
          source(
              key -> {
                gate.pass();
                return loads.incrementAndGet();
              },
              "t");
      Running<@Nullable Object> first = TestThreads.start(() -> engine.get("a", source));
      gate.awaitReached();
      invalidate(engine, "other");
      Running<@Nullable Object> second = TestThreads.start(() -> engine.get("a", source));
      while (!second.isWaiting()) {
        Thread.onSpinWait();
      }
      gate.open();
      assertThat(first.result()).isEqualTo(1);
      assertThat(second.result()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void loadAsync_ofWhatIsInvalidatedMeanwhile_isNotStored(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      CompletableFuture<@Nullable Object> old = new CompletableFuture<>();
      CompletableFuture<@Nullable Object> first =
          engine.getAsync("a", asyncSource(key -> old, "t")).toCompletableFuture();
      invalidate(engine, "t");
      CompletableFuture<@Nullable Object> second =
          engine
              .getAsync("a", asyncSource(key -> CompletableFuture.completedFuture("new"), "t"))
              .toCompletableFuture();
      old.complete("old");
      assertThat(first.join()).isEqualTo("old");
      assertThat(second.join()).isEqualTo("new");
      awaitValue(engine, "new");
      invalidate(engine, "t");
      assertThat(engine.get("a")).isNull();
    }
  }

  private static void awaitValue(CacheEngine<String, Object> engine, Object expected) {
    while (!expected.equals(engine.get("a"))) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void load_badTags_failAndStoreNothing(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      Source<String, Object> bad =
          new Source<>() {
            @Override
            public Object load(String key) {
              return 1;
            }

            @Override
            public boolean tagged() {
              return true;
            }

            @Override
            public Tags tags(Object value) {
              throw new IllegalArgumentException("bad tags");
            }
          };
      assertThatThrownBy(() -> engine.get("a", bad)).hasMessage("bad tags");
      assertThat(engine.get("a")).isNull();
      assertThat(engine.get("a", source(key -> 2, "t"))).isEqualTo(2);
    }
  }

  @Test
  void none_whoAsksAfterAnInvalidation_isNotGivenWhatWasLoadedBefore() throws Exception {
    try (EngineFixture<String, Object> fixture =
        EngineFixture.<String, Object>none().ticker(ticker).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      Gate gate = new Gate();
      Source<String, Object> slow =
          source(
              key -> {
                gate.pass();
                return "old";
              },
              "t");
      Running<@Nullable Object> first = TestThreads.start(() -> engine.get("a", slow));
      gate.awaitReached();
      invalidate(engine, "t");
      Running<@Nullable Object> second =
          TestThreads.start(() -> engine.get("a", source(key -> "new", "t")));
      while (!second.isWaiting() && !second.isDone()) {
        Thread.onSpinWait();
      }
      gate.open();
      assertThat(first.result()).isEqualTo("old");
      assertThat(second.result()).isEqualTo("new");
    }
  }

  // ---- keys, and what matches

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void invalidate_keys_tellsHowManyWereThere_andNeitherWriterNorListeners(String topology) {
    TestWriter<String, Object> writer = new TestWriter<>();
    TestEvents<String, Object> events = new TestEvents<>();
    try (EngineFixture<String, Object> fixture =
        builder(topology).writer(writer).events(events).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      engine.put("a", 1);
      engine.put("b", 2);
      int told = events.all().size();
      PendingInvalidation pending =
          engine.invalidations().send(InvalidationWish.ofKeys(Set.of("a", "absent")));
      assertThat(pending.await()).isEqualTo(1);
      assertThat(engine.get("a")).isNull();
      assertThat(engine.get("b")).isEqualTo(2);
      assertThat(writer.target).containsOnlyKeys("a", "b");
      assertThat(events.all()).hasSize(told);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void invalidate_keyThatIsBeingLoaded_isNotStored(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      Source<String, Object> source =
          key -> {
            long ignored =
                engine.invalidations().send(InvalidationWish.ofKeys(Set.of(key))).await();
            return "old";
          };
      assertThat(engine.get("a", source)).isEqualTo("old");
      assertThat(engine.get("a")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void removeMatching_removesWhatMatches_andTellsHowMany(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      awaitCopies(engine);
      for (int i = 0; i < 1_500; i++) {
        engine.put("user:" + i, i, tags("u"));
      }
      engine.put("item:1", 1, tags("i"));
      MatchingRemoval<String, Object> removal =
          engine
              .invalidations()
              .removeMatching(
                  (key, carried) -> key.startsWith("user:") && carried.equals(tags("u")));
      assertThat(removal.ending()).isNull();
      removal.run();
      assertThat(removal.ending()).isEqualTo(MatchingRemoval.End.DONE);
      assertThat(removal.scanned()).isEqualTo(1_501);
      assertThat(removal.matched()).isEqualTo(1_500);
      assertThat(removal.farRemoved()).isEqualTo(topology.equals("near") ? 0 : 1_500);
      assertThat(removal.nearRemoved()).isEqualTo(topology.equals("near") ? 1_500 : near(topology));
      assertThat(engine.get("user:7")).isNull();
      assertThat(engine.get("item:1")).isEqualTo(1);
    }
  }

  /** Until copies are kept, if the cache has some. */
  private static void awaitCopies(CacheEngine<String, Object> engine) {
    LinkStatistics link = engine.link();
    while (link != null && (link.state() != LinkState.LINKED || link.polls() < 2)) {
      Thread.onSpinWait();
      link = engine.link();
    }
  }

  private static long near(String topology) {
    return topology.equals("far") ? 0 : 1_500;
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void removeMatching_loadsUnderWay_areNotStored(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      Source<String, Object> source =
          key -> {
            engine.invalidations().removeMatching((k, carried) -> k.equals("a")).run();
            return "old";
          };
      assertThat(engine.get("a", source)).isEqualTo("old");
      assertThat(engine.get("a")).isNull();
      assertThat(engine.get("a", key -> "new")).isEqualTo("new");
      assertThat(engine.get("a")).isEqualTo("new");
    }
  }

  /** What is stored while entries are looked at may be older than the removal. */
  @ParameterizedTest
  @ValueSource(strings = {"far", "near-far"})
  void removeMatching_reloadOfAnotherNodeIsStoredMeanwhile_isRemoved(String topology)
      throws Exception {
    try (EngineFixture<String, Object> fixture = builder(topology).build();
        EngineFixture<String, Object> other = builder(topology).build()) {
      fixture.engine().put("a", "older");
      Gate load = new Gate();
      Running<@Nullable Object> reload =
          TestThreads.start(
              () ->
                  other
                      .engine()
                      .reload(
                          "a",
                          key -> {
                            load.pass();
                            return "old";
                          }));
      load.awaitReached();
      fixture
          .engine()
          .invalidations()
          .removeMatching(
              (key, carried) -> {
                load.open();
                assertThat(result(reload)).isEqualTo("old");
                return true;
              })
          .run();
      assertThat(fixture.engine().get("a")).isNull();
      // As soon as its copy has heard of it.
      Awaitility.await().until(() -> !other.engine().containsKey("a"));
    }
  }

  private static @Nullable Object result(Running<@Nullable Object> running) {
    try {
      return running.result();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** A class that only another node knows, for instance. */
  @ParameterizedTest
  @ValueSource(strings = {"far", "near-far"})
  void removeMatching_entryWhoseValueCannotBeRead_isRemoved(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      store.plant(new TestCodec().encodeKey("a"), new byte[] {-1, -1});
      assertThat(engine.get("a")).isNull();
      MatchingRemoval<String, Object> removal =
          engine.invalidations().removeMatching((key, carried) -> true);
      removal.run();
      assertThat(removal.matched()).isOne();
      assertThat(store.entries()).isExhausted();
    }
  }

  @Test
  void nearFar_putOfWhatAnotherNodeHolds_isNotServedHereEither() {
    try (EngineFixture<String, Object> fixture = builder("near-far").build();
        EngineFixture<String, Object> other = builder("near-far").build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      awaitCopies(engine);
      InvalidationWish<String> held =
          InvalidationWish.<String>ofTags(tags("t")).with(Hold.BEGIN, Duration.ofSeconds(60));
      long ignored = other.engine().invalidations().send(held).await();
      engine.put("a", 1, tags("t"));
      assertThat(engine.get("a")).isNull();
      assertThat(other.engine().get("a")).isNull();
    }
  }

  @Test
  void removeMatching_cancelled_leavesTheRest() {
    try (EngineFixture<String, Object> fixture = builder("near").build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      engine.put("a", 1);
      MatchingRemoval<String, Object> removal =
          engine.invalidations().removeMatching((key, carried) -> true);
      assertThat(removal.cancel()).isTrue();
      removal.run();
      assertThat(removal.ending()).isEqualTo(MatchingRemoval.End.CANCELLED);
      assertThat(removal.cancel()).isFalse();
      assertThat(engine.get("a")).isEqualTo(1);
    }
  }

  @Test
  void removeMatching_ofACacheThatIsClosed_fails() {
    MatchingRemoval<String, Object> removal;
    try (EngineFixture<String, Object> fixture = builder("near").build()) {
      fixture.engine().put("a", 1);
      removal = fixture.engine().invalidations().removeMatching((key, carried) -> true);
    }
    removal.run();
    assertThat(removal.failed()).isTrue();
    assertThatThrownBy(() -> removal.end().toCompletableFuture().join())
        .hasMessageContaining("NEARFAR-0309");
  }

  // ---- what can be seen

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void carriers_areTheLiveEntriesWithTheirTags(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      engine.put("a", 1, tags("t", "u"));
      engine.put("b", 2);
      engine.put("c", 3, tags("gone"));
      invalidate(engine, "gone");
      Map<String, List<String>> seen = new TreeMap<>();
      Iterator<Carrier<String>> all = engine.invalidations().carriers();
      all.forEachRemaining(carrier -> seen.put(carrier.key(), carrier.tags().names()));
      assertThat(seen).isEqualTo(Map.of("a", List.of("t", "u"), "b", List.of()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"near", "far", "near-far"})
  void statistics_countByTrigger(String topology) {
    try (EngineFixture<String, Object> fixture = builder(topology).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      invalidate(engine, "t", "table:users", "event:x", "event:y");
      engine.put("a", 1);
      engine.put("b", 1);
      engine.put("c", 1);
      engine.remove("a");
      engine.remove("a");
      engine.removeAll(List.of("b", "absent"));
      long ignored = engine.invalidations().send(InvalidationWish.ofKeys(Set.of("c"))).await();
      engine.clear();
      engine.invalidations().removeMatching((key, carried) -> false).run();
      var counts = engine.invalidations().statistics();
      assertThat(counts.local(InvalidationTrigger.TAG)).isEqualTo(1);
      assertThat(counts.local(InvalidationTrigger.TABLE)).isEqualTo(1);
      assertThat(counts.local(InvalidationTrigger.EVENT)).isEqualTo(2);
      assertThat(counts.local(InvalidationTrigger.KEY)).isEqualTo(3);
      assertThat(counts.local(InvalidationTrigger.CLEAR)).isEqualTo(1);
      assertThat(counts.local(InvalidationTrigger.PATTERN)).isEqualTo(1);
      assertThat(counts.remote().values()).containsOnly(0L);
    }
  }

  @Test
  void statistics_countExpiredEntries() {
    try (EngineFixture<String, Object> fixture =
        builder("near").expiry(new FixedExpiry(100, -1, -1)).build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      engine.put("a", 1);
      engine.put("b", 1, tags("t"));
      invalidate(engine, "t");
      assertThat(engine.get("b")).isNull();
      assertThat(engine.invalidations().statistics().local(InvalidationTrigger.EXPIRY)).isZero();
      ticker.advance(Duration.ofNanos(100));
      assertThat(engine.get("a")).isNull();
      assertThat(engine.invalidations().statistics().local(InvalidationTrigger.EXPIRY)).isOne();
    }
  }

  // ---- other nodes

  @Test
  void nearFar_tagOfAnotherNode_dropsTheCopy_andOthersAreOnlyAskedFor() {
    try (EngineFixture<String, Object> fixture = builder("near-far").build();
        EngineFixture<String, Object> other = builder("near-far").build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      awaitCopies(engine);
      engine.put("a", 1, tags("t"));
      engine.put("b", 2, tags("u"));
      int before = store.calls();
      assertThat(engine.get("a")).isEqualTo(1);
      assertThat(store.calls()).isEqualTo(before);
      store.changedByAnotherNode();
      invalidate(other.engine(), "t", "table:users");
      while (engine.invalidations().statistics().remote(InvalidationTrigger.TAG) == 0) {
        Thread.onSpinWait();
      }
      assertThat(engine.invalidations().statistics().remote(InvalidationTrigger.TABLE)).isOne();
      before = store.calls();
      assertThat(engine.get("b")).isEqualTo(2);
      assertThat(store.calls()).isEqualTo(before);
      assertThat(engine.get("a")).isNull();
    }
  }

  @Test
  void nearFar_fenceOfAnotherNode_isCounted_andCopiesAreAskedFor() {
    try (EngineFixture<String, Object> fixture = builder("near-far").build();
        EngineFixture<String, Object> other = builder("near-far").build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      awaitCopies(engine);
      engine.put("a", 1);
      store.changedByAnotherNode();
      other.engine().invalidations().removeMatching((key, carried) -> false).run();
      while (engine.invalidations().statistics().remote(InvalidationTrigger.PATTERN) == 0) {
        Thread.onSpinWait();
      }
      int before = store.calls();
      assertThat(engine.get("a")).isEqualTo(1);
      assertThat(store.calls()).isEqualTo(before + 1);
    }
  }

  @Test
  void nearFar_invalidationThatFails_isToldAndCopiesAreAskedFor() {
    try (EngineFixture<String, Object> fixture = builder("near-far").build()) {
      CacheEngine<String, Object> engine = fixture.engine();
      awaitCopies(engine);
      engine.put("a", 1, tags("t"));
      store.failing(true);
      assertThatThrownBy(() -> invalidate(engine, "t")).isInstanceOf(FarException.class);
      assertThatThrownBy(() -> engine.get("a")).isInstanceOf(FarException.class);
      store.failing(false);
      assertThat(engine.get("a")).isEqualTo(1);
    }
  }
}
