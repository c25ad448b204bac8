package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.cache.Invalidating;
import io.nearfar.cache.NearfarCache;
import io.nearfar.cache.RemoteChange;
import io.nearfar.cache.RemoteChangeListener;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.stats.LinkState;
import io.nearfar.stats.LinkStatistics;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.RespClient;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two managers, one Redis: what each hears of the other. */
class RemoteChangeListenerTest {
  private static RedisServer server;

  private final TestProvider one = new TestProvider(System::nanoTime);
  private final TestProvider other = new TestProvider(System::nanoTime);

  @BeforeAll
  static void start() {
    server = RedisServer.builder().start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  /** Hears other nodes, and what its own node creates. */
  private static final class Ear
      implements RemoteChangeListener<String, String>, CacheEntryCreatedListener<String, String> {
    final List<RemoteChange<String>> remote = new CopyOnWriteArrayList<>();
    final List<String> own = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    final CountDownLatch gate;

    Ear(int closed) {
      gate = new CountDownLatch(closed);
    }

    @Override
    public void onRemoteChange(RemoteChange<String> change) {
      threads.add(Thread.currentThread().getName());
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      remote.add(change);
      if (change instanceof RemoteChange.Stored<String> stored && stored.key().equals("fault")) {
        throw new IllegalStateException("as the test wants it");
      }
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(event -> own.add(event.getKey()));
    }

    /** Without what the start of the link has told. */
    List<RemoteChange<String>> changes() {
      return remote.stream().filter(change -> !(change instanceof RemoteChange.Missed)).toList();
    }
  }

  private final Ear ear = new Ear(0);

  private static MutableCacheEntryListenerConfiguration<String, String> registration(Ear ear) {
    return new MutableCacheEntryListenerConfiguration<>(
        new FactoryBuilder.SingletonFactory<>(ear), null, false, /* isSynchronous= */ true);
  }

  private static Cache<String, String> cache(
      TestProvider provider, String name, Topology topology) {
    Properties properties = new Properties();
    properties.setProperty("nearfar.far.namespace", "shop");
    properties.setProperty("nearfar.far.url", server.url());
    properties.setProperty("nearfar.far.timeout", "10s");
    return provider
        .getCacheManager(URI.create("urn:shop"), null, properties)
        .createCache(
            name,
            NearfarConfiguration.builder(String.class, String.class).topology(topology).build());
  }

  private static Cache<String, String> linked(TestProvider provider, String name) {
    Cache<String, String> cache = cache(provider, name, Topology.NEAR_FAR);
    FarNode.await(() -> link(cache).state() == LinkState.LINKED);
    return cache;
  }

  private static LinkStatistics link(Cache<String, String> cache) {
    return ((NearfarCache<String, String>) cache).linkStatistics().orElseThrow();
  }

  @Test
  void changesOfTheOtherNode_areHeardInOrder() {
    Cache<String, String> here = linked(one, "heard");
    Cache<String, String> there = linked(other, "heard");
    here.registerCacheEntryListener(registration(ear));
    here.put("own", "1");
    there.put("key", "1");
    there.put("fault", "1");
    there.remove("key");
    there.clear();
    there.put("key", "2");

    FarNode.await(() -> ear.changes().size() >= 5);
    assertThat(ear.changes())
        .containsExactly(
            new RemoteChange.Stored<>("key"),
            new RemoteChange.Stored<>("fault"),
            new RemoteChange.Removed<>("key"),
            new RemoteChange.Cleared<>(),
            new RemoteChange.Stored<>("key"));
    assertThat(here.get("key")).isEqualTo("2");
    assertThat(ear.own).containsExactly("own");
    assertThat(ear.threads).allMatch(name -> name.startsWith("nearfar-listener-"));
  }

  /** It holds up neither the link nor the cache; what does not fit is told as missed. */
  @Test
  void slowListener_missesAndIsToldSo() {
    Cache<String, String> here = linked(one, "slow");
    Cache<String, String> there = linked(other, "slow");
    Ear slow = new Ear(1);
    here.registerCacheEntryListener(registration(slow));
    int many = RemoteQueue.MAX_WAITING + 100;
    for (int begin = 0; begin < many; begin += 100) {
      // Not all at once: a busy server would not answer in time.
      there.putAll(
          IntStream.range(begin, begin + 100)
              .boxed()
              .collect(Collectors.toMap(i -> "key" + i, i -> "value")));
    }
    there.put("last", "value");
    FarNode.await(() -> link(here).announcements() > many);
    assertThat(here.get("last")).isEqualTo("value");
    slow.gate.countDown();
    FarNode.await(
        () ->
            slow.remote.size() > RemoteQueue.MAX_WAITING
                // Not the one that it was held up with; behind it, one that was waiting may serve.
                && slow.remote.lastIndexOf(new RemoteChange.Missed<String>()) > 0);
    assertThat(slow.changes()).hasSizeLessThan(many);
  }

  @Test
  void invalidatedTags_areToldOnce() {
    Cache<String, String> here = linked(one, "tagged");
    Cache<String, String> there = linked(other, "tagged");
    here.registerCacheEntryListener(registration(ear));
    invalidating(there).invalidateTags(Set.of("a", "b"));
    there.put("key", "1");
    FarNode.await(() -> ear.changes().size() >= 2);
    assertThat(ear.changes())
        .containsExactly(
            new RemoteChange.Invalidated<>(Set.of("a", "b")), new RemoteChange.Stored<>("key"));
  }

  @SuppressWarnings("unchecked")
  private static Invalidating<String> invalidating(Cache<String, String> cache) {
    return cache.unwrap(NearfarCache.class);
  }

  @Test
  void lostConnection_isToldAsMissed() {
    Cache<String, String> here = linked(one, "cut");
    Cache<String, String> there = linked(other, "cut");
    here.registerCacheEntryListener(registration(ear));
    there.put("key", "1");
    FarNode.await(() -> ear.changes().size() == 1);
    ear.remote.clear();
    try (RespClient client = new RespClient("127.0.0.1", URI.create(server.url()).getPort())) {
      // Until a change falls into the time without a subscription.
      FarNode.await(
          () -> {
            client.command("CLIENT", "KILL", "TYPE", "pubsub");
            there.put("key", "2");
            return ear.remote.contains(new RemoteChange.Missed<String>());
          });
    }
    FarNode.await(() -> link(here).state() == LinkState.LINKED);
    there.put("again", "1");
    FarNode.await(() -> ear.remote.contains(new RemoteChange.Stored<>("again")));
  }

  @Test
  void deregistered_hearsNoMore() {
    Cache<String, String> here = linked(one, "gone");
    Cache<String, String> there = linked(other, "gone");
    Ear stays = new Ear(0);
    here.registerCacheEntryListener(registration(stays));
    MutableCacheEntryListenerConfiguration<String, String> registration = registration(ear);
    here.registerCacheEntryListener(registration);
    here.deregisterCacheEntryListener(registration);
    there.put("key", "1");
    FarNode.await(() -> stays.changes().size() == 1);
    assertThat(ear.changes()).isEmpty();
  }

  @Test
  void withoutALink_isRefused() {
    Cache<String, String> far = cache(one, "far", Topology.FAR);
    assertThatThrownBy(() -> far.registerCacheEntryListener(registration(ear)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContainingAll("NEARFAR-0038", "'far'");
  }

  @Test
  void withoutOtherNodes_hearsItsOwnOnly() {
    Cache<String, String> near = cache(one, "near", Topology.NEAR);
    near.registerCacheEntryListener(registration(ear));
    near.put("key", "1");
    assertThat(ear.own).containsExactly("key");
    assertThat(ear.remote).isEmpty();
  }
}
