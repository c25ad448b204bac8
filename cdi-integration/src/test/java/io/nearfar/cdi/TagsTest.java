package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code @CacheTags}, {@code @InvalidateTags}, {@code @InvalidateOn} over a cache of Nearfar: which
 * tags are stored when, and what becomes invalid when.
 */
@Tag("lite")
@Tag("nearfar")
class TagsTest {
  private final TestContainer container =
      new TestContainer(Items.class, WholeClass.class, Sub.class, OfStereotype.class);
  private final Items items = container.get(Items.class);

  @AfterEach
  void close() {
    container.close();
  }

  private TestTags cache(String name) {
    return new TestTags(container.cache(name));
  }

  private Map<String, Long> tags() {
    return cache("items").tags();
  }

  @Test
  void result_carriesTags() {
    items.find(1);
    items.find(2);

    assertThat(tags()).isEqualTo(Map.of("item:1", 1L, "item:2", 1L, "user:ann", 2L));
    assertThat(cache("items").keysOf("item:1")).containsExactly(MethodKey.of(1L));
  }

  @Test
  void invalidation_ofOneOfThem_hasTheMethodCalledAgain() {
    items.find(1);
    items.find(2);

    items.changed(1);

    items.find(1);
    items.find(2);
    assertThat(items.calls()).isEqualTo(3);
    cache("items").invalidateTag("user:ann");
    items.find(1);
    items.find(2);
    assertThat(items.calls()).isEqualTo(5);
  }

  @Test
  void hit_evaluatesNoTags() {
    Counted counted = new Counted();
    items.counted(1, counted);
    items.counted(1, counted);

    assertThat(counted.asked).isEqualTo(1);
    items.countedAlways(1, counted);
    assertThat(counted.asked).isEqualTo(2);
  }

  @Test
  void put_carriesTagsOfItsValue() {
    items.put(5, new Item(5, "bob"));

    assertThat(tags()).isEqualTo(Map.of("item:5", 1L, "user:bob", 1L));
    items.changed(5);
    assertThat(container.cache("items").get(MethodKey.of(5L))).isNull();
  }

  @Test
  void nullResult_carriesThoseOfTheParameters() {
    assertThat(items.find(0)).isNull();

    assertThat(tags()).isEqualTo(Map.of("item:0", 1L));
    items.changed(0);
    items.find(0);
    assertThat(items.calls()).isEqualTo(2);
  }

  @Test
  void optionalResult_carriesThoseOfWhatIsInIt() {
    items.maybe(1);
    items.maybe(0);

    assertThat(tags()).isEqualTo(Map.of("item:1", 1L));
  }

  @Test
  void stage_andUni_carryThoseOfTheirValue() {
    CompletableFuture<Item> answer = new CompletableFuture<>();
    CompletableFuture<Item> result = items.later(1, answer);
    answer.complete(new Item(1, "ann"));
    assertThat(result.join()).isEqualTo(new Item(1, "ann"));
    assertThat(items.fresh(3, CompletableFuture.completedFuture(new Item(3, "eve"))).join())
        .isEqualTo(new Item(3, "eve"));
    assertThat(items.uni(2, Uni.createFrom().item(new Item(2, "bob"))).await().indefinitely())
        .isEqualTo(new Item(2, "bob"));

    assertThat(tags())
        .isEqualTo(
            Map.of(
                "item:1",
                1L,
                "user:ann",
                1L,
                "item:2",
                1L,
                "user:bob",
                1L,
                "item:3",
                1L,
                "user:eve",
                1L));
  }

  @Test
  void list_carriesATagForEachElement() {
    items.list(List.of(new Item(1, "ann"), new Item(2, "ann")));

    assertThat(tags()).containsOnlyKeys("item:1", "item:2");
  }

  @Test
  void invalidation_duringACall_wins() {
    CompletableFuture<Item> stale = new CompletableFuture<>();
    CompletableFuture<Item> first = items.later(1, stale);

    items.changed(1);
    stale.complete(new Item(1, "ann"));

    assertThat(first).isCompletedWithValue(new Item(1, "ann"));
    assertThat(items.later(1, CompletableFuture.completedFuture(new Item(1, "new"))).join())
        .isEqualTo(new Item(1, "new"));
  }

  @Test
  void invalidation_mayNameTheResult_andSeveralCaches() {
    items.find(1);
    items.other(1);

    items.moved(7, 1);

    assertThat(container.cache("items").get(MethodKey.of(1L))).isNull();
    assertThat(container.cache("others").get(MethodKey.of(1L))).isNull();
  }

  @Test
  void invalidation_ofManyAtOnce() {
    items.find(1);
    items.find(2);
    items.find(3);

    items.changedAll(List.of(1L, 3L));

    assertThat(tags()).containsOnlyKeys("item:2", "user:ann");
  }

  @Test
  void invalidation_standsBesideAnotherAnnotation() {
    items.list(List.of(new Item(1, "ann")));

    items.putAndInvalidate(9, new Item(9, "bob"), 1);

    assertThat(tags()).isEqualTo(Map.of("item:9", 1L, "user:bob", 1L));
  }

  @Test
  void invalidation_isNotMade_whenTheMethodFails() {
    items.find(1);

    assertThatThrownBy(() -> items.failing(1, new IOException("broken"))).hasMessage("broken");
    assertThat(tags()).containsKey("item:1");
    assertThatThrownBy(() -> items.failing(1, new IllegalStateException("ok"))).hasMessage("ok");
    assertThat(tags()).isEmpty();
  }

  @Test
  void invalidation_beforeTheCall_isMadeEvenIfItFails() {
    items.find(1);

    assertThatThrownBy(() -> items.failingLate(1)).hasMessage("late");

    assertThat(tags()).isEmpty();
  }

  @Test
  void invalidation_ofAStage_isMadeWhenThatEndsWell() {
    items.find(1);
    CompletableFuture<Long> answer = new CompletableFuture<>();
    CompletableFuture<Long> result = items.changedLater(answer);
    assertThat(tags()).containsKey("item:1");

    answer.complete(1L);

    assertThat(result).isCompletedWithValue(1L);
    assertThat(tags()).isEmpty();
    items.find(1);
    CompletableFuture<Long> failing = items.changedLater(new CompletableFuture<>());
    failing.cancel(true);
    assertThat(tags()).containsKey("item:1");
  }

  @Test
  void tagsOfTheClass_areAddedToThoseOfItsMethods() {
    WholeClass bean = container.get(WholeClass.class);
    bean.one(1);
    bean.two(2);

    assertThat(cache("whole").tags())
        .isEqualTo(Map.of("all", 2L, "event:import", 2L, "event:price", 1L, "one:1", 1L));
    bean.invalidates();
    assertThat(cache("whole").tags()).isEmpty();
  }

  @Test
  void inheritedMethod_takesTagsOfItsClass() {
    container.get(Sub.class).find(4L);

    assertThat(cache("sub").tags()).containsOnlyKeys("base", "id:4");
  }

  @Test
  void stereotype_countsAsItsAnnotations() {
    OfStereotype bean = container.get(OfStereotype.class);
    bean.get(1);
    assertThat(cache("stereotype").tags()).containsOnlyKeys("stereotype");

    bean.change();

    assertThat(cache("stereotype").tags()).isEmpty();
  }

  @Test
  void event_makesEntriesInvalid_inAllCaches() {
    WholeClass bean = container.get(WholeClass.class);
    bean.one(1);
    bean.two(2);
    items.find(1);
    CacheEvents events = container.get(CacheEvents.class);

    assertThat(events.fire("price")).contains("whole", "items");
    assertThat(cache("whole").tags()).doesNotContainKey("one:1").containsEntry("all", 1L);
    assertThat(tags()).containsKey("item:1");

    events.fire("import");
    assertThat(cache("whole").tags()).isEmpty();
  }

  /** Other nodes may have entries in it. */
  @Test
  void event_opensTheCachesOfMethodsThatNameIt() {
    assertThat(container.cache("whole")).isNull();

    assertThat(container.get(CacheEvents.class).fire("price")).contains("whole");
    assertThat(container.cache("whole")).isNotNull();
  }

  @Test
  void event_withoutAName_isRefused() {
    items.find(1);
    CacheEvents events = container.get(CacheEvents.class);

    assertThatThrownBy(() -> events.fire(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> events.fire("x".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void valueWithoutText_failsTheCall_andNothingIsStored() {
    assertThatThrownBy(() -> items.untyped(new StringBuilder("secret")))
        .hasMessageContaining("NEARFAR-CDI-012")
        .hasMessageNotContaining("secret");

    assertThat(container.cache("untyped").iterator().hasNext()).isFalse();
  }

  record Item(long id, String user) {}

  /** Counts how often it is asked. */
  static class Counted {
    int asked;

    int getNumber() {
      return ++asked;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Counted;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "items")
  static class Items {
    private final AtomicInteger calls = new AtomicInteger();

    int calls() {
      return calls.get();
    }

    @CacheResult
    @CacheTags({"item:{id}", "user:{result.user}"})
    Item find(long id) {
      calls.incrementAndGet();
      return id == 0 ? null : new Item(id, "ann");
    }

    @CacheResult(cacheName = "others")
    @CacheTags("item:{id}")
    String other(long id) {
      return "other";
    }

    @CacheResult(cacheName = "counted")
    @CacheTags("{counted.number}")
    String counted(@CacheKey long id, Counted counted) {
      return "x";
    }

    @CacheResult(cacheName = "counted", skipGet = true)
    @CacheTags("{counted.number}")
    String countedAlways(@CacheKey long id, Counted counted) {
      return "x";
    }

    @CachePut
    @CacheTags({"item:{id}", "user:{result.user}"})
    void put(@CacheKey long id, @CacheValue Item item) {}

    @CacheResult
    @CacheTags("item:{result.id}")
    Optional<Item> maybe(long id) {
      return id == 0 ? Optional.empty() : Optional.of(new Item(id, "ann"));
    }

    @CacheResult
    @CacheTags({"item:{result.id}", "user:{result.user}"})
    CompletableFuture<Item> later(@CacheKey long id, CompletableFuture<Item> answer) {
      return answer;
    }

    @CacheResult(skipGet = true)
    @CacheTags({"item:{result.id}", "user:{result.user}"})
    CompletableFuture<Item> fresh(@CacheKey long id, CompletableFuture<Item> answer) {
      return answer;
    }

    @CacheResult
    @CacheTags({"item:{result.id}", "user:{result.user}"})
    Uni<Item> uni(@CacheKey long id, Uni<Item> answer) {
      return answer;
    }

    @CacheResult
    @CacheTags("item:{result.id}")
    List<Item> list(List<Item> found) {
      return found;
    }

    @CacheResult(cacheName = "untyped")
    @CacheTags("{value}")
    String untyped(CharSequence value) {
      return "x";
    }

    @InvalidateTags("item:{id}")
    void changed(long id) {}

    @InvalidateTags("item:{ids}")
    void changedAll(List<Long> ids) {}

    @InvalidateTags(
        value = {"item:{from}", "item:{result}"},
        cacheName = {"items", "others"})
    long moved(long from, long to) {
      return to;
    }

    @CachePut
    @CacheTags({"item:{result.id}", "user:{result.user}"})
    @InvalidateTags("item:{old}")
    void putAndInvalidate(@CacheKey long id, @CacheValue Item item, long old) {}

    @InvalidateTags(value = "item:{id}", evictFor = IllegalStateException.class)
    void failing(long id, Exception failure) throws Exception {
      throw failure;
    }

    @InvalidateTags(value = "item:{id}", afterInvocation = false)
    void failingLate(long id) {
      throw new IllegalStateException("late");
    }

    @InvalidateTags("item:{result}")
    CompletableFuture<Long> changedLater(CompletableFuture<Long> answer) {
      return answer;
    }
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "whole")
  @CacheTags("all")
  @InvalidateOn("import")
  static class WholeClass {
    @CacheResult
    @CacheTags("one:{id}")
    @InvalidateOn("price")
    String one(long id) {
      return "one";
    }

    @CacheResult
    String two(long id) {
      return "two";
    }

    @InvalidateTags("all")
    void invalidates() {}
  }

  @CacheTags("base")
  static class Base<K> {
    @CacheResult
    @CacheTags("id:{id}")
    String find(K id) {
      return "found";
    }
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "sub")
  static class Sub extends Base<Long> {}

  @Stereotype
  @CacheTags("stereotype")
  @CacheDefaults(cacheName = "stereotype")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Tagged {}

  @ApplicationScoped
  @Tagged
  static class OfStereotype {
    @CacheResult
    String get(int id) {
      return Arrays.toString(new int[] {id});
    }

    @InvalidateTags("stereotype")
    void change() {}
  }
}
