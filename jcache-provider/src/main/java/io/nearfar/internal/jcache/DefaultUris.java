package io.nearfar.internal.jcache;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * The default manager URI of each class loader: its name where it has one (the same in every JVM
 * that runs the same deployment), and different for any two loaders that live at the same time, so
 * that applications in one server do not meet by accident.
 */
final class DefaultUris {
  static final String SCHEME = "nearfar";

  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}. */
  private final Map<ClassLoader, URI> uris = new WeakHashMap<>();

  URI of(ClassLoader loader) {
    lock.lock();
    try {
      URI known = uris.get(loader);
      if (known == null) {
        known = unique(nameOf(loader), uris.values());
        uris.put(loader, known);
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private static URI unique(String name, Collection<URI> taken) {
    URI uri = uri(name, /* fragment= */ null);
    for (int i = 2; taken.contains(uri); i++) {
      uri = uri(name, Integer.toString(i));
    }
    return uri;
  }

  private static URI uri(String name, @Nullable String fragment) {
    try {
      return new URI(SCHEME, name, fragment);
    } catch (URISyntaxException e) {
      throw new CacheException(JCacheMessages.wrongManagerUri(name), e);
    }
  }

  private static String nameOf(ClassLoader loader) {
    String name = loader.getName();
    if (name != null && !name.isBlank()) {
      return name;
    }
    // Without a name there is nothing stable to say; only keep the loaders of one JVM apart.
    return loader.getClass().getSimpleName()
        + '-'
        + Integer.toHexString(System.identityHashCode(loader));
  }
}
