package io.nearfar.internal.jcache;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * The default manager URI of each class loader, and the name of its application. The URI is made of
 * that name, else of the name of the loader, and different for any two loaders that live at the
 * same time, so that applications in one server do not meet by accident. Thread-safe.
 */
final class DefaultUris {
  static final String SCHEME = "nearfar";

  /** How JBoss Modules begins the names of the loaders of deployments; the rest is their files. */
  private static final String JBOSS_DEPLOYMENT = "deployment.";

  /** Names that tell nothing: hash codes, and the context path of the root. */
  private static final Pattern NONE = Pattern.compile("[-/\\d\\s]*");

  /** Of the process: where servers share this class, each application has a provider of its own. */
  private static final DefaultUris OF_THIS_PROCESS = new DefaultUris(DeploymentName::of);

  private final Function<ClassLoader, @Nullable String> deployment;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}. */
  private final Map<ClassLoader, Known> known = new WeakHashMap<>();

  /**
   * No URIs yet.
   *
   * @param deployment what a server calls the application that the thread works for, of which the
   *     class loader is given; gives null where nobody knows
   */
  DefaultUris(Function<ClassLoader, @Nullable String> deployment) {
    this.deployment = deployment;
  }

  static DefaultUris ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** The URI of a class loader, always the same one. The first call may ask a server. */
  URI of(ClassLoader loader) {
    Known found = find(loader);
    // Without the lock: a server is asked.
    return found == null ? note(loader, applicationOf(loader)).uri() : found.uri();
  }

  /**
   * The name of the application of a class loader: one that every JVM calls the same, and no other
   * application. May ask a server, as long as it has told nothing.
   *
   * @return null if nobody knows, or not on this thread
   */
  @Nullable String application(ClassLoader loader) {
    Known found = find(loader);
    return found == null || found.application() == null
        ? note(loader, applicationOf(loader)).application()
        : found.application();
  }

  private @Nullable Known find(ClassLoader loader) {
    lock.lock();
    try {
      return known.get(loader);
    } finally {
      lock.unlock();
    }
  }

  /** What was told first stands. */
  private Known note(ClassLoader loader, @Nullable String application) {
    lock.lock();
    try {
      Known before = known.get(loader);
      if (before != null && (before.application() != null || application == null)) {
        return before;
      }
      URI uri =
          before == null
              ? unique(application == null ? textOf(loader) : application)
              : before.uri();
      Known made = new Known(uri, application);
      known.put(loader, made);
      return made;
    } finally {
      lock.unlock();
    }
  }

  /** The caller holds the lock. */
  private URI unique(String name) {
    Collection<URI> taken = known.values().stream().map(Known::uri).collect(Collectors.toSet());
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

  private @Nullable String applicationOf(ClassLoader loader) {
    String name = loader.getName();
    if (name != null && name.startsWith(JBOSS_DEPLOYMENT)) {
      // Before what the server says, which it does on some threads only.
      return name;
    }
    // A program that the JDK loads is deployed in no server, and its JNDI may be anything.
    return loader.equals(Thread.currentThread().getContextClassLoader())
            && !loader.equals(ClassLoader.getSystemClassLoader())
        ? deployment.apply(loader)
        : null;
  }

  private static String textOf(ClassLoader loader) {
    String name = loader.getName();
    // If there is nothing to say, not a hash code: two JVMs often have the same ones.
    return name == null || NONE.matcher(name).matches()
        ? loader.getClass().getSimpleName() + '-' + UUID.randomUUID()
        : name;
  }

  /**
   * What is known of a class loader.
   *
   * @param application null as long as nobody has told it
   */
  private record Known(URI uri, @Nullable String application) {}
}
