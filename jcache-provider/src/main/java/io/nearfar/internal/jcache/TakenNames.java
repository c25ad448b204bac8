package io.nearfar.internal.jcache;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which names are whose in this process. A name is had by managers of one class loader and URI: one
 * that is opened anew while the former still closes is the same application. A class loader that is
 * gone has none. Thread-safe.
 */
final class TakenNames {
  private final Map<String, Holder> holders = new ConcurrentHashMap<>();

  /**
   * Takes a name, once more if those have it already.
   *
   * @return false if others have it
   */
  boolean take(String name, ClassLoader loader, URI manager) {
    return holders
        .compute(
            name,
            (key, now) -> {
              if (now == null || now.isGone()) {
                return new Holder(new WeakReference<>(loader), manager, /* count= */ 1);
              }
              return now.is(loader, manager) ? now.plus(1) : now;
            })
        .is(loader, manager);
  }

  /** Gives back what was taken once. */
  void giveBack(String name, ClassLoader loader, URI manager) {
    holders.computeIfPresent(
        name,
        (key, now) -> {
          if (!now.is(loader, manager)) {
            return now;
          }
          return now.count() == 1 ? null : now.plus(-1);
        });
  }

  /** Who has a name, and how many times. */
  private record Holder(WeakReference<ClassLoader> loader, URI manager, int count) {
    boolean isGone() {
      return loader.get() == null;
    }

    boolean is(ClassLoader other, URI its) {
      return loader.get() == other && manager.equals(its);
    }

    Holder plus(int more) {
      return new Holder(loader, manager, count + more);
    }
  }
}
