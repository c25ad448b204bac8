package io.nearfar.internal.jcache;

import io.nearfar.config.ManagerSettings;
import io.nearfar.internal.engine.Background;
import io.nearfar.internal.util.Failures;
import io.nearfar.spi.Ticker;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The managers of one provider, by (class loader, URI), and the threads that they share: the first
 * manager brings them, the last one takes them away. Thread-safe.
 */
public final class ManagerRegistry {
  private final CachingProvider provider;
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}. */
  private final Map<ClassLoader, Map<URI, NearfarCacheManager>> managers = new HashMap<>();

  /** There while managers are. Guarded by {@link #lock}. */
  private @Nullable Background background;

  /**
   * Without managers.
   *
   * @param provider what managers name as their provider
   * @param ticker the clock of all expiry
   */
  public ManagerRegistry(CachingProvider provider, Ticker ticker) {
    this.provider = provider;
    this.ticker = ticker;
  }

  CachingProvider provider() {
    return provider;
  }

  /** The default URI of a class loader, which no other living loader has. */
  public URI defaultUri(ClassLoader loader) {
    return DefaultUris.ofThisProcess().of(loader);
  }

  /** The open manager of a URI and class loader, made now if there is none. */
  public NearfarCacheManager manager(URI uri, ClassLoader loader, Properties properties) {
    lock.lock();
    try {
      NearfarCacheManager known = managers.getOrDefault(loader, Map.of()).get(uri);
      if (known != null && !known.isClosed()) {
        return known;
      }
      // First, because it may fail: then nothing is noted of this manager.
      ManagerSettings settings = ManagerSettings.load(uri, loader, properties);
      NearfarCacheManager made =
          new NearfarCacheManager(
              this,
              new ManagerContext(uri, loader, properties, settings, startedBackground(), ticker));
      managers.computeIfAbsent(loader, key -> new HashMap<>()).put(uri, made);
      return made;
    } finally {
      lock.unlock();
    }
  }

  /** The caller holds the lock. */
  private Background startedBackground() {
    Background running = background;
    if (running == null) {
      running = new Background();
      background = running;
    }
    return running;
  }

  /** Closes the managers that a condition on class loader and URI selects. */
  public void close(BiPredicate<ClassLoader, URI> selected) {
    Throwable failure = null;
    for (NearfarCacheManager manager : select(selected)) {
      failure = Failures.after(failure, manager::close);
    }
    Failures.throwIfAny(failure);
  }

  private List<NearfarCacheManager> select(BiPredicate<ClassLoader, URI> selected) {
    List<NearfarCacheManager> found = new ArrayList<>();
    lock.lock();
    try {
      managers.forEach(
          (loader, ofLoader) ->
              ofLoader.forEach(
                  (uri, manager) -> {
                    if (selected.test(loader, uri)) {
                      found.add(manager);
                    }
                  }));
    } finally {
      lock.unlock();
    }
    return found;
  }

  /** A manager has closed. */
  void forget(NearfarCacheManager manager) {
    Background last = null;
    lock.lock();
    try {
      Map<URI, NearfarCacheManager> ofLoader = managers.get(manager.getClassLoader());
      if (ofLoader != null && ofLoader.remove(manager.getURI(), manager) && ofLoader.isEmpty()) {
        managers.remove(manager.getClassLoader());
      }
      if (managers.isEmpty()) {
        last = background;
        background = null;
      }
    } finally {
      lock.unlock();
    }
    if (last != null) {
      last.close();
    }
  }
}
