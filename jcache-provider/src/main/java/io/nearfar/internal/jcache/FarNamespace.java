package io.nearfar.internal.jcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What sets the far data of one manager's application apart: configured, or the manager's URI if
 * the application has chosen it, or the name of the application, the same in every JVM that runs
 * it. Two managers that are open at the same time have different names of the third kind.
 * Thread-safe.
 */
final class FarNamespace implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(FarNamespace.class.getName());

  /** The URI of a file that each application may have under the same name. */
  private static final String CLASS_PATH = "classpath";

  /** Names of applications that have an open manager in this process. */
  private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

  private final String name;
  private final boolean isTaken;

  private FarNamespace(String name, boolean isTaken) {
    this.name = name;
    this.isTaken = isTaken;
  }

  /**
   * The one of a manager.
   *
   * @param configured as the settings say; null if they don't
   * @param isAlone whether nobody else can have data on the servers
   * @return to be closed with the manager
   */
  static FarNamespace of(
      @Nullable String configured,
      boolean isAlone,
      ClassLoader loader,
      URI manager,
      DefaultUris uris) {
    if (configured != null) {
      return new FarNamespace(configured, /* isTaken= */ false);
    }
    URI application = uris.of(loader);
    String file = CLASS_PATH.equals(manager.getScheme()) ? ":" + rest(manager) : "";
    if (file.isEmpty() && !manager.equals(application)) {
      return new FarNamespace(chosen(manager), /* isTaken= */ false);
    }
    String name = rest(application) + file;
    if (!isAlone && !uris.namesApplication(loader)) {
      LOGGER.log(Level.WARNING, JCacheMessages.namespaceOfNobody(manager, name));
    }
    if (TAKEN.add(name)) {
      return new FarNamespace(name, /* isTaken= */ true);
    }
    String fragment = application.getFragment();
    String other = name + "#" + (fragment == null ? "1" : fragment);
    LOGGER.log(Level.WARNING, JCacheMessages.namespaceTaken(manager, name, other));
    return new FarNamespace(other, /* isTaken= */ false);
  }

  /** Short, because every key has it: our own scheme is not needed to tell it from others. */
  private static String chosen(URI manager) {
    return DefaultUris.SCHEME.equals(manager.getScheme())
        ? rest(manager)
        : manager.getScheme() + ":" + rest(manager);
  }

  /**
   * Without the fragment, which only tells class loaders in one JVM apart: that of a former
   * deployment may live for a while, and the data are of both.
   */
  private static String rest(URI uri) {
    return uri.getSchemeSpecificPart();
  }

  String name() {
    return name;
  }

  /** Another manager may have the name. */
  @Override
  public void close() {
    if (isTaken) {
      TAKEN.remove(name);
    }
  }
}
