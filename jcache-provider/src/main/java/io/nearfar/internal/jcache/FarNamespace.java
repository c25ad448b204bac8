package io.nearfar.internal.jcache;

import io.nearfar.config.ManagerSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What sets the far data of one manager's application apart: configured, or the manager's URI if
 * the application has chosen it, or the name of the application, the same in every JVM that runs
 * it. The address of a configuration file is not chosen as a name: other applications may have a
 * file of that name. Two managers that are open at the same time have different names of the third
 * kind. It is found out when it is needed: the threads that work for an application can tell its
 * name, others can't. Thread-safe.
 */
final class FarNamespace implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(FarNamespace.class.getName());

  /** Names of applications that have an open manager in this process. */
  private static final TakenNames TAKEN = new TakenNames();

  private final boolean isAlone;
  private final ClassLoader loader;
  private final URI manager;
  private final DefaultUris uris;
  private final ReentrantLock lock = new ReentrantLock();

  /** Null as long as it was not asked for. Written under {@link #lock}. */
  private volatile @Nullable String name;

  /** Guarded by {@link #lock}, as the next one. */
  private boolean isTaken;

  private boolean closed;

  /**
   * The one of a manager, not looked up yet.
   *
   * @param configured as the settings say; null if they don't
   * @param isAlone whether nobody else can have data on the servers
   */
  FarNamespace(
      @Nullable String configured,
      boolean isAlone,
      ClassLoader loader,
      URI manager,
      DefaultUris uris) {
    this.name = configured;
    this.isAlone = isAlone;
    this.loader = loader;
    this.manager = manager;
    this.uris = uris;
  }

  /** The name if it is configured or was asked for, otherwise empty; asks nobody. */
  String known() {
    String current = name;
    return current == null ? "" : current;
  }

  /**
   * The name, always the same one. The first call may ask a server, and warns if the name may be
   * that of others.
   *
   * @throws IllegalStateException if it was not known when the manager closed
   */
  String name() {
    String current = name;
    if (current != null) {
      return current;
    }
    // Without the lock: a server is asked.
    Found found = find();
    lock.lock();
    try {
      current = name;
      if (current != null) {
        return current;
      }
      if (closed) {
        throw new IllegalStateException(JCacheMessages.managerClosed(manager));
      }
      current = found.isChosen() ? found.text() : taken(found.text());
      name = current;
    } finally {
      lock.unlock();
    }
    warn(found, current);
    return current;
  }

  private Found find() {
    boolean isFile = ManagerSettings.isFile(manager);
    if (!isFile && !isDefault()) {
      return new Found(chosen(), /* isChosen= */ true, /* isOfApplication= */ true);
    }
    String application = uris.application(loader);
    String text = application == null ? rest(uris.of(loader)) : application;
    return new Found(
        isFile ? text + ":" + file() : text, /* isChosen= */ false, application != null);
  }

  private boolean isDefault() {
    return DefaultUris.SCHEME.equals(manager.getScheme()) && manager.equals(uris.of(loader));
  }

  /** Short, because every key has it: our own scheme is not needed to tell it from others. */
  private String chosen() {
    return DefaultUris.SCHEME.equals(manager.getScheme())
        ? rest(manager)
        : manager.getScheme() + ":" + rest(manager);
  }

  /** Without the directories of a machine; those of the class path are the application's. */
  private String file() {
    if (manager.getScheme().toLowerCase(Locale.ROOT).equals("classpath")) {
      return rest(manager).replaceFirst("^/+", "");
    }
    String path = manager.getPath() == null ? rest(manager) : manager.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Without the fragment, which only tells class loaders in one JVM apart: that of a former
   * deployment may live for a while, and the data are of both.
   */
  private static String rest(URI uri) {
    return uri.getSchemeSpecificPart();
  }

  /** The caller holds the lock. */
  private String taken(String wanted) {
    isTaken = true;
    String free = wanted;
    // Not counted: after another order of deployment two would have each other's data.
    while (!TAKEN.take(free, loader, manager)) {
      free = wanted + '#' + UUID.randomUUID().toString().substring(0, 8);
    }
    return free;
  }

  private void warn(Found found, String made) {
    if (!isAlone && !found.isOfApplication()) {
      LOGGER.log(Level.WARNING, JCacheMessages.namespaceOfNobody(manager, made));
    }
    if (!made.equals(found.text())) {
      LOGGER.log(Level.WARNING, JCacheMessages.namespaceTaken(manager, found.text(), made));
    }
  }

  /** Another manager may have the name. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      String current = name;
      if (isTaken && current != null) {
        isTaken = false;
        TAKEN.giveBack(current, loader, manager);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * A name that others may have.
   *
   * @param isChosen whether others have it on purpose
   * @param isOfApplication whether every JVM calls one application so, and no other one
   */
  private record Found(String text, boolean isChosen, boolean isOfApplication) {}
}
