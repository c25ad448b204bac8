package io.nearfar.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * One thread's random operations. What it does follows from its seed, except for the values that it
 * expects, which it has seen before.
 */
final class RandomOperations {
  /** So many operations begin with one that reads; the rest changes something. */
  private static final int READS = 55;

  /** One in so many changes is of a key that is seldom changed. */
  private static final int SELDOM = 300;

  private static final int MAX_BETWEEN_NANOS = 100_000_000;

  private static final Increment INCREMENT = new Increment();

  private final int thread;
  private final Node node;
  private final NodeSettings settings;
  private final Recorder recorder;
  private final Random random;
  private final TaggedOperations tagged;

  /** What this thread saw last, by key: expected by its next conditional change. */
  private final long[] seen;

  /** Unique: node, thread and a number. */
  private long nextValue;

  RandomOperations(
      int id, int thread, Node node, NodeSettings settings, Recorder recorder, long seed) {
    this.thread = thread;
    this.node = node;
    this.settings = settings;
    this.recorder = recorder;
    random = new Random(seed * 31 + thread);
    seen = new long[settings.keys()];
    long values = ((long) id << 48) + ((long) thread << 40);
    nextValue = values + 1;
    tagged = new TaggedOperations(node, recorder, random, values);
  }

  void runWhile(BooleanSupplier wanted) {
    boolean watches = thread == 0;
    while (wanted.getAsBoolean()) {
      if (watches) {
        watch();
      } else {
        next();
      }
      if (settings.pauseMicros() > 0) {
        LockSupport.parkNanos(random.nextInt(2_000 * settings.pauseMicros()));
      }
    }
  }

  private void next() {
    int dice = random.nextInt(1000);
    if (dice < 300 && node.hasMaps()) {
      return;
    } else if (dice < 100) {
      load(random.nextInt(20));
    } else if (dice < 200) {
      live(random.nextInt(100));
    } else if (dice < 300) {
      tagged.next();
    } else if (dice < 302) {
      changeWatched();
    } else {
      nextOfValues(random.nextInt(100));
    }
  }

  private void nextOfValues(int dice) {
    if (dice < READS) {
      read(random.nextInt(20));
    } else if (dice < READS + 10) {
      if (!node.hasMaps()) {
        count();
      }
    } else if (dice < READS + 25) {
      write(random.nextInt(4));
    } else {
      changeIf(random.nextInt(40));
    }
  }

  private void read(int dice) {
    Cache<Integer, Long> cache = node.values();
    int key = key();
    if (dice < 15) {
      one(Request.of(Kind.GET, key), () -> saw(key, cache.get(key)));
    } else if (dice < 18) {
      one(Request.of(Kind.CONTAINS, key), () -> number(cache.containsKey(key)));
    } else {
      readAll(cache, Kind.GET, keys(this::key));
    }
  }

  private void readAll(Cache<Integer, Long> cache, Kind kind, Set<Integer> keys) {
    recorder.perform(
        keys.stream().map(each -> Request.of(kind, each)).toList(),
        () -> {
          Map<Integer, Long> all = cache.getAll(keys);
          return keys.stream().mapToLong(each -> number(all.get(each))).toArray();
        });
  }

  private void count() {
    Cache<Integer, Long> cache = node.counters();
    int key = Keys.FIRST_COUNTER + random.nextInt(settings.counters());
    if (random.nextBoolean()) {
      one(Request.of(Kind.INCREMENT, key), () -> cache.invoke(key, INCREMENT));
    } else {
      one(Request.of(Kind.COUNT, key), () -> number(cache.get(key)));
    }
  }

  /** Half of what is loaded is seldom invalidated. */
  private void load(int dice) {
    Cache<Integer, Long> cache = node.loaded();
    int key = Keys.FIRST_LOADED + random.nextInt(Keys.LOADED);
    int seldom = Keys.FIRST_LOADED + Keys.LOADED / 2;
    if (dice < 3 && (key < seldom || random.nextInt(10) == 0)) {
      one(
          Request.of(Kind.INVALIDATE, key),
          () -> {
            long version = node.source().change(key);
            cache.remove(key);
            return version;
          });
    } else if (dice < 18) {
      one(Request.of(Kind.LOAD, key), () -> number(cache.get(key)));
    } else {
      readAll(cache, Kind.LOAD, keys(() -> Keys.FIRST_LOADED + random.nextInt(Keys.LOADED)));
    }
  }

  /**
   * Reads what is seldom changed. Who did anything else would wait for the servers most of the time
   * that they can't be reached, and see few copies.
   */
  private void watch() {
    if (!node.hasMaps() && random.nextInt(3) == 0) {
      tagged.watch();
      return;
    }
    int key = watchedKey();
    one(Request.of(Kind.GET, key), () -> number(node.watched().get(key)));
  }

  private int watchedKey() {
    return Keys.FIRST_WATCHED + random.nextInt(Keys.WATCHED);
  }

  /**
   * Twice in short order, so that somebody may read in between, and get the answer after the second
   * change was announced: then there is nothing for a while that would hide it.
   */
  private void changeWatched() {
    int key = watchedKey();
    changeWatched(key);
    LockSupport.parkNanos(random.nextInt(MAX_BETWEEN_NANOS));
    changeWatched(key);
  }

  private void changeWatched(int key) {
    long value = nextValue++;
    one(
        Request.of(Kind.PUT, key, value),
        () -> {
          node.watched().put(key, value);
          return Request.NONE;
        });
  }

  /** Written seldom, or what is written would hide what is seen after its end. */
  private void live(int dice) {
    Cache<Integer, Long> cache = node.mortal();
    int key = Keys.FIRST_MORTAL + random.nextInt(Keys.MORTAL);
    if (dice == 0) {
      long value = nextValue++;
      one(
          Request.of(Kind.PUT, key, value),
          () -> {
            cache.put(key, value);
            return Request.NONE;
          });
    } else {
      one(Request.of(Kind.GET, key), () -> number(cache.get(key)));
    }
  }

  private void write(int dice) {
    Cache<Integer, Long> cache = node.values();
    int key = changedKey();
    long value = nextValue++;
    switch (dice) {
      case 0, 1 ->
          one(
              Request.of(Kind.PUT, key, value),
              () -> {
                cache.put(key, value);
                return saw(key, value);
              });
      case 2 ->
          one(Request.of(Kind.GET_AND_PUT, key, value), () -> number(cache.getAndPut(key, value)));
      default -> putAll(cache);
    }
  }

  private void putAll(Cache<Integer, Long> cache) {
    Map<Integer, Long> all = new LinkedHashMap<>();
    List<Request> requests = new ArrayList<>();
    for (int key : keys(this::changedKey)) {
      long value = nextValue++;
      all.put(key, value);
      requests.add(Request.of(Kind.PUT, key, value));
    }
    recorder.perform(
        requests,
        () -> {
          cache.putAll(all);
          return new long[requests.size()];
        });
  }

  private void changeIf(int dice) {
    Cache<Integer, Long> cache = node.values();
    int key = changedKey();
    long value = nextValue++;
    long expected = seen[key];
    if (dice < 10) {
      one(Request.of(Kind.PUT_IF_ABSENT, key, value), () -> number(cache.putIfAbsent(key, value)));
    } else if (dice < 13) {
      one(Request.of(Kind.REPLACE, key, value), () -> number(cache.replace(key, value)));
    } else if (dice < 16) {
      one(
          Request.of(Kind.GET_AND_REPLACE, key, value),
          () -> number(cache.getAndReplace(key, value)));
    } else if (dice < 22 && expected != Request.NONE) {
      one(
          new Request(Kind.REPLACE_EXPECTED, key, value, expected),
          () -> number(cache.replace(key, expected, value)));
    } else if (dice < 27 && expected != Request.NONE) {
      one(
          new Request(Kind.REMOVE_EXPECTED, key, Request.NONE, expected),
          () -> number(cache.remove(key, expected)));
    } else if (dice < 33) {
      one(Request.of(Kind.REMOVE, key), () -> number(cache.remove(key)));
    } else if (dice < 37) {
      one(Request.of(Kind.GET_AND_REMOVE, key), () -> number(cache.getAndRemove(key)));
    } else if (dice < 39 || random.nextInt(100) > 0) {
      removeAll(cache);
    } else {
      one(
          Request.of(Kind.CLEAR, Request.ALL),
          () -> {
            cache.clear();
            return Request.NONE;
          });
    }
  }

  private void removeAll(Cache<Integer, Long> cache) {
    Set<Integer> keys = keys(this::changedKey);
    recorder.perform(
        keys.stream().map(key -> Request.of(Kind.REMOVE_ALL, key)).toList(),
        () -> {
          cache.removeAll(keys);
          return new long[keys.size()];
        });
  }

  /** Reads every key, at rest. */
  void readAll() {
    for (int i = 0; i < settings.keys(); i++) {
      int key = i;
      one(Request.of(Kind.REST, key), () -> number(node.values().get(key)));
    }
    for (int i = 0; i < Keys.WATCHED; i++) {
      int key = Keys.FIRST_WATCHED + i;
      one(Request.of(Kind.REST, key), () -> number(node.watched().get(key)));
    }
    if (node.hasMaps()) {
      return;
    }
    for (int i = 0; i < settings.counters(); i++) {
      int key = Keys.FIRST_COUNTER + i;
      one(Request.of(Kind.REST_COUNT, key), () -> number(node.counters().get(key)));
    }
    for (int i = 0; i < Keys.LOADED; i++) {
      int key = Keys.FIRST_LOADED + i;
      one(Request.of(Kind.REST_LOAD, key), () -> number(node.loaded().get(key)));
    }
    tagged.readAll();
  }

  private interface Result {
    long get();
  }

  private void one(Request request, Result result) {
    recorder.perform(List.of(request), () -> new long[] {result.get()});
  }

  private long saw(int key, @Nullable Long value) {
    seen[key] = number(value);
    return seen[key];
  }

  private static long number(@Nullable Long value) {
    return value == null ? Request.NONE : value;
  }

  private static long number(boolean isTrue) {
    return isTrue ? 1 : Request.NONE;
  }

  /** Half of the time one of a few, so that threads meet. */
  private int key() {
    int keys = settings.keys();
    return random.nextInt(random.nextBoolean() ? keys : Math.min(keys, 8));
  }

  /**
   * Seldom one of the second half: what nobody changes for seconds shows whether a near copy that
   * has missed a change stays; the next change would hide it.
   */
  private int changedKey() {
    int hot = settings.keys() / 2;
    return random.nextInt(SELDOM) == 0
        ? hot + random.nextInt(settings.keys() - hot)
        : random.nextInt(random.nextBoolean() ? hot : Math.min(hot, 8));
  }

  /** Two to five. */
  private Set<Integer> keys(IntSupplier next) {
    Set<Integer> keys = new TreeSet<>();
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      keys.add(next.getAsInt());
    }
    return keys;
  }
}
