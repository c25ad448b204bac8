package io.nearfar.cdi.internal.caches;

import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/**
 * The providers that {@link Caching} remembers by class loader. Stateless.
 *
 * <p>Some servers bring the classes of JCache's API, and theirs outlive the application. The memory
 * is weak in class loaders and strong in providers; but the application's provider is of a class of
 * its loader, so neither would ever go.
 */
final class RememberedProviders {
  private static final System.Logger LOG = System.getLogger(RememberedProviders.class.getName());

  private RememberedProviders() {}

  /**
   * Makes the API forget the providers whose classes are of a loader. Those of the server stay, and
   * all of them where the API is of the application, too: it ends with it.
   *
   * @param loader that of an application that ends
   */
  static void forget(ClassLoader loader) {
    if (Caching.class.getClassLoader() == loader) {
      return;
    }
    try {
      // The memory itself, not a copy; there is no method for that.
      Iterator<CachingProvider> remembered = Caching.getCachingProviders(loader).iterator();
      while (remembered.hasNext()) {
        if (remembered.next().getClass().getClassLoader() == loader) {
          remembered.remove();
        }
      }
    } catch (RuntimeException | ServiceConfigurationError e) {
      LOG.log(Level.DEBUG, "JCache's API still remembers the providers of the application", e);
    }
  }
}
