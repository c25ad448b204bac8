package io.nearfar.examples.catalogue;

import io.nearfar.cache.RemoteChange;
import io.nearfar.cache.RemoteChangeListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;

/**
 * Remembers the last changes that this server has heard of from others: when a change is told, the
 * copies that it makes invalid are gone already. Listens only to what has been asked for once.
 */
@ApplicationScoped
public class HeardChanges {

  private static final int MOST = 20;

  @Inject private CacheManager manager;

  /** The names of the caches that are listened to. Guarded by this, as the next ones. */
  private final Set<String> heard = new HashSet<>();

  /** The newest one first. */
  private final Deque<HeardChange> changes = new ArrayDeque<>();

  private long count;

  /** The last changes of all caches that have been used here, the newest one first. */
  public List<HeardChange> last() {
    for (String name : manager.getCacheNames()) {
      listenTo(name);
    }
    synchronized (this) {
      return List.copyOf(changes);
    }
  }

  private void listenTo(String name) {
    Cache<Object, Object> cache = manager.getCache(name);
    synchronized (this) {
      if (cache == null || !heard.add(name)) {
        return;
      }
    }
    RemoteChangeListener<Object, Object> listener = change -> add(name, change);
    Factory<RemoteChangeListener<Object, Object>> factory = () -> listener;
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(
            factory,
            /* filterFactory= */ null,
            /* isOldValueRequired= */ false,
            /* isSynchronous= */ false));
  }

  private synchronized void add(String cache, RemoteChange<Object> change) {
    count++;
    changes.addFirst(new HeardChange(count, Instant.now(), cache, textOf(change)));
    if (changes.size() > MOST) {
      changes.removeLast();
    }
  }

  private static String textOf(RemoteChange<Object> change) {
    if (change instanceof RemoteChange.Stored<Object> stored) {
      return "stored " + stored.key();
    }
    if (change instanceof RemoteChange.Removed<Object> removed) {
      return "removed " + removed.key();
    }
    if (change instanceof RemoteChange.Invalidated<Object> invalidated) {
      return "invalidated " + String.join(", ", new TreeSet<>(invalidated.tags()));
    }
    return change instanceof RemoteChange.Cleared<Object>
        ? "removed all"
        : "may have missed changes";
  }
}
