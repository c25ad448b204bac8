package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.cache.Invalidating;
import io.nearfar.cache.InvalidationBatch;
import io.nearfar.cache.InvalidationJob;
import io.nearfar.cache.InvalidationProgress;
import io.nearfar.cache.InvalidationProgress.State;
import io.nearfar.cache.InvalidationResult;
import io.nearfar.cache.InvalidationResult.Effect;
import io.nearfar.cache.Invalidations;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.stats.InvalidationTrigger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags and invalidations as applications see them: results, dry runs, jobs, batches, bad input. */
class InvalidationFaceTest {
  private final TestProvider provider = new TestProvider(System::nanoTime);
  private final NearfarCache<String, Integer> cache = open("orders");

  @SuppressWarnings("unchecked")
  private NearfarCache<String, Integer> open(String name) {
    Cache<String, Integer> created =
        provider
            .getCacheManager()
            .createCache(
                name,
                new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class));
    return created.unwrap(NearfarCache.class);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private static InvalidationProgress ended(InvalidationJob job) {
    return job.end().toCompletableFuture().join();
  }

  @Test
  void results_sayWhatIsKnown() {
    cache.put("a", 1, Set.of("t"));
    cache.put("b", 1, List.of("table:users", "table:users"));
    cache.put("c", 1, List.of("event:x"));
    cache.put("d", 1);
    assertThat(cache.invalidateTag("t"))
        .isEqualTo(new InvalidationResult(Effect.DONE, Set.of("t"), OptionalLong.empty()));
    assertThat(cache.invalidateTable("users").tags()).containsExactly("table:users");
    assertThat(cache.fire("x").tags()).containsExactly("event:x");
    assertThat(cache.invalidate(Set.of("d", "absent")))
        .isEqualTo(new InvalidationResult(Effect.DONE, Set.of(), OptionalLong.of(1)));
    assertThat(cache.iterator()).isExhausted();
    assertThat(cache.invalidateTags(List.of()).tags()).isEmpty();
    assertThat(cache.invalidationStatistics().local(InvalidationTrigger.EVENT)).isOne();
  }

  @Test
  void loads_carryTheTagsOfTheirResult() {
    assertThat(cache.get("a", key -> 1, value -> Set.of("is:" + value))).isEqualTo(1);
    assertThat(cache.refresh("b", key -> 2, value -> Set.of("is:" + value))).isEqualTo(2);
    cache
        .getAsync("c", key -> CompletableFuture.completedFuture(3), value -> Set.of("is:" + value))
        .toCompletableFuture()
        .join();
    cache
        .refreshAsync(
            "d", key -> CompletableFuture.completedFuture(4), value -> Set.of("is:" + value))
        .toCompletableFuture()
        .join();
    assertThat(cache.tags().keySet()).containsExactly("is:1", "is:2", "is:3", "is:4");
    cache.invalidateTags(Set.of("is:1", "is:2", "is:4"));
    assertThat(cache.tags().keySet()).containsExactly("is:3");
  }

  @Test
  void tags_keysAndCounts() {
    for (int i = 0; i < 10; i++) {
      cache.put("k" + i, i, i % 2 == 0 ? Set.of("even", "all") : Set.of("all"));
    }
    cache.put("none", 1);
    assertThat(cache.tags()).containsOnly(Map.entry("all", 10L), Map.entry("even", 5L));
    assertThat(cache.countOf("even")).isEqualTo(5);
    assertThat(cache.countOf("unknown")).isZero();
    assertThat(cache.keysOf("even", 100)).containsExactlyInAnyOrder("k0", "k2", "k4", "k6", "k8");
    assertThat(cache.keysOf("all", 3)).hasSize(3);
    assertThatThrownBy(() -> cache.keysOf("all", 0)).hasMessageContaining("NEARFAR-0048");
  }

  @Test
  void matching_andIntersection_removeInTheBackground() {
    for (int i = 0; i < 10; i++) {
      cache.put("user:" + i, i, i % 2 == 0 ? Set.of("even", "all") : Set.of("all"));
    }
    cache.put("item:1", 1, Set.of("even"));
    InvalidationProgress pairs = ended(cache.invalidateIntersection(Set.of("even", "all")));
    assertThat(pairs).isEqualTo(new InvalidationProgress(State.DONE, 11, 5, 0, 5));
    assertThat(ended(cache.invalidateMatching("user:?")))
        .isEqualTo(new InvalidationProgress(State.DONE, 6, 5, 0, 5));
    assertThat(cache.get("item:1")).isEqualTo(1);
    assertThat(cache.invalidationStatistics().local(InvalidationTrigger.PATTERN)).isEqualTo(2);
  }

  @Test
  void dryRun_looksAndDoesNothing() {
    cache.put("user:1", 1, Set.of("t", "table:users", "event:x"));
    cache.put("user:2", 2, Set.of("t"));
    Invalidating<String> dry = cache.dryRun();
    assertThat(dry.invalidateTag("t"))
        .isEqualTo(new InvalidationResult(Effect.DRY_RUN, Set.of("t"), OptionalLong.of(2)));
    assertThat(dry.invalidateTags(Set.of("t", "u")).entries()).hasValue(2);
    assertThat(dry.invalidateTable("users").entries()).hasValue(1);
    assertThat(dry.fire("x").entries()).hasValue(1);
    assertThat(dry.invalidate(Set.of("user:1", "absent")).entries()).hasValue(1);
    assertThat(ended(dry.invalidateMatching("user:*")).matched()).isEqualTo(2);
    assertThat(dry.invalidateIntersection(Set.of("t", "event:x")).progress().matched()).isOne();
    assertThat(dry.invalidateMatching("x").cancel()).isFalse();
    assertThat(cache.get("user:1")).isEqualTo(1);
    assertThat(cache.get("user:2")).isEqualTo(2);
    assertThat(cache.invalidationStatistics().local().values()).containsOnly(0L);
  }

  @Test
  @SuppressWarnings("unchecked")
  void dependentTags_areInvalidatedWithOthers() {
    NearfarCache<String, Integer> users =
        provider
            .getCacheManager()
            .createCache(
                "users",
                NearfarConfiguration.builder(String.class, Integer.class)
                    .tagDependency("role:*", "permissions")
                    .build())
            .unwrap(NearfarCache.class);
    users.put("menu", 1, Set.of("permissions"));
    users.put("name", 1, Set.of("profile"));
    assertThat(users.dryRun().invalidateTag("role:7").entries()).hasValue(1);
    assertThat(users.invalidateTag("profiles").tags()).containsExactly("profiles");
    assertThat(users.get("menu")).isEqualTo(1);
    assertThat(users.invalidateTag("role:7").tags())
        .containsExactlyInAnyOrder("role:7", "permissions");
    assertThat(users.get("menu")).isNull();
    assertThat(users.get("name")).isEqualTo(1);
  }

  @Test
  void batch_collectsOfAllCaches_andMakesAtItsEnd() {
    NearfarCache<String, Integer> other = open("other");
    cache.put("a", 1, Set.of("t"));
    other.put("a", 1);
    other.put("user:1", 1);
    InvalidationJob job;
    try (InvalidationBatch batch = Invalidations.batch()) {
      assertThat(cache.invalidateTag("t"))
          .isEqualTo(new InvalidationResult(Effect.COLLECTED, Set.of("t"), OptionalLong.empty()));
      assertThat(other.invalidate(Set.of("a")).effect()).isEqualTo(Effect.COLLECTED);
      job = other.invalidateMatching("user:*");
      assertThat(job.progress().state()).isEqualTo(State.WAITING);
      InvalidationBatch.Mark mark = batch.mark();
      other.fire("dropped");
      batch.rollbackTo(mark);
      assertThat(cache.get("a")).isEqualTo(1);
      assertThat(other.get("a")).isEqualTo(1);
    }
    assertThat(cache.get("a")).isNull();
    assertThat(other.get("a")).isNull();
    assertThat(ended(job).matched()).isOne();
    assertThat(other.invalidationStatistics().local(InvalidationTrigger.EVENT)).isZero();
  }

  @Test
  void batch_dropped_makesNothing_andItsJobsAreCancelled() {
    cache.put("a", 1, Set.of("t"));
    InvalidationJob job;
    try (InvalidationBatch batch = Invalidations.batch()) {
      cache.invalidateTag("t");
      job = cache.invalidateMatching("a*");
      batch.drop();
    }
    assertThat(cache.get("a")).isEqualTo(1);
    assertThat(ended(job).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void batch_foreignMark_isRefused() {
    try (InvalidationBatch outer = Invalidations.batch();
        InvalidationBatch inner = Invalidations.batch()) {
      assertThatThrownBy(() -> inner.rollbackTo(outer.mark()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("NEARFAR-0805");
    }
  }

  @Test
  void batch_withMoreTagsThanOneMessageTakes_isMade() {
    cache.put("a", 1, Set.of("t599"));
    try (InvalidationBatch batch = Invalidations.batch()) {
      cache.invalidateTags(IntStream.range(0, 600).mapToObj(i -> "t" + i).toList());
      assertThat(batch.mark()).isNotNull();
    }
    assertThat(cache.get("a")).isNull();
    assertThat(cache.invalidationStatistics().local(InvalidationTrigger.TAG)).isEqualTo(600);
  }

  // ---- bad input

  @Test
  void longestTags_andMostOfThem_areTaken() {
    String longest = "é".repeat(127) + "x";
    cache.put("a", 1, Set.of(longest));
    cache.invalidateTag(longest);
    assertThat(cache.get("a")).isNull();
    cache.put("b", 1, IntStream.range(0, 255).mapToObj(Integer::toString).toList());
    cache.invalidateTag("254");
    assertThat(cache.get("b")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"put", "invalidateTag", "invalidateTags", "intersection", "dry", "load", "keysOf"})
  void badTags_areRefusedAndNothingIsDone(String method) {
    Consumer<String> call =
        switch (method) {
          case "put" -> tag -> cache.put("a", 1, Set.of("good", tag));
          case "invalidateTag" -> cache::invalidateTag;
          case "invalidateTags" -> tag -> cache.invalidateTags(Set.of("good", tag));
          case "intersection" -> tag -> cache.invalidateIntersection(Set.of(tag));
          case "dry" -> tag -> cache.dryRun().invalidateTag(tag);
          case "load" -> tag -> cache.get("a", key -> 1, value -> Set.of(tag));
          case "keysOf" -> tag -> cache.keysOf(tag, 1);
          default -> throw new IllegalArgumentException(method);
        };
    cache.put("kept", 1, Set.of("good"));
    assertThatThrownBy(() -> call.accept(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-0041");
    assertThatThrownBy(() -> call.accept("x".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-0042")
        .hasMessageContaining("256");
    assertThatThrownBy(() -> call.accept("é".repeat(128))).hasMessageContaining("NEARFAR-0042");
    assertThatThrownBy(() -> call.accept("half \ud800 of a pair"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-0043");
    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache.get("kept")).isEqualTo(1);
  }

  @Test
  void tooManyTags_areRefused() {
    List<String> many = IntStream.range(0, 10_000).mapToObj(Integer::toString).toList();
    assertThatThrownBy(() -> cache.put("a", 1, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEARFAR-0040")
        .hasMessageContaining("10000");
    assertThatThrownBy(() -> cache.get("a", key -> 1, value -> many))
        .hasMessageContaining("NEARFAR-0040");
    assertThat(cache.containsKey("a")).isFalse();
    assertThat(cache.invalidateTags(many).tags()).hasSize(10_000);
  }

  @Test
  void badPatterns_areRefused() {
    for (Invalidating<String> one : List.of(cache, cache.dryRun())) {
      assertThatThrownBy(() -> one.invalidateMatching(""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("NEARFAR-0045");
      assertThatThrownBy(() -> one.invalidateMatching("?*")).hasMessageContaining("NEARFAR-0046");
      assertThatThrownBy(() -> one.invalidateMatching("**"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("NEARFAR-0046");
      assertThatThrownBy(() -> one.invalidateIntersection(Set.of()))
          .hasMessageContaining("NEARFAR-0044");
      assertThatThrownBy(() -> one.invalidateTable("")).hasMessageContaining("NEARFAR-0041");
      assertThatThrownBy(() -> one.fire("")).hasMessageContaining("NEARFAR-0041");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what careless code does
  void nulls_areRefused() {
    List<Consumer<Object>> calls =
        List.of(
            ignored -> cache.put(null, 1, Set.of()),
            ignored -> cache.put("a", null, Set.of()),
            ignored -> cache.put("a", 1, null),
            ignored -> cache.put("a", 1, Collections.singleton(null)),
            ignored -> cache.get("a", key -> 1, null),
            ignored -> cache.get("a", key -> 1, value -> null),
            ignored -> cache.invalidate(null),
            ignored -> cache.invalidate(Collections.singleton(null)),
            ignored -> cache.invalidateTag(null),
            ignored -> cache.invalidateTags(null),
            ignored -> cache.invalidateTable(null),
            ignored -> cache.fire(null),
            ignored -> cache.invalidateMatching(null),
            ignored -> cache.invalidateIntersection(null),
            ignored -> cache.keysOf(null, 1),
            ignored -> cache.countOf(null));
    for (Consumer<Object> call : calls) {
      assertThatThrownBy(() -> call.accept(calls)).isInstanceOf(NullPointerException.class);
    }
    assertThat(cache.containsKey("a")).isFalse();
  }

  @Test
  void closedCache_isRefused() {
    cache.close();
    List<Runnable> calls =
        List.of(
            () -> cache.put("a", 1, Set.of()),
            () -> cache.invalidate(Set.of("a")),
            () -> cache.invalidateTag("t"),
            () -> cache.invalidateMatching("a"),
            () -> cache.invalidateIntersection(Set.of("t")),
            cache::dryRun,
            cache::tags,
            () -> cache.countOf("t"),
            cache::invalidationStatistics);
    for (Runnable call : calls) {
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("NEARFAR-0001");
    }
  }

  @Test
  void cacheClosedBeforeTheEndOfTheBatch_isTold() {
    InvalidationBatch batch = Invalidations.batch();
    cache.invalidateTag("t");
    cache.close();
    assertThatThrownBy(batch::close).hasMessageContaining("NEARFAR-0001");
    assertThat(open("next").invalidateTag("t").effect()).isEqualTo(Effect.DONE);
  }
}
