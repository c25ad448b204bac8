package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.cache.InvalidationBatch;
import io.nearfar.cache.Invalidations;
import io.nearfar.cache.NearfarCache;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.stats.InvalidationTrigger;
import io.nearfar.stats.LinkState;
import io.nearfar.testing.Gate;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.net.URI;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two managers with near copies that share a Redis: tags, patterns and batches across nodes. */
class InvalidationServerTest {
  private RedisServer redis;
  private Node here;
  private Node there;
  private NearfarCache<String, String> mine;
  private NearfarCache<String, String> theirs;

  /** A manager of its own provider, as another JVM would have it. */
  private static final class Node implements AutoCloseable {
    private final TestProvider provider = new TestProvider(System::nanoTime);
    private final String url;

    Node(String url) {
      this.url = url;
    }

    @SuppressWarnings("unchecked")
    NearfarCache<String, String> cache(String name) {
      Properties properties = new Properties();
      properties.setProperty("nearfar.far.namespace", "shop");
      properties.setProperty("nearfar.far.url", url);
      properties.setProperty("nearfar.far.timeout", "2s");
      NearfarCache<String, String> cache =
          provider
              .getCacheManager(URI.create("urn:shop"), null, properties)
              .createCache(
                  name,
                  NearfarConfiguration.builder(String.class, String.class)
                      .topology(Topology.NEAR_FAR)
                      .build())
              .unwrap(NearfarCache.class);
      FarNode.await(() -> cache.linkStatistics().orElseThrow().state() == LinkState.LINKED);
      return cache;
    }

    @Override
    public void close() {
      provider.close();
    }
  }

  @BeforeEach
  void start() {
    redis = RedisServer.builder().start();
    here = new Node(redis.url());
    there = new Node(redis.url());
    mine = here.cache("orders");
    theirs = there.cache("orders");
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
    redis.close();
  }

  @Test
  void tag_isGoneOnBothNodes() {
    for (int i = 0; i < 200; i++) {
      mine.put("k" + i, "v", Set.of("all", "odd:" + i % 2));
    }
    Set<String> keys = new HashSet<>(mine.tags().keySet());
    assertThat(keys).containsExactlyInAnyOrder("all", "odd:0", "odd:1");
    for (int i = 0; i < 200; i++) {
      assertThat(theirs.get("k" + i)).isEqualTo("v");
    }
    mine.invalidateTag("odd:1");
    for (int i = 0; i < 200; i++) {
      assertThat(mine.get("k" + i)).isEqualTo(i % 2 == 1 ? null : "v");
    }
    FarNode.await(() -> theirs.get("k1") == null);
    FarNode.await(() -> theirs.invalidationStatistics().remote(InvalidationTrigger.TAG) == 1);
    assertThat(theirs.get("k2")).isEqualTo("v");
    assertThat(mine.countOf("all")).isEqualTo(100);
    assertThat(theirs.keysOf("odd:0", 1_000)).hasSize(100).contains("k0");
    assertThat(mine.invalidationStatistics().local(InvalidationTrigger.TAG)).isOne();
  }

  @Test
  void loadOnTheOtherNode_ofWhatIsInvalidatedMeanwhile_isNotStored() throws Exception {
    Gate gate = new Gate();
    Running<String> load =
        TestThreads.start(
            () ->
                theirs.get(
                    "k",
                    key -> {
                      gate.pass();
                      return "old";
                    },
                    value -> Set.of("t")));
    gate.awaitReached();
    mine.invalidateTag("t");
    gate.open();
    assertThat(load.result()).isEqualTo("old");
    assertThat(mine.get("k")).isNull();
    assertThat(theirs.get("k")).isNull();
    assertThat(theirs.get("k", key -> "new", value -> Set.of("t"))).isEqualTo("new");
    assertThat(mine.get("k")).isEqualTo("new");
  }

  @Test
  void nearHit_ofATaggedEntry_asksNobody() {
    mine.put("k", "v", Set.of("a", "b", "c", "d"));
    assertThat(mine.get("k")).isEqualTo("v");
    redis.resetCalls();
    for (int i = 0; i < 1_000; i++) {
      assertThat(mine.get("k")).isEqualTo("v");
    }
    // The poll asks on.
    assertThat(redis.calls()).doesNotContainKeys("evalsha", "hmget");
  }

  @Test
  void matching_isGoneOnBothNodes_andKeepsWhatIsStoredAfterIt() {
    for (int i = 0; i < 50; i++) {
      mine.put("user:" + i, "v");
      mine.put("item:" + i, "v");
      assertThat(theirs.get("user:" + i)).isEqualTo("v");
    }
    var end = mine.invalidateMatching("user:*").end().toCompletableFuture().join();
    assertThat(end.matched()).isEqualTo(50);
    assertThat(end.farRemoved()).isEqualTo(50);
    FarNode.await(() -> theirs.get("user:7") == null);
    assertThat(theirs.get("item:7")).isEqualTo("v");
    FarNode.await(() -> theirs.invalidationStatistics().remote(InvalidationTrigger.PATTERN) == 1);
  }

  @Test
  void batch_ofTwoCaches_isMadeOnBothNodes() {
    NearfarCache<String, String> others = here.cache("others");
    mine.put("a", "1", Set.of("t"));
    others.put("b", "2");
    assertThat(theirs.get("a")).isEqualTo("1");
    try (InvalidationBatch batch = Invalidations.batch()) {
      mine.invalidateTag("t");
      others.invalidate(Set.of("b"));
      assertThat(batch.mark()).isNotNull();
      assertThat(mine.get("a")).isEqualTo("1");
    }
    assertThat(mine.get("a")).isNull();
    assertThat(others.get("b")).isNull();
    FarNode.await(() -> theirs.get("a") == null);
  }

  @Test
  void redisAway_isTold_andNothingOldIsServedAfterwards() {
    mine.put("k", "v", Set.of("t"));
    redis.pause();
    try {
      assertThatThrownBy(() -> mine.invalidateTag("t")).isInstanceOf(CacheException.class);
    } finally {
      redis.resume();
    }
    FarNode.awaitWell(mine);
    mine.invalidateTag("t");
    assertThat(mine.get("k")).isNull();
    assertThat(theirs.get("k")).isNull();
  }
}
