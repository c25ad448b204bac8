package io.nearfar.cdi.internal.caches;

import io.nearfar.cdi.CacheName;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import javax.cache.Cache;

/** Makes caches injectable by name. */
@Dependent
public class CacheProducer {
  private final ApplicationCaches caches;

  @Inject
  CacheProducer(ApplicationCaches caches) {
    this.caches = caches;
  }

  @Produces
  @CacheName("")
  @SuppressWarnings("unchecked") // as documented at CacheName: the arguments are not checked
  <K, V> Cache<K, V> cache(InjectionPoint point) {
    for (Annotation qualifier : point.getQualifiers()) {
      if (qualifier instanceof CacheName name) {
        return (Cache<K, V>) caches.cache(name.value());
      }
    }
    throw new IllegalStateException("The container chose this producer by its qualifier");
  }
}
