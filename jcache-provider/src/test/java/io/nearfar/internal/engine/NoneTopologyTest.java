package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Topology none: every operation ends as in a cache that is always empty. */
class NoneTopologyTest {

  @Test
  void operations_findNothing() {
    TestEvents<String, Integer> events = new TestEvents<>();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>none().events(events).statistics().build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("key", 1);
      engine.putAll(Map.of("key", 1));
      assertThat(engine.get("key")).isNull();
      assertThat(engine.getAll(Set.of("key"))).isEmpty();
      assertThat(engine.containsKey("key")).isFalse();
      assertThat(engine.getAndPut("key", 1)).isNull();
      assertThat(engine.putIfAbsent("key", 1)).isTrue();
      assertThat(engine.putIfAbsent("key", 1)).isTrue();
      assertThat(engine.replace("key", 1)).isFalse();
      assertThat(engine.replace("key", 1, 2)).isFalse();
      assertThat(engine.getAndReplace("key", 1)).isNull();
      assertThat(engine.remove("key")).isFalse();
      assertThat(engine.remove("key", 1)).isFalse();
      assertThat(engine.getAndRemove("key")).isNull();
      engine.removeAll(List.of("key"));
      engine.removeAll();
      engine.clear();
      engine.loadAll(List.of("key"), /* replaceExisting= */ true);
      assertThat(engine.iterator()).isExhausted();
      assertThat(engine.nearEntries()).isZero();
      assertThat(events.all()).isEmpty();
      assertThat(fixture.counters().snapshot().puts()).isZero();
      assertThat(fixture.counters().snapshot().removals()).isZero();
      assertThat(fixture.counters().snapshot().hits()).isZero();
    }
  }

  @Test
  void process_runsOnceOnNothing() {
    try (EngineFixture<String, Integer> fixture = EngineFixture.<String, Integer>none().build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      int[] runs = new int[1];
      for (int i = 1; i <= 3; i++) {
        assertThat(
                engine.<Integer>process(
                    "key",
                    entry -> {
                      runs[0]++;
                      assertThat(entry.exists()).isFalse();
                      assertThat(entry.value()).isNull();
                      entry.set(7);
                      return entry.value();
                    }))
            .isEqualTo(7);
        engine.process(
            "key",
            entry -> {
              entry.remove();
              return 0;
            });
        assertThat(runs[0]).isEqualTo(i);
      }
      assertThat(engine.containsKey("key")).isFalse();
    }
  }

  @Test
  void loader_isAskedEachTime() {
    TestLoader<String, Integer> loader = new TestLoader<>();
    loader.source("a", 1).source("b", 2);
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>none().loader(loader).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      assertThat(engine.get("a")).isEqualTo(1);
      assertThat(engine.get("a")).isEqualTo(1);
      assertThat(engine.getAll(new LinkedHashSet<>(List.of("a", "b", "c"))))
          .isEqualTo(Map.of("a", 1, "b", 2));
      assertThat(engine.<@Nullable Integer>process("a", ProcessedEntry::value)).isEqualTo(1);
      engine.loadAll(List.of("a"), /* replaceExisting= */ false);
      engine.loadAll(List.of("a"), /* replaceExisting= */ true);
      assertThat(loader.loads("a")).isEqualTo(6);
      assertThat(engine.containsKey("a")).isFalse();
      assertThat(engine.nearEntries()).isZero();
    }
  }

  @Test
  void writer_isCalledAsInAnEmptyCache() {
    TestWriter<String, Integer> writer = new TestWriter<>();
    try (EngineFixture<String, Integer> fixture =
        EngineFixture.<String, Integer>none().writer(writer).build()) {
      CacheEngine<String, Integer> engine = fixture.engine();
      engine.put("put", 1);
      engine.putIfAbsent("putIfAbsent", 1);
      engine.putAll(Map.of("putAll", 1));
      engine.replace("replace", 1);
      assertThat(writer.target).containsOnlyKeys("put", "putIfAbsent", "putAll");
      engine.remove("put");
      engine.removeAll(List.of("putAll"));
      engine.remove("putIfAbsent", 1);
      assertThat(writer.target).containsOnlyKeys("putIfAbsent");
    }
  }
}
