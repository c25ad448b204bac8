package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.CacheEvent;
import io.nearfar.spi.Copier;
import java.util.Arrays;
import java.util.List;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** One registered listener: which events it wants, and how it is told. */
final class Registration<K, V> {
  private final CacheEntryListenerConfiguration<K, V> configuration;
  private final CacheEntryListener<? super K, ? super V> listener;
  private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;
  private final boolean oldValueRequired;

  Registration(CacheIdentity cache, CacheEntryListenerConfiguration<K, V> configuration) {
    this.configuration = configuration;
    this.oldValueRequired = configuration.isOldValueRequired();
    this.listener =
        Factories.create(cache, configuration.getCacheEntryListenerFactory(), "listener");
    Factory<CacheEntryEventFilter<? super K, ? super V>> filters =
        configuration.getCacheEntryEventFilterFactory();
    this.filter = filters == null ? null : Factories.create(cache, filters, "listener filter");
  }

  CacheEntryListenerConfiguration<K, V> configuration() {
    return configuration;
  }

  boolean synchronous() {
    return configuration.isSynchronous();
  }

  /** What is to be closed with the registration. */
  List<@Nullable Object> closeables() {
    return Arrays.asList(listener, filter);
  }

  boolean wants(CacheEvent.Kind kind) {
    return switch (kind) {
      case CREATED -> listener instanceof CacheEntryCreatedListener;
      case UPDATED -> listener instanceof CacheEntryUpdatedListener;
      case REMOVED -> listener instanceof CacheEntryRemovedListener;
      case EXPIRED -> listener instanceof CacheEntryExpiredListener;
    };
  }

  /**
   * The event as this listener gets to see it. An old value is there only if it was asked for; then
   * removals and expiries show it as the value, too.
   */
  CacheEntryEvent<K, V> event(Cache<K, V> source, Copier copier, CacheEvent<K, V> event) {
    V old = oldValueRequired && event.oldValue() != null ? copier.copy(event.oldValue()) : null;
    boolean gone =
        event.kind() == CacheEvent.Kind.REMOVED || event.kind() == CacheEvent.Kind.EXPIRED;
    V value = gone ? old : copier.copy(event.value());
    return new NearfarEvent<>(source, typeOf(event.kind()), copier.copy(event.key()), value, old);
  }

  /** Tells the listener, if its filter agrees. */
  void tell(CacheEntryEvent<K, V> event) {
    if (filter != null && !filter.evaluate(event)) {
      return;
    }
    switch (event.getEventType()) {
      case CREATED -> ((CacheEntryCreatedListener<K, V>) typed()).onCreated(List.of(event));
      case UPDATED -> ((CacheEntryUpdatedListener<K, V>) typed()).onUpdated(List.of(event));
      case REMOVED -> ((CacheEntryRemovedListener<K, V>) typed()).onRemoved(List.of(event));
      case EXPIRED -> ((CacheEntryExpiredListener<K, V>) typed()).onExpired(List.of(event));
    }
  }

  /** A listener of supertypes can be told of our types: it only receives. */
  @SuppressWarnings("unchecked")
  private CacheEntryListener<K, V> typed() {
    return (CacheEntryListener<K, V>) listener;
  }

  private static EventType typeOf(CacheEvent.Kind kind) {
    return switch (kind) {
      case CREATED -> EventType.CREATED;
      case UPDATED -> EventType.UPDATED;
      case REMOVED -> EventType.REMOVED;
      case EXPIRED -> EventType.EXPIRED;
    };
  }
}
