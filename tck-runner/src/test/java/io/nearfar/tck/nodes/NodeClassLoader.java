package io.nearfar.tck.nodes;

import io.nearfar.NearfarCachingProvider;
import java.net.URL;
import java.net.URLClassLoader;
import javax.cache.spi.CachingProvider;

/**
 * The provider's jar, loaded once more: its classes, and the libraries in it, are this loader's
 * own, with statics of their own. All other classes are the parent's.
 */
final class NodeClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private NodeClassLoader(String name, URL jar, ClassLoader parent) {
    super(name, new URL[] {jar}, parent);
  }

  /** The provider of a new node. */
  static CachingProvider newProvider(String node) {
    Class<?> shared = NearfarCachingProvider.class;
    URL jar = shared.getProtectionDomain().getCodeSource().getLocation();
    // Never closed: the nodes live as long as the JVM.
    NodeClassLoader loader = new NodeClassLoader(node, jar, shared.getClassLoader());
    try {
      Class<?> own = Class.forName(shared.getName(), /* initialize= */ true, loader);
      if (own == shared) {
        throw new IllegalStateException("The node shares the classes of " + jar);
      }
      return (CachingProvider) own.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("There is no provider in " + jar, e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found == null && findResource(name.replace('.', '/') + ".class") != null) {
        found = findClass(name);
      }
      return found == null ? super.loadClass(name, resolve) : found;
    }
  }
}
