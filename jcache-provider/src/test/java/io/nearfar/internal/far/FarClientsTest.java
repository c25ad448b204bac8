package io.nearfar.internal.far;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.RedisServer;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients are shared, and leave nothing behind. */
class FarClientsTest {
  private final FarClients clients = new FarClients();
  private RedisServer redis;
  private Set<Thread> before;

  @BeforeEach
  void start() {
    redis = RedisServer.builder().start();
    before = Thread.getAllStackTraces().keySet();
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  private Set<Thread> fresh() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.isAlive() && !before.contains(t) && t != Thread.currentThread())
        .filter(t -> !t.getName().startsWith("process reaper"))
        .collect(Collectors.toSet());
  }

  @Test
  void sameSettings_oneClient() {
    FarLease first = clients.acquire(FarFixture.settings(redis.url()));
    FarLease second = clients.acquire(FarFixture.settings(redis.url()));
    assertThat(second.client()).isSameAs(first.client());
    first.close();
    first.close();
    assertThat(second.client().isClosed()).isFalse();
    second.open(FarFixture.store("orders")).clear();
    second.close();
    assertThat(second.client().isClosed()).isTrue();
    try (FarLease third = clients.acquire(FarFixture.settings(redis.url()))) {
      assertThat(third.client()).isNotSameAs(first.client());
    }
  }

  @Test
  void threads_fewDaemonsWithNames_noneLeft() {
    try (FarLease lease = clients.acquire(FarFixture.settings(redis.url()))) {
      RedisFarStore store = lease.open(FarFixture.store("orders"));
      store.clear();
      store.destroy();
      Set<Thread> threads = fresh();
      assertThat(threads).isNotEmpty().hasSizeLessThan(8);
      assertThat(threads).allMatch(Thread::isDaemon);
      assertThat(threads).allMatch(t -> t.getName().startsWith("nearfar-"));
    }
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(fresh()).isEmpty());
  }

  @Test
  void threads_keepNothingOfWhoConnected() throws Exception {
    InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
    Thread current = Thread.currentThread();
    ClassLoader own = current.getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(new URL[0], own)) {
      FarLease first;
      current.setContextClassLoader(application);
      local.set("of the application");
      CompletableFuture<String> inherited = new CompletableFuture<>();
      try {
        first = clients.acquire(FarFixture.settings(redis.url()));
        first.client().inBackground(() -> inherited.complete(String.valueOf(local.get())));
      } finally {
        current.setContextClassLoader(own);
        local.remove();
      }
      try (FarLease second = clients.acquire(FarFixture.settings(redis.url()))) {
        first.close();
        second.open(FarFixture.store("orders")).clear();
        assertThat(inherited.get(20, TimeUnit.SECONDS)).isEqualTo("null");
        assertThat(fresh())
            .extracting(Thread::getName)
            .anyMatch(name -> name.startsWith("nearfar-netty"))
            .anyMatch(name -> name.startsWith("nearfar-timer"))
            .anyMatch(name -> name.startsWith("nearfar-background"));
        assertThat(fresh()).noneMatch(t -> t.getContextClassLoader() == application);
      }
    }
  }

  @Test
  void serverGone_noThreadLeft() {
    redis.kill();
    try {
      clients.acquire(FarFixture.settings(redis.url())).close();
    } catch (io.nearfar.spi.FarException expected) {
      assertThat(expected).hasMessageContaining("NEARFAR-0403");
    }
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(fresh()).isEmpty());
  }

  @Test
  void closed_tasksAreDropped() {
    FarLease lease = clients.acquire(FarFixture.settings(redis.url()));
    lease.close();
    lease.client().inBackground(() -> {});
  }

  @Test
  void oldServers() {
    assertThat(ServerCheck.isNewEnough("6.0.16")).isFalse();
    assertThat(ServerCheck.isNewEnough("5.0.14")).isFalse();
    assertThat(ServerCheck.isNewEnough("6.2.0")).isTrue();
    assertThat(ServerCheck.isNewEnough("7.0.15")).isTrue();
    assertThat(ServerCheck.isNewEnough("255.255.255")).isTrue();
    assertThat(ServerCheck.isNewEnough("unstable")).isTrue();
  }
}
