package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.NearfarCachingProvider;
import io.nearfar.testing.TestThreads;
import java.io.Serial;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;

/** Listeners come and go in several threads: who is registered is told. */
class ListenerRegistrationTest {

  /** Counts what concerns one thread. */
  private record Counting(int thread, AtomicInteger heard)
      implements CacheEntryCreatedListener<Integer, Integer>, Serializable {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends Integer, ? extends Integer>> events) {
      for (CacheEntryEvent<? extends Integer, ? extends Integer> event : events) {
        if (event.getKey() == thread) {
          heard.incrementAndGet();
        }
      }
    }
  }

  @Test
  void register_whileOthersDeregister_isTold() throws Exception {
    AtomicInteger unheard = new AtomicInteger();
    try (CachingProvider provider = new NearfarCachingProvider();
        Cache<Integer, Integer> cache =
            provider
                .getCacheManager()
                .createCache(
                    "listeners",
                    new MutableConfiguration<Integer, Integer>()
                        .setTypes(Integer.class, Integer.class))) {
      TestThreads.together(
          2,
          thread -> {
            for (int i = 0; i < 3_000; i++) {
              AtomicInteger heard = new AtomicInteger();
              Counting listener = new Counting(thread, heard);
              CacheEntryListenerConfiguration<Integer, Integer> configuration =
                  new MutableCacheEntryListenerConfiguration<>(
                      () -> listener,
                      null,
                      /* isOldValueRequired= */ false,
                      /* isSynchronous= */ true);
              cache.registerCacheEntryListener(configuration);
              cache.put(thread, i);
              if (heard.get() != 1) {
                unheard.incrementAndGet();
              }
              cache.deregisterCacheEntryListener(configuration);
              cache.remove(thread);
            }
          });
    }
    assertThat(unheard).hasValue(0);
  }
}
