package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import io.nearfar.testing.TestThreads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Invariant I6 under load: the source of a key only grows, and is changed before the cache is told,
 * by any of the mutations. No read returns less than the last invalidation that had ended when the
 * read began. Covered: get, getAll, loadAll, process against remove, getAndRemove, removeAll, put,
 * replace, clear, process; with and without listeners, for each kind of map, and in topology none.
 */
class FillRuleStressTest {
  private static final int KEYS = 4;
  private static final int OPERATIONS = 30_000;

  /** What the source has. */
  private final AtomicLongArray source = new AtomicLongArray(KEYS);

  /** The least that a read may return. */
  private final AtomicLongArray floor = new AtomicLongArray(KEYS);

  private final AtomicInteger writing = new AtomicInteger();

  private final class Source implements Loader<Integer, Long> {
    @Override
    public @Nullable Long load(Integer key) {
      long value = source.get(key);
      if ((value & 3) == 0) {
        Thread.yield();
      }
      return value;
    }

    @Override
    public Map<Integer, Long> loadAll(Iterable<? extends Integer> keys) {
      Map<Integer, Long> result = new HashMap<>();
      keys.forEach(key -> result.put(key, load(key)));
      return result;
    }
  }

  static Stream<Arguments> variants() {
    return Stream.of(
        Arguments.of("unlimited", null, false),
        Arguments.of("unlimited with listeners", null, true),
        Arguments.of("adaptive", EvictionPolicy.ADAPTIVE, false),
        Arguments.of("lru", EvictionPolicy.LRU, false),
        Arguments.of("none", null, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void read_isNeverOlderThanTheLastInvalidation(
      String name, @Nullable EvictionPolicy policy, boolean listeners) throws Exception {
    EngineFixture.Builder<Integer, Long> builder =
        name.equals("none") ? EngineFixture.none() : EngineFixture.near();
    builder.loader(new Source());
    if (policy != null) {
      builder.maxWeight(policy, 1_000, (key, value) -> 1);
    }
    if (listeners) {
      builder.events(event -> {});
    }
    try (EngineFixture<Integer, Long> fixture = builder.build()) {
      CacheEngine<Integer, Long> engine = fixture.engine();
      writing.set(3);
      TestThreads.together(
          6,
          thread -> {
            switch (thread) {
              case 0, 1 -> update(engine, thread);
              case 2 -> invalidate(engine);
              default -> read(engine);
            }
          });
    }
  }

  /** The only thread that changes the keys of one half, so that what it puts is the newest. */
  private void update(CacheEngine<Integer, Long> engine, int half) {
    try {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      for (int i = 0; i < OPERATIONS; i++) {
        int key = 2 * random.nextInt(KEYS / 2) + half;
        long value = source.incrementAndGet(key);
        switch (random.nextInt(8)) {
          case 0 -> engine.put(key, value);
          case 1 -> engine.getAndPut(key, value);
          case 2 -> {
            engine.remove(key);
            engine.putIfAbsent(key, value);
          }
          case 3 -> {
            // May find nothing, and then invalidates nothing.
            engine.replace(key, value);
            engine.remove(key);
          }
          case 4 ->
              engine.process(
                  key,
                  entry -> {
                    entry.value();
                    entry.set(value);
                    return 0;
                  });
          case 5 -> engine.getAndRemove(key);
          default -> engine.remove(key);
        }
        raise(key, value);
      }
    } finally {
      writing.decrementAndGet();
    }
  }

  /** Invalidates keys that others invalidate, too. */
  private void invalidate(CacheEngine<Integer, Long> engine) {
    try {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      for (int i = 0; i < OPERATIONS; i++) {
        int key = random.nextInt(KEYS);
        long[] before = new long[KEYS];
        for (int k = 0; k < KEYS; k++) {
          before[k] = source.get(k);
        }
        boolean all = random.nextInt(8) == 0;
        if (all) {
          switch (random.nextInt(3)) {
            case 0 -> engine.clear();
            case 1 -> engine.removeAll();
            default -> engine.removeAll(List.of(0, 1, 2, 3));
          }
        } else if (random.nextBoolean()) {
          engine.remove(key);
        } else {
          engine.process(
              key,
              entry -> {
                entry.remove();
                return 0;
              });
        }
        for (int k = 0; k < KEYS; k++) {
          if (all || k == key) {
            raise(k, before[k]);
          }
        }
      }
    } finally {
      writing.decrementAndGet();
    }
  }

  private void raise(int key, long value) {
    floor.accumulateAndGet(key, value, Math::max);
  }

  private void read(CacheEngine<Integer, Long> engine) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (writing.get() > 0) {
      int key = random.nextInt(KEYS);
      long least = floor.get(key);
      Long value =
          switch (random.nextInt(6)) {
            case 0 -> engine.getAll(Set.of(key)).get(key);
            case 1 -> engine.<Long>process(key, ProcessedEntry::value);
            case 2 -> {
              engine.loadAll(List.of(key), random.nextBoolean());
              yield engine.get(key);
            }
            default -> engine.get(key);
          };
      assertThat(value).isNotNull();
      assertThat(value).isGreaterThanOrEqualTo(least);
    }
  }
}
