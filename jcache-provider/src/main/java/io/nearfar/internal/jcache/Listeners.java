package io.nearfar.internal.jcache;

import io.nearfar.cache.RemoteChange;
import io.nearfar.internal.engine.CacheEvent;
import io.nearfar.internal.engine.EventSink;
import io.nearfar.internal.engine.RemoteSink;
import io.nearfar.internal.util.Failures;
import io.nearfar.internal.util.WarnOnce;
import io.nearfar.spi.Copier;
import io.nearfar.spi.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryListenerException;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one cache. Synchronous ones run on the thread of the mutation, asynchronous ones
 * each have a queue, so they hear the events of a key in their order and don't wait for each other.
 * The changes of other nodes are told in such queues, too.
 */
final class Listeners<K, V> implements EventSink<K, V>, RemoteSink<K> {
  private final WarnOnce tooSlow = new WarnOnce(System.getLogger(Listeners.class.getName()));
  private final CacheIdentity identity;
  private final Cache<K, V> source;
  private final Copier copier;
  private final CacheTasks tasks;
  private final List<Registration<K, V>> registrations = new CopyOnWriteArrayList<>();
  private final Map<Registration<K, V>, SerialTasks> queues = new ConcurrentHashMap<>();
  private final Map<Registration<K, V>, RemoteQueue<K>> remote = new ConcurrentHashMap<>();

  Listeners(CacheIdentity identity, Cache<K, V> source, Copier copier, CacheTasks tasks) {
    this.identity = identity;
    this.source = source;
    this.copier = copier;
    this.tasks = tasks;
  }

  /** Whether any listener hears events of this node. */
  boolean hearOwn() {
    return registrations.stream().anyMatch(Registration::hearsOwn);
  }

  /** Whether any listener hears the changes of other nodes. */
  boolean hearOthers() {
    return !remote.isEmpty();
  }

  void register(Registration<K, V> registration) {
    if (!registration.synchronous() || registration.hearsOthers()) {
      SerialTasks queue = new SerialTasks(task -> tasks.listen(task));
      queues.put(registration, queue);
      if (registration.hearsOthers()) {
        remote.put(registration, remoteQueue(registration, queue));
      }
    }
    registrations.add(registration);
  }

  private RemoteQueue<K> remoteQueue(Registration<K, V> registration, SerialTasks queue) {
    return new RemoteQueue<>(
        queue,
        change -> {
          if (!source.isClosed()) {
            quietly(registration, () -> registration.tell(change));
          }
        },
        () ->
            tooSlow.log(
                () -> JCacheMessages.remoteChangesDropped(identity.name(), identity.manager()),
                /* cause= */ null));
  }

  /** Returns what was registered, to be {@linkplain #dismiss dismissed}; null if nothing was. */
  @Nullable Registration<K, V> deregister(CacheEntryListenerConfiguration<K, V> configuration) {
    Registration<K, V> gone =
        registrations.stream()
            .filter(registration -> registration.configuration().equals(configuration))
            .findFirst()
            .orElse(null);
    return gone != null && registrations.remove(gone) ? gone : null;
  }

  /** Closes a listener that is no longer registered, after the events that it is still to hear. */
  void dismiss(Registration<K, V> gone, UserObjects userObjects) {
    remote.remove(gone);
    SerialTasks queue = queues.remove(gone);
    if (queue == null) {
      gone.close(userObjects);
    } else {
      queue.execute(() -> gone.close(userObjects));
    }
  }

  @Override
  public void accept(CacheEvent<K, V> event) {
    Throwable failure = null;
    for (Registration<K, V> registration : registrations) {
      if (registration.wants(event.kind())) {
        try {
          dispatch(registration, event);
        } catch (Exception | Error e) {
          failure = Failures.add(failure, e);
        }
      }
    }
    if (failure instanceof CacheEntryListenerException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
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
      queue.execute(() -> quietly(registration, () -> registration.tell(told)));
    }
  }

  @Override
  public void changed(Supplier<@Nullable K> key, boolean stored) {
    remote.values().forEach(queue -> queue.add(() -> change(key.get(), stored)));
  }

  private static <K> RemoteChange<K> change(@Nullable K key, boolean stored) {
    if (key == null) {
      return new RemoteChange.Missed<>();
    }
    return stored ? new RemoteChange.Stored<>(key) : new RemoteChange.Removed<>(key);
  }

  @Override
  public void invalidated(Tags tags) {
    Set<String> names = Set.copyOf(tags.names());
    remote.values().forEach(queue -> queue.add(() -> new RemoteChange.Invalidated<>(names)));
  }

  @Override
  public void cleared() {
    remote.values().forEach(queue -> queue.add(RemoteChange.Cleared::new));
  }

  @Override
  public void missed() {
    remote.values().forEach(RemoteQueue::miss);
  }

  private void quietly(Registration<K, V> registration, Runnable telling) {
    try {
      telling.run();
    } catch (Exception | Error e) {
      // Errors too: one that got out would end the queue, and no later event would be heard.
      registration.log(
          () -> JCacheMessages.asynchronousListenerFailed(identity.name(), identity.manager()), e);
    }
  }
}
