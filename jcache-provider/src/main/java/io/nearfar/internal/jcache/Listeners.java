package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.CacheEvent;
import io.nearfar.internal.engine.EventSink;
import io.nearfar.spi.Copier;
import java.lang.System.Logger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryListenerException;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one cache. Synchronous ones run on the thread of the mutation, asynchronous ones
 * each have a queue, so they hear the events of a key in their order and don't wait for each other.
 */
final class Listeners<K, V> implements EventSink<K, V> {
  private static final Logger LOGGER = System.getLogger(Listeners.class.getName());

  private final CacheIdentity identity;
  private final Cache<K, V> source;
  private final Copier copier;
  private final CacheTasks tasks;
  private final List<Registration<K, V>> registrations = new CopyOnWriteArrayList<>();
  private final Map<Registration<K, V>, SerialTasks> queues = new ConcurrentHashMap<>();
  private final WarnOnce warning = new WarnOnce(LOGGER);

  Listeners(CacheIdentity identity, Cache<K, V> source, Copier copier, CacheTasks tasks) {
    this.identity = identity;
    this.source = source;
    this.copier = copier;
    this.tasks = tasks;
  }

  boolean isEmpty() {
    return registrations.isEmpty();
  }

  Registration<K, V> register(CacheEntryListenerConfiguration<K, V> configuration) {
    Registration<K, V> registration = new Registration<>(identity, configuration);
    if (!registration.synchronous()) {
      queues.put(registration, new SerialTasks(task -> tasks.listen(task)));
    }
    registrations.add(registration);
    return registration;
  }

  /** Returns what was registered, to be closed; null if nothing was. */
  @Nullable Registration<K, V> deregister(CacheEntryListenerConfiguration<K, V> configuration) {
    Registration<K, V> gone =
        registrations.stream()
            .filter(registration -> registration.configuration().equals(configuration))
            .findFirst()
            .orElse(null);
    if (gone == null || !registrations.remove(gone)) {
      return null;
    }
    queues.remove(gone);
    return gone;
  }

  @Override
  public void accept(CacheEvent<K, V> event) {
    RuntimeException failure = null;
    for (Registration<K, V> registration : registrations) {
      if (registration.wants(event.kind())) {
        try {
          dispatch(registration, event);
        } catch (RuntimeException e) {
          if (failure == null) {
            failure = e;
          } else if (failure != e) {
            failure.addSuppressed(e);
          }
        }
      }
    }
    if (failure instanceof CacheEntryListenerException) {
      throw failure;
    }
    if (failure != null) {
      throw new CacheEntryListenerException(
          JCacheMessages.listenerFailed(identity.name(), identity.manager()), failure);
    }
  }

  private void dispatch(Registration<K, V> registration, CacheEvent<K, V> event) {
    CacheEntryEvent<K, V> told = registration.event(source, copier, event);
    if (registration.synchronous()) {
      registration.tell(told);
      return;
    }
    SerialTasks queue = queues.get(registration);
    if (queue != null) {
      queue.execute(() -> tellQuietly(registration, told));
    }
  }

  private void tellQuietly(Registration<K, V> registration, CacheEntryEvent<K, V> event) {
    try {
      registration.tell(event);
    } catch (RuntimeException e) {
      warning.log(
          () -> JCacheMessages.asynchronousListenerFailed(identity.name(), identity.manager()), e);
    }
  }
}
