package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fish.payara.cdi.jsr107.CacheResultInterceptorOfTheServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheResult;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Injection, discovery, the end of the application, other servers' interceptors. */
class LifecycleTest {

  @Test
  void providerManagerAndCaches_areInjected() {
    try (TestContainer container = new TestContainer(Injected.class)) {
      Injected bean = container.get(Injected.class);
      assertThat(bean.provider).isSameAs(bean.manager.getCachingProvider());
      assertThat(bean.products.getName()).isEqualTo("products");
      assertThat(bean.orders.getName()).isEqualTo("orders");
      bean.products.put(MethodKey.of(1L), "shoes");
      assertThat(bean.manager.getCache("products").get(MethodKey.of(1L))).isEqualTo("shoes");
    }
  }

  @Test
  @Tag("nearfar")
  void provider_isOursWhereItIsThere() {
    try (TestContainer container = new TestContainer(Injected.class)) {
      assertThat(container.get(CachingProvider.class).getClass().getName())
          .isEqualTo("io.nearfar.NearfarCachingProvider");
    }
  }

  @Test
  void manager_isClosedWithTheApplication() {
    CacheManager manager;
    Counting bean;
    try (TestContainer container = new TestContainer(Counting.class)) {
      bean = container.get(Counting.class);
      bean.get(1);
      manager = container.manager();
      assertThat(manager.isClosed()).isFalse();
    }
    assertThat(manager.isClosed()).isTrue();
  }

  @Test
  void discovery_findsTheExtensionOnce() {
    try (SeContainer container =
        SeContainerInitializer.newInstance().addBeanClasses(Counting.class).initialize()) {
      Counting bean = container.select(Counting.class).get();
      assertThat(bean.get(1)).isEqualTo(1);
      assertThat(bean.get(1)).isEqualTo(1);
      assertThat(container.select(CacheManager.class).isResolvable()).isTrue();
    }
  }

  @Test
  void interceptorsOfPayara_areLeftOut() {
    CacheResultInterceptorOfTheServer.CALLS.set(0);
    try (TestContainer container =
        new TestContainer(new Extension[] {new ServerExtension()}, Counting.class)) {
      container.get(Counting.class).get(1);
      assertThat(CacheResultInterceptorOfTheServer.CALLS).hasValue(0);
    }
  }

  @Test
  void interceptorsThatAreNotThere_areNoticed() {
    Extension[] strangers = {new LeavesOutInterceptors()};
    assertThatThrownBy(() -> new TestContainer(strangers, Counting.class))
        .hasMessageContaining("NEARFAR-CDI-011")
        .hasMessageContaining("nothing would be cached");
    new TestContainer(strangers, Injected.class).close();
  }

  /** Whatever the reason may be. */
  static class LeavesOutInterceptors implements Extension {
    void leaveOut(@Observes ProcessAnnotatedType<?> event) {
      if (event
          .getAnnotatedType()
          .getJavaClass()
          .getSimpleName()
          .equals("CacheResultInterceptor")) {
        event.veto();
      }
    }
  }

  /** As the server's own does it. */
  static class ServerExtension implements Extension {
    void add(@Observes BeforeBeanDiscovery event) {
      event.addAnnotatedType(CacheResultInterceptorOfTheServer.class, "server");
    }
  }

  @Dependent
  static class Injected {
    @Inject CachingProvider provider;
    @Inject CacheManager manager;

    @Inject
    @CacheName("products")
    Cache<MethodKey, String> products;

    @Inject
    @CacheName("orders")
    Cache<Long, Integer> orders;
  }

  @ApplicationScoped
  static class Counting {
    private final AtomicInteger calls = new AtomicInteger();

    @CacheResult(cacheName = "counting")
    int get(int id) {
      return calls.incrementAndGet();
    }
  }
}
