package io.nearfar.internal.jcache;

import io.nearfar.cache.RemoteChange;
import io.nearfar.cache.RemoteChangeListener;
import io.nearfar.internal.engine.CacheEvent;
import io.nearfar.internal.util.WarnOnce;
import io.nearfar.spi.Copier;
import java.lang.System.Logger;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
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
  private static final Logger LOGGER = System.getLogger(Listeners.class.getName());

  private final CacheEntryListenerConfiguration<K, V> configuration;
  private final CacheEntryListener<? super K, ? super V> listener;
  private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;
  private final boolean oldValueRequired;
  private final WarnOnce warning = new WarnOnce(LOGGER);

  private Registration(
      CacheEntryListenerConfiguration<K, V> configuration,
      CacheEntryListener<? super K, ? super V> listener,
      @Nullable CacheEntryEventFilter<? super K, ? super V> filter) {
    this.configuration = configuration;
    this.oldValueRequired = configuration.isOldValueRequired();
    this.listener = listener;
    this.filter = filter;
  }

  /** Calls the application's factories; if one of them fails, nothing is left open. */
  static <K, V> Registration<K, V> create(
      CacheIdentity cache,
      CacheEntryListenerConfiguration<K, V> configuration,
      UserObjects userObjects) {
    CacheEntryListener<? super K, ? super V> listener =
        userObjects.add(
            Factories.create(cache, configuration.getCacheEntryListenerFactory(), "listener"));
    Factory<CacheEntryEventFilter<? super K, ? super V>> filters =
        configuration.getCacheEntryEventFilterFactory();
    try {
      return new Registration<>(
          configuration,
          listener,
          filters == null
              ? null
              : userObjects.add(Factories.create(cache, filters, "listener filter")));
    } catch (RuntimeException | Error e) {
      userObjects.close(listener);
      throw e;
    }
  }

  CacheEntryListenerConfiguration<K, V> configuration() {
    return configuration;
  }

  boolean synchronous() {
    return configuration.isSynchronous();
  }

  /** Closes listener and filter. */
  void close(UserObjects userObjects) {
    userObjects.close(listener);
    userObjects.close(filter);
  }

  /** Whether it hears events of this node. */
  boolean hearsOwn() {
    return Arrays.stream(CacheEvent.Kind.values()).anyMatch(this::wants);
  }

  /** Whether it hears the changes of other nodes. */
  boolean hearsOthers() {
    return listener instanceof RemoteChangeListener;
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

  /** Logs a failure of this listener that nobody waits for. */
  void log(Supplier<String> message, Throwable failure) {
    warning.log(message, failure);
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

  /** Tells the listener what another node has done. */
  void tell(RemoteChange<K> change) {
    ((RemoteChangeListener<K, V>) typed()).onRemoteChange(change);
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
