package io.nearfar.internal.jcache;

import io.nearfar.config.NearfarConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.FactoryBuilder.SingletonFactory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CompletionListenerFuture;

/** An application in a class loader of its own; uses what a cache might hold on to. */
public final class LeakyApplication implements Callable<Void> {

  /** A value that is copied field by field. */
  static class Product {
    String name = "";
    List<Product> parts = new ArrayList<>();
    Map<Colour, Product> byColour = new EnumMap<>(Colour.class);
    Price price = new Price(new ArrayList<>());
  }

  /** A value that takes part in its own serialization. */
  static class Order implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    private int number;

    private void readObject(java.io.ObjectInputStream in)
        throws java.io.IOException, ClassNotFoundException {
      in.defaultReadObject();
    }
  }

  /** A record that can be changed. */
  record Price(List<String> history) {}

  /** Its values have classes of their own. */
  enum Colour {
    RED {
      @Override
      int code() {
        return 1;
      }
    };

    abstract int code();
  }

  /** Loads one thing. */
  static final class Loader implements CacheLoader<Object, Object> {
    @Override
    public Object load(Object key) {
      return new Product();
    }

    @Override
    public Map<Object, Object> loadAll(Iterable<?> keys) {
      Map<Object, Object> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  /** Runs on a thread of the provider. */
  static final class Listener implements CacheEntryCreatedListener<Object, Object> {
    private static final ThreadLocal<Object> NOTHING = new ThreadLocal<>();
    final CountDownLatch heard = new CountDownLatch(3);

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends Object, ? extends Object>> events) {
      NOTHING.remove();
      events.forEach(event -> heard.countDown());
    }
  }

  private final CacheManager manager;

  /** With a manager for this class's loader. */
  public LeakyApplication(CacheManager manager) {
    this.manager = manager;
  }

  @Override
  public Void call() throws Exception {
    Listener listener = new Listener();
    Cache<Object, Object> cache =
        manager.createCache(
            "products",
            NearfarConfiguration.builder(Object.class, Object.class)
                .statisticsEnabled(true)
                .managementEnabled(true)
                .maxEntries(100)
                .readThrough(true)
                .loaderFactory(new SingletonFactory<>(new Loader()))
                .expireAfterCreation(Duration.ofHours(1))
                .listener(
                    new MutableCacheEntryListenerConfiguration<>(
                        new SingletonFactory<>(listener), null, false, false))
                .build());
    manager.createCache(
        "orders",
        new javax.cache.configuration.MutableConfiguration<>()
            .setExpiryPolicyFactory(
                CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_HOUR)));
    Product product = new Product();
    product.parts.add(new Product());
    product.byColour.put(Colour.RED, new Product());
    cache.put("a", product);
    cache.put("b", new Order());
    cache.put(Colour.RED, new Price(new ArrayList<>(List.of("1"))));
    require(cache.get("a") != product);
    require(((Order) cache.get("b")).number == 0);
    cache.get("c");
    CompletionListenerFuture future = new CompletionListenerFuture();
    cache.loadAll(Set.of("d", "e"), true, future);
    future.get();
    cache.invoke(
        "a",
        (entry, arguments) -> {
          entry.setValue(new Product());
          return null;
        });
    require(listener.heard.await(30, TimeUnit.SECONDS));
    cache.clear();
    return null;
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalStateException("not as expected");
    }
  }
}
