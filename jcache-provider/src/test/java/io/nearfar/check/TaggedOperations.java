package io.nearfar.check;

import io.nearfar.cache.NearfarCache;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread's random operations on entries that may have tags. Half of the keys, and of the tags,
 * are busy. The other half is changed and invalidated seldom, or the next change would hide that a
 * copy has missed an invalidation; keys of one half have tags of the same.
 */
final class TaggedOperations {
  /** One in so many changes, and invalidations, is of the quiet half. */
  private static final int SELDOM = 20;

  private static final int HALF_OF_TAGS = TagSet.COUNT / 2;

  /** Long enough that much is invalidated while a value is loaded. */
  private static final long MAX_LOAD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Node node;
  private final Recorder recorder;
  private final Random random;

  /** In each value that this thread makes. */
  private final long values;

  private long nextNumber = 1;

  /**
   * For one thread.
   *
   * @param values what its values have in their upper bits, and nobody else's
   */
  TaggedOperations(Node node, Recorder recorder, Random random, long values) {
    this.node = node;
    this.recorder = recorder;
    this.random = random;
    this.values = values;
  }

  void next() {
    int dice = random.nextInt(100);
    if (dice < 30) {
      read(random.nextInt(10));
    } else if (dice < 60) {
      load(/* again= */ random.nextInt(20) == 0);
    } else if (dice < 85) {
      change(random.nextInt(20));
    } else {
      invalidate(random.nextInt(60));
    }
  }

  /** Reads what is seldom invalidated. */
  void watch() {
    get(Kind.GET, Keys.FIRST_TAGGED + quiet(Keys.TAGGED));
  }

  /** Reads every key, at rest. */
  void readAll() {
    for (int i = 0; i < Keys.TAGGED; i++) {
      get(Kind.REST, Keys.FIRST_TAGGED + i);
    }
    for (int i = 0; i < Keys.COMPUTED; i++) {
      get(Kind.REST, Keys.FIRST_COMPUTED + i);
    }
  }

  // ---- reads

  private void read(int dice) {
    NearfarCache<Integer, Long> cache = node.tagged();
    int key = anyKey();
    if (dice < 7) {
      get(Kind.GET, key);
    } else if (dice < 8) {
      one(Request.of(Kind.CONTAINS, key), () -> cache.containsKey(key) ? 1 : Request.NONE);
    } else {
      Set<Integer> keys = keys();
      recorder.perform(
          keys.stream().map(each -> Request.of(Kind.GET, each)).toList(),
          () -> {
            var all = cache.getAll(keys);
            return keys.stream().mapToLong(each -> number(all.get(each))).toArray();
          });
    }
  }

  private void get(Kind kind, int key) {
    one(Request.of(kind, key), () -> number(node.tagged().get(key)));
  }

  private void load(boolean again) {
    NearfarCache<Integer, Long> cache = node.tagged();
    int key = Keys.FIRST_COMPUTED + random.nextInt(Keys.COMPUTED);
    one(
        Request.of(Kind.GET, key),
        () ->
            number(
                again
                    ? cache.refresh(key, this::compute, TaggedOperations::tags)
                    : cache.get(key, this::compute, TaggedOperations::tags)));
  }

  /** The loader, which the thread calls that has asked: what it does is written down by it, too. */
  private Long compute(Integer key) {
    long value = nextValue(key);
    one(
        Request.of(Kind.COMPUTE, key, value),
        () -> {
          LockSupport.parkNanos(random.nextLong(MAX_LOAD_NANOS));
          return Request.NONE;
        });
    return value;
  }

  private static List<String> tags(Long value) {
    return TagSet.names(TagSet.of(value));
  }

  // ---- changes

  private void change(int dice) {
    NearfarCache<Integer, Long> cache = node.tagged();
    int key = changedKey();
    if (dice < 10) {
      put(key);
    } else if (dice < 11) {
      put(Keys.FIRST_COMPUTED + changed(Keys.COMPUTED));
    } else if (dice < 13) {
      // Without tags, over what may have some.
      long value = withoutTags();
      one(
          Request.of(Kind.PUT_IF_ABSENT, key, value),
          () -> cache.putIfAbsent(key, value) ? 1 : Request.NONE);
    } else if (dice < 14) {
      long value = withoutTags();
      one(Request.of(Kind.GET_AND_PUT, key, value), () -> number(cache.getAndPut(key, value)));
    } else if (dice < 15) {
      long value = withoutTags();
      one(
          Request.of(Kind.GET_AND_REPLACE, key, value),
          () -> number(cache.getAndReplace(key, value)));
    } else if (dice < 16) {
      one(Request.of(Kind.GET_AND_REMOVE, key), () -> number(cache.getAndRemove(key)));
    } else if (dice < 17) {
      long value = withoutTags();
      done(Request.of(Kind.PUT, key, value), () -> cache.put(key, value));
    } else {
      invalidateKeys();
    }
  }

  private void put(int key) {
    long value = nextValue(key);
    done(
        Request.of(Kind.PUT, key, value),
        () -> node.tagged().put(key, value, TagSet.names(TagSet.of(value))));
  }

  private void invalidateKeys() {
    Set<Integer> keys = keys();
    recorder.perform(
        keys.stream().map(each -> Request.of(Kind.REMOVE_ALL, each)).toList(),
        () -> {
          var ignored = node.tagged().invalidate(keys);
          return new long[keys.size()];
        });
  }

  private void invalidate(int dice) {
    NearfarCache<Integer, Long> cache = node.tagged();
    int key = random.nextBoolean() ? changedKey() : Keys.FIRST_COMPUTED + changed(Keys.COMPUTED);
    if (dice < 40) {
      int tag = changed(TagSet.COUNT);
      done(
          Request.of(Kind.INVALIDATE_TAGS, Request.ALL, 1L << tag),
          () -> cache.invalidateTag(TagSet.names(1L << tag).get(0)));
    } else if (dice < 55) {
      int tags = tags(/* quiet= */ random.nextInt(SELDOM) == 0);
      done(
          Request.of(Kind.INVALIDATE_TAGS, Request.ALL, tags),
          () -> cache.invalidateTags(TagSet.names(tags)));
    } else if (dice < 59) {
      String pattern = key / 10 + (random.nextBoolean() ? "*" : "?");
      done(
          Request.of(Kind.INVALIDATE_MATCHING, Request.ALL, key / 10),
          () -> cache.invalidateMatching(pattern).end().toCompletableFuture().join());
    } else if (random.nextInt(3) == 0) {
      done(Request.of(Kind.INVALIDATE_ALL, Request.ALL), cache::clear);
    }
  }

  // ---- choices

  private long nextValue(int key) {
    boolean isQuiet =
        (key - Keys.FIRST_TAGGED) % (Keys.FIRST_COMPUTED - Keys.FIRST_TAGGED) >= Keys.TAGGED / 2;
    return value(tags(isQuiet));
  }

  private long withoutTags() {
    return value(0);
  }

  private long value(int tags) {
    return values + TagSet.value(nextNumber++, tags);
  }

  /** One to three. */
  private int tags(boolean quiet) {
    int tags = 0;
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      tags |= 1 << random.nextInt(HALF_OF_TAGS);
    }
    return quiet ? tags << HALF_OF_TAGS : tags;
  }

  private int anyKey() {
    return random.nextInt(3) == 0
        ? Keys.FIRST_COMPUTED + random.nextInt(Keys.COMPUTED)
        : Keys.FIRST_TAGGED + random.nextInt(Keys.TAGGED);
  }

  private int changedKey() {
    return Keys.FIRST_TAGGED + changed(Keys.TAGGED);
  }

  /** Of so many, seldom one of the second half. */
  private int changed(int count) {
    return random.nextInt(SELDOM) == 0 ? quiet(count) : random.nextInt(count / 2);
  }

  private int quiet(int count) {
    return count / 2 + random.nextInt(count - count / 2);
  }

  /** One to three, of those that are busy. */
  private Set<Integer> keys() {
    Set<Integer> keys = new TreeSet<>();
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      int first = random.nextInt(3) == 0 ? Keys.FIRST_COMPUTED : Keys.FIRST_TAGGED;
      keys.add(first + random.nextInt(Keys.TAGGED / 2));
    }
    return keys;
  }

  // ---- records

  private void one(Request request, LongSupplier result) {
    recorder.perform(List.of(request), () -> new long[] {result.getAsLong()});
  }

  private void done(Request request, Runnable change) {
    one(
        request,
        () -> {
          change.run();
          return Request.NONE;
        });
  }

  private static long number(@Nullable Long value) {
    return value == null ? Request.NONE : value;
  }
}
