package io.nearfar.cdi.internal.caches;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the class loader of an application's caches: the one that finds the classes of all
 * modules that use them, and with them those of keys and values, and the provider. In an EAR that
 * is hardly ever the one in whose name the container starts it: the libraries, or the classes of a
 * WAR, may be known to the WAR alone.
 */
final class ApplicationLoader {
  private ApplicationLoader() {}

  /**
   * The class loader.
   *
   * @param users the classes that use caches
   * @return the context class loader of this thread if it finds all of them, else the first that
   *     does of those which the classes have; else, as with two WARs of one EAR that use caches,
   *     one that finds at least this library
   */
  static ClassLoader of(Collection<Class<?>> users) {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    ClassLoader own = ApplicationLoader.class.getClassLoader();
    Set<@Nullable ClassLoader> candidates = new LinkedHashSet<>();
    candidates.add(ofThread);
    users.forEach(user -> candidates.add(user.getClassLoader()));
    for (ClassLoader candidate : candidates) {
      if (finds(candidate, ApplicationLoader.class)
          && users.stream().allMatch(user -> finds(candidate, user))) {
        return candidate;
      }
    }
    return finds(ofThread, ApplicationLoader.class) ? ofThread : own;
  }

  private static boolean finds(@Nullable ClassLoader loader, Class<?> type) {
    try {
      return loader != null
          && Class.forName(type.getName(), /* initialize= */ false, loader) == type;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
