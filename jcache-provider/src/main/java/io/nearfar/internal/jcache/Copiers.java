package io.nearfar.internal.jcache;

import io.nearfar.internal.codec.CodecCopier;
import io.nearfar.internal.util.Failures;
import io.nearfar.spi.Copier;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The copiers of one manager's by-value caches. Caches that name the same immutable types share
 * one: its engines take time and memory to make.
 */
final class Copiers implements AutoCloseable {
  private final ClassLoader loader;
  private final Map<Set<String>, CodecCopier> copiers = new ConcurrentHashMap<>();

  Copiers(ClassLoader loader) {
    this.loader = loader;
  }

  /** The copier for caches that name these immutable types. */
  Copier of(Set<String> immutableTypes) {
    return copiers.computeIfAbsent(immutableTypes, types -> new CodecCopier(loader, types));
  }

  /** Lets go of all classes that were copied. The manager's caches are closed by then. */
  @Override
  public void close() {
    Throwable failure = null;
    for (CodecCopier copier : copiers.values()) {
      failure = Failures.after(failure, copier::close);
    }
    copiers.clear();
    Failures.throwIfAny(failure);
  }
}
