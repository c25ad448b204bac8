package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.CacheVariation;
import io.nearfar.cdi.internal.caches.ApplicationCaches;
import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.OperationSource;
import io.nearfar.cdi.internal.results.ResultStores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.CacheException;
import org.jspecify.annotations.NullUnmarked;

/**
 * All operations of the application, bound when a class is called first. In a normal scope, so that
 * interceptors of beans that are passivated can hold it. Thread-safe.
 */
@ApplicationScoped
public class Invocations {
  private final OperationSource source;
  private final Instance<Object> beans;
  private final Binder binder;
  private final ConcurrentHashMap<Class<?>, Map<Class<? extends Annotation>, ClassOperations>>
      classes = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Class<?>, Object> objects = new ConcurrentHashMap<>();

  /** For the container's proxies only. */
  @NullUnmarked
  protected Invocations() {
    source = null;
    beans = null;
    binder = null;
  }

  @Inject
  Invocations(OperationSource source, ApplicationCaches caches, @Any Instance<Object> beans) {
    this.source = source;
    this.beans = beans;
    this.binder = new Binder(caches, new ResultStores(), this::object, this::variation);
  }

  /**
   * The operations of a bean class or of a proxy of it. Public, as its result is: where this
   * library belongs to the server, WildFly makes the proxies of this class in the application's
   * class loader. There they are of another package, and would inherit the method instead of
   * passing it on.
   *
   * @param kind the type of their annotations
   */
  public ClassOperations of(Class<?> type, Class<? extends Annotation> kind) {
    Map<Class<? extends Annotation>, ClassOperations> known = classes.get(type);
    return Objects.requireNonNull((known == null ? bind(type) : known).get(kind), "all are there");
  }

  private Map<Class<? extends Annotation>, ClassOperations> bind(Class<?> type) {
    // Not within the map: binding calls the application's factories.
    List<BoundOperation> operations = source.operationsOf(type).stream().map(binder::bind).toList();
    Map<Class<? extends Annotation>, ClassOperations> bound = ClassOperations.byKind(operations);
    Map<Class<? extends Annotation>, ClassOperations> other = classes.putIfAbsent(type, bound);
    return other == null ? bound : other;
  }

  /** The application's, or the defaults. */
  private CacheVariation variation() {
    Instance<CacheVariation> own = beans.select(CacheVariation.class);
    return own.isUnsatisfied() ? new CacheVariation() {} : own.get();
  }

  private Object object(Class<?> type) {
    Object known = objects.get(type);
    if (known != null) {
      return known;
    }
    Object made = make(type);
    Object other = objects.putIfAbsent(type, made);
    return other == null ? made : other;
  }

  private Object make(Class<?> type) {
    Instance<?> bean = beans.select(type);
    if (bean.isResolvable()) {
      return bean.get();
    }
    if (!bean.isUnsatisfied()) {
      return ofClass(type, bean);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true); // the application's class need not be public
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new CacheException(CdiMessages.notMade(type.getName()), e);
    }
  }

  /** Beans of subclasses are of the type, too. */
  private static <T> Object ofClass(Class<?> type, Instance<T> several) {
    List<Instance.Handle<T>> own = new ArrayList<>();
    for (Instance.Handle<T> handle : several.handles()) {
      if (handle.getBean().getBeanClass() == type) {
        own.add(handle);
      }
    }
    if (own.size() != 1) {
      throw new CacheException(CdiMessages.ambiguous(type.getName()));
    }
    return own.get(0).get();
  }
}
