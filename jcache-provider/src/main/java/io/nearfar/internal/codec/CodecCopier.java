package io.nearfar.internal.codec;

import io.nearfar.spi.Copier;
import io.nearfar.spi.CopyException;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.fory.resolver.SharedRegistry;

/**
 * The copier of store-by-value caches: shares immutable objects, copies others with Fory, and with
 * Java serialization those that take part in their own serialization.
 *
 * <p>Thread-safe, for virtual threads too; does not block. A copy made inside of another one (by a
 * hook of a copied class that uses a cache) is safe. Transient fields of a copy have their default
 * value, as after serialization. References between the objects of one copied graph are kept.
 * Whoever changes an object while it is being copied gets a copy of an undefined moment.
 *
 * <p>Make one copier for all caches with the same settings: each holds what Fory knows about the
 * classes that it has met.
 */
public final class CodecCopier implements Copier {
  private static final System.Logger LOGGER = System.getLogger(CodecCopier.class.getName());

  private final CopyRoutes routes;
  private final EnginePool engines;

  /** Fory can't work in this JVM; it is not asked again. */
  private volatile boolean foryFailed;

  /**
   * For the classes of one application.
   *
   * @param loader its class loader; copies have the classes of their originals in any case
   * @param immutableTypes names of classes whose instances are never changed and are shared;
   *     exactly these classes, not their subclasses
   */
  public CodecCopier(ClassLoader loader, Set<String> immutableTypes) {
    this(new CopyRoutes(new ImmutableTypes(immutableTypes)), engineMaker(loader));
  }

  CodecCopier(CopyRoutes routes, Function<CopyRoutes, ForyEngine> maker) {
    this.routes = routes;
    this.engines =
        new EnginePool(() -> maker.apply(routes), Runtime.getRuntime().availableProcessors());
  }

  private static Function<CopyRoutes, ForyEngine> engineMaker(ClassLoader loader) {
    SharedRegistry registry = new SharedRegistry();
    return routes -> new ForyEngine(loader, routes, registry);
  }

  @Override
  public boolean shares(Object object) {
    Class<?> type = object.getClass();
    if (type == String.class || type == Long.class || type == Integer.class) {
      return true;
    }
    int route = routes.route(type);
    return route == CopyRoutes.SHARED
        || (route == CopyRoutes.OPTIONAL && sharesContent((Optional<?>) object));
  }

  private boolean sharesContent(Optional<?> optional) {
    return optional.isEmpty() || shares(optional.get());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this copier is closed and the object would have to be copied
   */
  @Override
  public <T> T copy(T object) {
    Class<?> type = object.getClass();
    if (type == String.class || type == Long.class || type == Integer.class) {
      return object;
    }
    int route = routes.route(type);
    return switch (route) {
      case CopyRoutes.SHARED -> object;
      case CopyRoutes.OPTIONAL -> copyContent(object);
      case CopyRoutes.STREAM -> StreamCopier.copy(object);
      case CopyRoutes.RESOURCE -> throw CodecMessages.resource(type, type);
      case CopyRoutes.REFUSED -> throw CodecMessages.refused(type, type);
      default -> copyWithFory(object);
    };
  }

  @SuppressWarnings("unchecked") // an Optional of the same type
  private <T> T copyContent(T object) {
    Optional<?> optional = (Optional<?>) object;
    return sharesContent(optional) ? object : (T) optional.map(this::copy);
  }

  private <T> T copyWithFory(T object) {
    ForyEngine engine;
    try {
      engine = foryFailed ? null : engines.borrow();
    } catch (RuntimeException | LinkageError e) {
      foryFailed = true;
      LOGGER.log(System.Logger.Level.WARNING, CodecMessages.foryFailed(), e);
      engine = null;
    }
    if (engine == null) {
      return copyWithoutFory(object);
    }
    try {
      T copy = engine.copy(object);
      engines.giveBack(engine);
      return copy;
    } catch (DetourException e) {
      engines.giveBack(engine);
      return copyOtherwise(object, e);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // The engine is not given back: who knows what it remembers.
      return copyAfterFailure(object, e);
    }
  }

  private <T> T copyWithoutFory(T object) {
    Class<?> type = object.getClass();
    if (!foryFailed) {
      throw CodecMessages.closed(type);
    }
    if (!(object instanceof Serializable)) {
      throw CodecMessages.onlySerialization(type);
    }
    return StreamCopier.copy(object);
  }

  /** Something in the object can't be copied field by field: all of it is serialized, or none. */
  private static <T> T copyOtherwise(T object, DetourException detour) {
    Class<?> type = object.getClass();
    Class<?> met = detour.type();
    // A resource with a serialized form (a lock, which comes back unlocked) may be part of a value.
    if (!Serializable.class.isAssignableFrom(met)) {
      throw detour.route() == CopyRoutes.RESOURCE
          ? CodecMessages.resource(type, met)
          : CodecMessages.refused(type, met);
    }
    if (!(object instanceof Serializable)) {
      throw CodecMessages.needsSerialization(type, met);
    }
    return StreamCopier.copy(object);
  }

  private static <T> T copyAfterFailure(T object, Throwable failure) {
    Class<?> type = object.getClass();
    if (!(object instanceof Serializable)) {
      throw failure instanceof StackOverflowError
          ? CodecMessages.tooDeep(type, failure)
          : CodecMessages.failed(type, failure);
    }
    try {
      return StreamCopier.copy(object);
    } catch (CopyException e) {
      e.addSuppressed(failure);
      throw e;
    }
  }

  @Override
  public void close() {
    engines.close();
  }
}
