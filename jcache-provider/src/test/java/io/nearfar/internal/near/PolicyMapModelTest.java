package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All operations of {@link PolicyMap}, at random and by one thread, against {@link ReferenceMap}:
 * results, contents, weight, eviction order and evicted entries must be the same after each.
 */
class PolicyMapModelTest {

  private static final int OPERATIONS = 12_000;

  record Case(EvictionPolicy policy, long maximum, boolean weighted, long seed) {}

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    long random = ThreadLocalRandom.current().nextLong();
    for (EvictionPolicy policy :
        List.of(EvictionPolicy.LRU, EvictionPolicy.LFU, EvictionPolicy.FIFO)) {
      for (long seed : new long[] {1, 20_261_120, random}) {
        for (long maximum : new long[] {0, 1, 2, 7, 60}) {
          cases.add(new Case(policy, maximum, /* weighted= */ false, seed));
        }
        for (long maximum : new long[] {1, 10, 200}) {
          cases.add(new Case(policy, maximum, /* weighted= */ true, seed));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void randomOperations_behaveLikeTheModel(Case settings) {
    new Run(settings).run();
  }

  private static final class Run {
    private final Case settings;
    private final Random random;
    private final ReferenceMap model;
    private final List<TestEntry> evicted = new ArrayList<>();
    private final PolicyMap<Integer, TestEntry> map;
    private int lastId;

    Run(Case settings) {
      this.settings = settings;
      this.random = new Random(settings.seed());
      this.model = new ReferenceMap(settings.policy(), settings.maximum(), settings.weighted());
      ToLongBiFunction<Integer, TestEntry> weigher =
          settings.weighted() ? (key, entry) -> entry.weight : null;
      this.map =
          new PolicyMap<>(
              PolicyMapFixture.order(settings.policy()),
              settings.maximum(),
              weigher,
              (key, entry) -> evicted.add(entry));
    }

    void run() {
      for (int operation = 0; operation < OPERATIONS; operation++) {
        String what = step();
        String where = what + ", operation " + operation + " of " + settings;
        assertThat(evicted).as(where).containsExactlyInAnyOrderElementsOf(model.takeEvicted());
        evicted.clear();
        assertThat(map.size()).as(where).isEqualTo(model.size());
        assertThat(map.weight()).as(where).isEqualTo(model.weight());
        // Not after each operation: looking at the order drains the read buffer.
        if (random.nextInt(100) == 0) {
          assertThat(map.keysInEvictionOrder()).as(where).isEqualTo(model.keysInEvictionOrder());
          assertThat(contents()).as(where).isEqualTo(model.contents());
          assertThat(map.isEmpty()).as(where).isEqualTo(model.size() == 0);
        }
      }
    }

    private Map<Integer, TestEntry> contents() {
      Map<Integer, TestEntry> contents = new HashMap<>();
      map.entrySet().forEach(entry -> contents.put(entry.getKey(), entry.getValue()));
      return contents;
    }

    private int key() {
      // Two thirds of all operations go to a third of the keys.
      int keys = (int) Math.min(90, 2 * settings.maximum() + 3);
      return random.nextInt(random.nextInt(3) == 0 ? keys : keys / 3 + 1);
    }

    private TestEntry entry() {
      long heaviest = Math.min(20, settings.maximum() + 2);
      return new TestEntry(++lastId, random.nextInt((int) heaviest + 1));
    }

    private String step() {
      int key = key();
      int choice = random.nextInt(200);
      if (choice < 110) {
        // Now and then so many that the read buffer overflows.
        for (int reads = random.nextInt(30) == 0 ? 100 : 1; reads > 0; reads--) {
          int read = key();
          same("get", map.get(read), model.get(read));
        }
        return "get";
      }
      if (choice < 120) {
        assertThat(map.containsKey(key)).isEqualTo(model.peek(key) != null);
        return "containsKey";
      }
      if (choice < 140) {
        TestEntry entry = entry();
        same("put", map.put(key, entry), model.put(key, entry));
        return "put";
      }
      return choice < 170 ? conditionalStep(key, choice) : removingStep(key, choice);
    }

    private String conditionalStep(int key, int choice) {
      TestEntry entry = entry();
      TestEntry present = model.peek(key);
      if (choice < 150) {
        TestEntry expected = present == null ? model.put(key, entry) : model.get(key);
        same("putIfAbsent", map.putIfAbsent(key, entry), expected);
        return "putIfAbsent";
      }
      if (choice < 155) {
        TestEntry expected = present == null ? null : model.put(key, entry);
        same("replace", map.replace(key, entry), expected);
        return "replace";
      }
      if (choice < 160) {
        boolean matches = random.nextBoolean() && present != null;
        TestEntry old = matches ? present : entry();
        if (matches) {
          model.put(key, entry);
        }
        assertThat(map.replace(key, old, entry)).isEqualTo(matches);
        return "replace old, matches " + matches;
      }
      return computingStep(key, choice < 165, random.nextInt(3) == 0 ? null : entry);
    }

    private String computingStep(int key, boolean onlyIfPresent, @Nullable TestEntry entry) {
      TestEntry present = model.peek(key);
      boolean applies = present != null || !onlyIfPresent;
      if (applies && entry == null) {
        model.remove(key);
      } else if (applies) {
        model.put(key, entry);
      }
      TestEntry result =
          onlyIfPresent
              ? map.computeIfPresent(key, (k, before) -> seen(before, present, entry))
              : map.compute(key, (k, before) -> seen(before, present, entry));
      same("compute", result, applies ? entry : null);
      return "compute, only if present " + onlyIfPresent;
    }

    private static @Nullable TestEntry seen(
        @Nullable TestEntry before, @Nullable TestEntry expected, @Nullable TestEntry after) {
      same("compute sees", before, expected);
      return after;
    }

    private String removingStep(int key, int choice) {
      TestEntry present = model.peek(key);
      if (choice < 185) {
        same("remove", map.remove(key), model.remove(key));
        return "remove";
      }
      if (choice < 197) {
        boolean matches = random.nextBoolean() && present != null;
        TestEntry old = matches ? present : entry();
        if (matches) {
          model.remove(key);
        }
        assertThat(map.remove(key, old)).isEqualTo(matches);
        return "remove old, matches " + matches;
      }
      if (choice < 199) {
        removeByIterator(key);
        return "iterator.remove";
      }
      map.clear();
      model.clear();
      return "clear";
    }

    private void removeByIterator(int key) {
      Iterator<Map.Entry<Integer, TestEntry>> iterator = map.entrySet().iterator();
      while (iterator.hasNext()) {
        Map.Entry<Integer, TestEntry> entry = iterator.next();
        if (entry.getKey() == key) {
          iterator.remove();
          same("iterator.remove", entry.getValue(), model.remove(key));
        }
      }
    }

    private static void same(
        String what, @Nullable TestEntry actual, @Nullable TestEntry expected) {
      assertThat(actual).as(what).isSameAs(expected);
    }
  }
}
