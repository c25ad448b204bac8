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
   * The name of the application, and that of the module where it is another one, such as {@code
   * shop} or {@code shop/admin}.
   *
   * @return null outside of a server, or of its components
   */
  static @Nullable String ofThisThread() {
    String application = find("java:app/AppName");
    String module = find("java:module/ModuleName");
    if (application == null || application.equals(module)) {
      return module;
    }
    return module == null ? application : application + '/' + module;
  }

  @SuppressWarnings("BanJNDI") // Names of the server's own, which no input has a part in.
  private static @Nullable String find(String name) {
    try {
      return new InitialContext().lookup(name) instanceof String text && !text.isBlank()
          ? text
          : null;
    } catch (NamingException | RuntimeException | LinkageError e) {
      return null; // Without a server, or in a JVM that was linked without JNDI.
    }
  }
}
