package io.nearfar.examples.catalogue;

import io.nearfar.cache.RemoteChange;
import io.nearfar.cache.RemoteChangeListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
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
 * Remembers the last changes that this server has heard of from others, and those that it has made
 * to products itself, which no listener is told: when a change is told, the copies that it makes
 * invalid are gone already. Listens to {@code products}, and to the other caches of the catalogue
 * once they have been used here.
 */
@ApplicationScoped
public class HeardChanges {

  /** A new price is some ten changes: four caches hear of it, before the commit and after it. */
  private static final int MOST = 100;

  private static final String PRODUCTS = "products";

  /**
   * Those with copies of what the database knows; {@code visits} has none, and hears of nothing.
   */
  private static final List<String> CACHES = List.of(PRODUCTS, "categories", "searches", "reports");

  /** No product has this number. */
  private static final long NONE = 0;

  @Inject private CacheManager manager;
  @Inject private Products products;

  /** The names of the caches that are listened to. Guarded by this, as the next ones. */
  private final Set<String> heard = new HashSet<>();

  /** The newest one first. */
  private final Deque<HeardChange> changes = new ArrayDeque<>();

  private long count;

  private final Instant since = Instant.now();

  /** The last changes of {@code products} and of the other caches that have been used here. */
  public HeardList last() {
    listen();
    synchronized (this) {
      return new HeardList(since, List.copyOf(changes));
    }
  }

  /** How many changes this server knows of by now; it is told of all that come after. */
  public long number() {
    listen();
    synchronized (this) {
      return count;
    }
  }

  /** Not while the transaction is open: it may be rolled back, and then nothing has changed. */
  void made(@Observes(during = TransactionPhase.AFTER_SUCCESS) OwnChange change) {
    add(PRODUCTS, "invalidated " + change.tag(), /* own= */ true);
  }

  private void listen() {
    if (manager.getCache(PRODUCTS) == null) {
      // Nobody has asked for a product yet. This makes the cache: others may change one before.
      products.find(NONE);
    }
    CACHES.forEach(this::listenTo);
  }

  private void listenTo(String name) {
    Cache<Object, Object> cache = manager.getCache(name);
    synchronized (this) {
      if (cache == null || !heard.add(name)) {
        return;
      }
    }
    try {
      register(name, cache);
    } catch (RuntimeException e) {
      synchronized (this) {
        heard.remove(name);
      }
      throw e;
    }
  }

  private void register(String name, Cache<Object, Object> cache) {
    RemoteChangeListener<Object, Object> listener =
        change -> add(name, textOf(change), /* own= */ false);
    Factory<RemoteChangeListener<Object, Object>> factory = () -> listener;
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(
            factory,
            /* filterFactory= */ null,
            /* isOldValueRequired= */ false,
            /* isSynchronous= */ false));
  }

  private synchronized void add(String cache, String what, boolean own) {
    count++;
    changes.addFirst(new HeardChange(count, Instant.now(), cache, what, own));
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
