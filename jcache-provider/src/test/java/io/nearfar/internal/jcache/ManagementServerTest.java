package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nearfar.cache.NearfarCache;
import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.management.NearfarCacheMXBean;
import io.nearfar.management.NearfarManagerMXBean;
import io.nearfar.stats.LinkState;
import io.nearfar.stats.LinkStatistics;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.TestThreads;
import io.nearfar.testing.TestThreads.Running;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.management.JMX;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What our MXBeans show of a far tier, and do in it. */
class ManagementServerTest {
  private static final String PASSWORD = "Tr0ub4dor";

  private final TestProvider provider = new TestProvider(System::nanoTime);
  private RedisServer redis;

  @BeforeEach
  void start() {
    redis = RedisServer.builder().start();
  }

  @AfterEach
  void stop() {
    provider.close();
    redis.close();
  }

  private CacheManager manager(String uri) {
    Properties properties = new Properties();
    properties.setProperty("nearfar.far.url", redis.url());
    properties.setProperty("nearfar.far.namespace", "shop");
    return provider.getCacheManager(URI.create(uri), null, properties);
  }

  @SuppressWarnings("unchecked")
  private static NearfarCache<String, String> cache(CacheManager manager, Topology topology) {
    NearfarCache<String, String> cache =
        manager
            .createCache(
                "orders",
                NearfarConfiguration.builder(String.class, String.class)
                    .topology(topology)
                    .managementEnabled(true)
                    .statisticsEnabled(true)
                    .build())
            .unwrap(NearfarCache.class);
    if (topology == Topology.NEAR_FAR) {
      FarNode.await(() -> cache.linkStatistics().orElseThrow().state() == LinkState.LINKED);
    }
    return cache;
  }

  private static NearfarCacheMXBean bean(String manager) throws Exception {
    return JMX.newMXBeanProxy(
        ManagementFactory.getPlatformMBeanServer(),
        new ObjectName("io.nearfar:type=Cache,CacheManager=" + manager + ",Cache=orders"),
        NearfarCacheMXBean.class);
  }

  private static NearfarManagerMXBean managerBean(String manager) throws Exception {
    return JMX.newMXBeanProxy(
        ManagementFactory.getPlatformMBeanServer(),
        new ObjectName("io.nearfar:type=CacheManager,CacheManager=" + manager),
        NearfarManagerMXBean.class);
  }

  @Test
  void reads_byTheTierThatAnswers() throws Exception {
    NearfarCache<String, String> a = cache(manager("urn:a"), Topology.NEAR_FAR);
    NearfarCache<String, String> b = cache(manager("urn:b"), Topology.NEAR_FAR);
    a.put("one", "1");
    a.put("two", "2");
    b.get("one"); // from Redis
    FarNode.await(() -> bean("urn.b").getNearEntries() == 1);
    b.get("one"); // from its copy
    b.getAll(Set.of("one", "two", "none")); // one of each
    b.getAndPut("two", "II"); // Redis decides

    NearfarCacheMXBean bean = bean("urn.b");
    assertThat(bean.getNearHits()).isEqualTo(2);
    assertThat(bean.getFarHits()).isEqualTo(3);
    assertThat(bean.getMisses()).isOne();
    assertThat(bean.getHitRatio()).isEqualTo(5 / 6d);
    assertThat(bean.getTopology()).isEqualTo("near-far");
    assertThat(bean.getLinkState()).isEqualTo("linked");
    assertThat(bean.getAnnouncements()).isPositive();
    assertThat(bean.getPolls()).isPositive();
    assertThat(bean.getFailedPolls()).isZero();
  }

  /** Everything that can happen to a link has happened, and the bean tells what the link does. */
  @Test
  void link_isWhatItsStatisticsSay() throws Exception {
    NearfarCache<String, String> a = cache(manager("urn:a"), Topology.NEAR_FAR);
    NearfarCache<String, String> b = cache(manager("urn:b"), Topology.NEAR_FAR);
    NearfarCacheMXBean bean = bean("urn.b");
    for (int i = 0; i < 20; i++) {
      a.put("key" + i, "value");
      b.get("key" + i);
    }
    FarNode.await(() -> bean.getAnnouncements() >= 20);
    assertThat(bean.getLagMicros()).isEqualTo(b.linkStatistics().orElseThrow().lagMicros());
    redis.command("CLIENT", "KILL", "TYPE", "pubsub");
    FarNode.await(() -> bean.getLostLinks() > 0);
    redis.pause();
    FarNode.await(() -> bean.getLinkState().equals("blind"));
    redis.resume();
    FarNode.await(() -> bean.getLinkState().equals("linked"));
    redis.flushAll();
    a.put("key0", "another");
    FarNode.await(() -> bean.getForks() > 0);

    LinkStatistics earlier = b.linkStatistics().orElseThrow();
    List<Long> told = figuresOf(bean);
    LinkStatistics later = b.linkStatistics().orElseThrow();

    assertThat(told).hasSameSizeAs(figuresOf(earlier));
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i))
          .as("figure %s", i)
          .isBetween(figuresOf(earlier).get(i), figuresOf(later).get(i));
    }
    assertThat(earlier.announcements()).isGreaterThan(earlier.forks());
    assertThat(earlier.failedPolls()).isPositive();
    assertThat(earlier.repairs()).isPositive();
  }

  private static List<Long> figuresOf(NearfarCacheMXBean bean) {
    return List.of(
        bean.getAnnouncements(),
        bean.getUnheededAnnouncements(),
        bean.getGaps(),
        bean.getForks(),
        bean.getRepairs(),
        bean.getRevalidated(),
        bean.getDroppedCopies(),
        bean.getPolls(),
        bean.getFailedPolls(),
        bean.getLostLinks());
  }

  private static List<Long> figuresOf(LinkStatistics link) {
    return List.of(
        link.announcements(),
        link.unreadable() + link.overflowed(),
        link.gaps(),
        link.forks(),
        link.repairs(),
        link.revalidated(),
        link.dropped(),
        link.polls(),
        link.failedPolls(),
        link.unlinks());
  }

  @Test
  void reads_ofAFarCache() throws Exception {
    NearfarCache<String, String> cache = cache(manager("urn:a"), Topology.FAR);
    cache.put("one", "1");
    cache.get("one");
    cache.get("none");

    assertThat(bean("urn.a").getNearHits()).isZero();
    assertThat(bean("urn.a").getFarHits()).isOne();
    assertThat(bean("urn.a").getMisses()).isOne();
    assertThat(bean("urn.a").countEntries()).isOne();
  }

  @Test
  void operations_reachTheOtherNode() throws Exception {
    NearfarCache<String, String> a = cache(manager("urn:a"), Topology.NEAR_FAR);
    NearfarCache<String, String> b = cache(manager("urn:b"), Topology.NEAR_FAR);
    a.put("one", "1", Set.of("red"));
    a.put("two", "2");
    assertThat(b.get("one")).isEqualTo("1");
    assertThat(b.get("two")).isEqualTo("2");

    assertThat(bean("urn.a").invalidateTag("red")).containsExactly("red");
    assertThat(bean("urn.a").invalidateKey("two")).isOne();

    FarNode.await(() -> b.get("one") == null && b.get("two") == null);
    FarNode.await(() -> bean("urn.b").getRemoteInvalidations().get("tag") == 1);
    FarNode.await(() -> bean("urn.b").getDroppedCopies() >= 1);
  }

  @Test
  void manager_ofAFarTier() throws Exception {
    redis.close();
    redis = RedisServer.builder().password(PASSWORD).start();
    Properties properties = new Properties();
    properties.setProperty("nearfar.far.url", redis.url());
    properties.setProperty("nearfar.far.password", PASSWORD);
    CacheManager a = provider.getCacheManager(URI.create("urn:a"), null, properties);
    cache(a, Topology.FAR);
    NearfarManagerMXBean bean = managerBean("urn.a");
    assertThat(bean.getFarServers()).containsExactly(redis.url());
    assertThat(bean.getFarClientUsers()).isOne();
    assertThat(bean.getNamespace()).isEqualTo("urn:a");
    assertThat(bean.getCodec()).isNotEmpty();
    assertThat(bean.getTopologies()).containsEntry("orders", "far");
    assertThat(bean.getFarSettings())
        .containsEntry("mode", "standalone")
        .containsEntry("namespace", "urn:a")
        .containsEntry("password", "(hidden)");
    assertThat(bean.getFarSettings().toString()).doesNotContain(PASSWORD);

    cache(provider.getCacheManager(URI.create("urn:b"), null, properties), Topology.FAR);
    assertThat(bean.getFarClientUsers()).isEqualTo(2);
  }

  @Test
  void readUnderWay_isNoHit() throws Exception {
    NearfarCache<String, String> cache = cache(manager("urn:a"), Topology.NEAR_FAR);
    redis.pause();
    Running<Throwable> reading = TestThreads.start(() -> catchThrowable(() -> cache.get("one")));
    FarNode.await(reading::isWaiting);

    assertThat(bean("urn.a").getNearHits()).isZero();
    assertThat(bean("urn.a").getFarHits()).isZero();
    redis.resume();
    reading.result();
  }

  @Test
  void serverAway_isSaidByClassesOfTheJdk() throws Exception {
    NearfarCache<String, String> first = cache(manager("urn:a"), Topology.NEAR_FAR);
    first.put("one", "1");
    redis.close();

    assertThat(catchThrowable(() -> first.get("none"))).isInstanceOf(CacheException.class);
    assertThat(bean("urn.a").getFailedReads()).isOne();
    assertThat(bean("urn.a").getHitRatio()).isZero();
    assertThatThrownBy(() -> bean("urn.a").clear())
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NEARFAR-")
        .hasNoCause();
    assertThatThrownBy(() -> managerBean("urn.a").clearAll())
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NEARFAR-0058")
        .hasMessageContaining("orders");
  }

  @Test
  void copiesWithoutRoom_areEvictedFromNear() throws Exception {
    CacheManager manager = manager("urn:a");
    @SuppressWarnings("unchecked")
    NearfarCache<String, String> cache =
        manager
            .createCache(
                "orders",
                NearfarConfiguration.builder(String.class, String.class)
                    .topology(Topology.NEAR_FAR)
                    .evictionPolicy(EvictionPolicy.FIFO)
                    .maxEntries(2)
                    .managementEnabled(true)
                    .build())
            .unwrap(NearfarCache.class);
    FarNode.await(() -> cache.linkStatistics().orElseThrow().state() == LinkState.LINKED);
    for (int i = 0; i < 10; i++) {
      cache.put("k" + i, "v");
    }

    assertThat(bean("urn.a").getNearEvictions()).isEqualTo(8);
    assertThat(bean("urn.a").countEntries()).isEqualTo(10);
  }
}
