package io.nearfar.internal.jcache;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * The default manager URI of each class loader: the name of the loader, or what the server calls
 * the application (the same in every JVM that runs the same deployment), and different for any two
 * loaders that live at the same time, so that applications in one server do not meet by accident.
 * Thread-safe.
 */
final class DefaultUris {
  static final String SCHEME = "nearfar";

  /** Of the process: where servers share this class, each application has a provider of its own. */
  private static final DefaultUris OF_THIS_PROCESS = new DefaultUris(DeploymentName::ofThisThread);

  private final Supplier<@Nullable String> deployment;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}. */
  private final Map<ClassLoader, Known> known = new WeakHashMap<>();

  /**
   * No URIs yet.
   *
   * @param deployment what a server calls the application that the thread works for; gives null
   *     where nobody knows
   */
  DefaultUris(Supplier<@Nullable String> deployment) {
    this.deployment = deployment;
  }

  static DefaultUris ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** The URI of a class loader, always the same one. */
  URI of(ClassLoader loader) {
    return known(loader).uri();
  }

  /**
   * Whether the URI of a class loader names an application: one that every JVM calls the same, and
   * no other application.
   */
  boolean namesApplication(ClassLoader loader) {
    return known(loader).ofApplication();
  }

  private Known known(ClassLoader loader) {
    Known found = find(loader);
    if (found != null) {
      return found;
    }
    // Without the lock: a server is asked.
    Name name = nameOf(loader);
    lock.lock();
    try {
      Known meanwhile = known.get(loader);
      if (meanwhile != null) {
        return meanwhile;
      }
      Collection<URI> taken = known.values().stream().map(Known::uri).collect(Collectors.toSet());
      Known made = new Known(unique(name.text(), taken), name.ofApplication());
      known.put(loader, made);
      return made;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Known find(ClassLoader loader) {
    lock.lock();
    try {
      return known.get(loader);
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

  private Name nameOf(ClassLoader loader) {
    String name = loader.getName();
    if (name != null && !name.isBlank()) {
      // That of the JDK is called "app", whatever it runs.
      return new Name(name, !loader.equals(ClassLoader.getSystemClassLoader()));
    }
    String deployed =
        loader.equals(Thread.currentThread().getContextClassLoader()) ? deployment.get() : null;
    if (deployed != null) {
      return new Name(deployed, /* ofApplication= */ true);
    }
    // There is nothing stable to say. Not by a hash code: two JVMs often have the same ones.
    return new Name(
        loader.getClass().getSimpleName() + '-' + UUID.randomUUID(), /* ofApplication= */ false);
  }

  private record Name(String text, boolean ofApplication) {}

  private record Known(URI uri, boolean ofApplication) {}
}
