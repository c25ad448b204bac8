package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.cache.NearfarCache;
import io.nearfar.testing.Gate;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.TestThreads;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two managers that share a Redis: loads, what the other one does meanwhile, and round trips. */
class FarLoadsServerTest {
  private static final int MANY = 100;

  private RedisServer redis;
  private FarNode node;
  private FarNode other;
  private Cache<String, String> theirs;

  /** Runs in each load, after the source was read. */
  private volatile Consumer<String> whileLoading = key -> {};

  private Cache<String, String> cache;

  @BeforeEach
  void start() {
    redis = RedisServer.builder().start();
    node = new FarNode("url", redis.url());
    other = new FarNode("url", redis.url());
    cache = node.loadingCache("orders", new Source());
    theirs = other.cache("orders");
  }

  @AfterEach
  void stop() {
    node.close();
    other.close();
    redis.close();
  }

  /** Has a value for every key. */
  private final class Source implements CacheLoader<String, String> {
    @Override
    public String load(String key) {
      whileLoading.accept(key);
      return "loaded";
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Map<String, String> all = new HashMap<>();
      keys.forEach(key -> all.put(key, load(key)));
      return all;
    }
  }

  private static Set<String> keys() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      keys.add("k" + i);
    }
    return keys;
  }

  @Test
  void invalidatedByTheOtherManager_isNotStored() {
    whileLoading = theirs::remove;
    assertThat(cache.get("removed")).isEqualTo("loaded");
    assertThat(theirs.containsKey("removed")).isFalse();
    whileLoading = key -> theirs.clear();
    assertThat(cache.get("cleared")).isEqualTo("loaded");
    assertThat(theirs.containsKey("cleared")).isFalse();
    whileLoading = key -> theirs.put(key, "put");
    assertThat(cache.get("put")).isEqualTo("loaded");
    assertThat(theirs.get("put")).isEqualTo("put");
    whileLoading = theirs::remove;
    assertThat(cache.getAll(keys())).hasSize(MANY);
    assertThat(theirs.getAll(keys())).isEmpty();
    whileLoading = key -> {};
    assertThat(cache.getAll(keys())).hasSize(MANY);
    assertThat(theirs.getAll(keys())).hasSize(MANY);
  }

  /** Setting {@code loads.wait}: one load for all nodes, of which two ask at once. */
  @Test
  void loadsWait_oneLoadForAllNodes() throws Exception {
    NearfarCache<String, String> here = patient(node);
    NearfarCache<String, String> there = patient(other);
    AtomicInteger loads = new AtomicInteger();
    Gate gate = new Gate();
    TestThreads.Running<String> first =
        TestThreads.start(
            () ->
                here.get(
                    "key",
                    key -> {
                      loads.incrementAndGet();
                      gate.pass();
                      return "loaded";
                    }));
    gate.awaitReached();
    TestThreads.Running<String> second =
        TestThreads.start(() -> there.get("key", key -> "loaded " + loads.incrementAndGet()));
    while (!second.isWaiting()) {
      Thread.onSpinWait();
    }
    gate.open();
    assertThat(first.result()).isEqualTo("loaded");
    assertThat(second.result()).isEqualTo("loaded");
    assertThat(loads).hasValue(1);
  }

  @SuppressWarnings("unchecked")
  private static NearfarCache<String, String> patient(FarNode node) {
    return node.patientCache("patient").unwrap(NearfarCache.class);
  }

  /** How often the server has read from connections: a batch of so few commands arrives at once. */
  private long arrivals(Runnable action) {
    long before = Long.parseLong(redis.info("stats").get("total_reads_processed"));
    action.run();
    return Long.parseLong(redis.info("stats").get("total_reads_processed")) - before;
  }

  private void loadAll(boolean replace) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    cache.loadAll(keys(), replace, new Completion(done));
    done.join();
  }

  private record Completion(CompletableFuture<Void> done)
      implements javax.cache.integration.CompletionListener {
    @Override
    public void onCompletion() {
      done.complete(null);
    }

    @Override
    public void onException(Exception e) {
      done.completeExceptionally(e);
    }
  }

  @Test
  void manyKeys_fewRoundTrips() {
    cache.get("warm");
    // One by one it would be a hundred at least; some are pings and what a large batch is cut into.
    int few = 40;
    assertThat(arrivals(() -> cache.getAll(keys()))).as("getAll").isLessThan(few);
    assertThat(redis.calls()).containsKey("evalsha");
    assertThat(arrivals(() -> cache.getAll(keys()))).as("getAll, hits").isLessThan(few);
    assertThat(arrivals(() -> loadAll(/* replace= */ true))).as("loadAll").isLessThan(few);
    assertThat(arrivals(() -> theirs.invokeAll(keys(), (entry, arguments) -> append(entry))))
        .as("invokeAll")
        .isLessThan(few);
    assertThat(theirs.get("k7")).isEqualTo("loaded+");
    theirs.clear();
    assertThat(arrivals(() -> cache.invokeAll(keys(), (entry, arguments) -> append(entry))))
        .as("invokeAll with loads")
        .isLessThan(few);
    assertThat(theirs.get("k7")).isEqualTo("loaded+");
  }

  private static String append(javax.cache.processor.MutableEntry<String, String> entry) {
    entry.setValue(entry.getValue() + "+");
    return "";
  }
}
