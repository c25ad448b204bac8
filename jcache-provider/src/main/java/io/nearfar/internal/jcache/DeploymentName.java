package io.nearfar.internal.jcache;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * What a Jakarta EE server calls the application that a thread works for (Jakarta EE 10 Platform,
 * section 5.2.2). Most servers give its class loader no name.
 */
final class DeploymentName {
  private DeploymentName() {}

  /**
   * The name of the application of this thread, such as {@code shop}.
   *
   * @param loader its class loader; if that is a web module's, which is told by the name of its
   *     class (Tomcat, TomEE, GlassFish), the name of the module is added where it is another one,
   *     as in {@code shop/admin}. All other loaders count as shared by the modules of the
   *     application: by which of them it is asked for must not matter
   * @return null outside of a server, or of its components
   */
  static @Nullable String of(ClassLoader loader) {
    try {
      InitialContext names = new InitialContext();
      try {
        return of(find(names, "java:app/AppName"), find(names, "java:module/ModuleName"), loader);
      } finally {
        close(names);
      }
    } catch (NamingException | RuntimeException | LinkageError e) {
      return null; // Without a server, or in a JVM that was linked without JNDI.
    }
  }

  /** As above, of what the server has said; null = nothing. */
  static @Nullable String of(
      @Nullable String application, @Nullable String module, ClassLoader loader) {
    if (application == null) {
      return module;
    }
    return module == null || application.equals(module) || !isOfWebModule(loader)
        ? application
        : application + '/' + module;
  }

  private static boolean isOfWebModule(ClassLoader loader) {
    return loader.getClass().getSimpleName().contains("Web");
  }

  @SuppressWarnings("BanJNDI") // Names of the server's own, which no input has a part in.
  private static @Nullable String find(InitialContext names, String name) {
    try {
      return names.lookup(name) instanceof String text && !text.isBlank() ? text : null;
    } catch (NamingException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  private static void close(InitialContext names) {
    try {
      names.close();
    } catch (NamingException | RuntimeException e) {
      // Some servers' can't be closed; what it has told stands.
    }
  }
}
