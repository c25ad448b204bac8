package io.nearfar.cdi.internal.portable;

import io.nearfar.cdi.internal.caches.ApplicationCaches;
import io.nearfar.cdi.internal.caches.CacheProducer;
import io.nearfar.cdi.internal.caches.CacheUses;
import io.nearfar.cdi.internal.check.OperationChecks;
import io.nearfar.cdi.internal.invoke.ApplicationEvents;
import io.nearfar.cdi.internal.invoke.BatchInvalidationInterceptor;
import io.nearfar.cdi.internal.invoke.CachePutInterceptor;
import io.nearfar.cdi.internal.invoke.CacheRemoveAllInterceptor;
import io.nearfar.cdi.internal.invoke.CacheRemoveInterceptor;
import io.nearfar.cdi.internal.invoke.CacheResultInterceptor;
import io.nearfar.cdi.internal.invoke.InvalidateTagsInterceptor;
import io.nearfar.cdi.internal.invoke.Invocations;
import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.Annotations;
import io.nearfar.cdi.internal.model.Fault;
import io.nearfar.cdi.internal.model.Intercepted;
import io.nearfar.cdi.internal.model.OperationSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InterceptionType;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.Interceptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * Switches the annotations on: makes them interceptor bindings, adds the interceptors, reads and
 * checks annotated methods once, offers the application's caches for injection, and closes its
 * manager at the end. Provider and manager are offered only where the application has no such bean
 * of its own with {@code @Default}; beans that another extension adds after discovery are not seen.
 * Containers find it as a service.
 */
public final class NearfarCdiExtension implements Extension {
  private static final System.Logger LOG = System.getLogger(NearfarCdiExtension.class.getName());

  /** Interceptors of Payara for the same annotations. */
  private static final String PAYARA = "fish.payara.cdi.jsr107.";

  private static final Set<Class<?>> INTERCEPTORS =
      Set.of(
          BatchInvalidationInterceptor.class,
          InvalidateTagsInterceptor.class,
          CacheResultInterceptor.class,
          CachePutInterceptor.class,
          CacheRemoveInterceptor.class,
          CacheRemoveAllInterceptor.class);

  private final Map<Class<?>, AnnotatedType<?>> types = new HashMap<>();
  private final Set<Type> beanTypes = new HashSet<>();
  private final Set<Type> defaultTypes = new HashSet<>();
  private @Nullable ApplicationCaches caches;
  private @Nullable DeployedOperations deployed;

  void addInterceptors(@Observes BeforeBeanDiscovery event) {
    Annotations.BINDINGS.forEach(
        annotation ->
            event
                .configureInterceptorBinding(annotation)
                .methods()
                .forEach(member -> member.add(Nonbinding.Literal.INSTANCE)));
    INTERCEPTORS.forEach(type -> event.addAnnotatedType(type, id(type)));
    event.addAnnotatedType(Invocations.class, id(Invocations.class));
    event.addAnnotatedType(CacheProducer.class, id(CacheProducer.class));
    event.addAnnotatedType(ApplicationEvents.class, id(ApplicationEvents.class));
  }

  /**
   * The modules of an EAR may bring this library several times, and each extension is to have its
   * own classes: with one name for all, containers would take the first for all of them.
   */
  private static String id(Class<?> type) {
    String module = type.getClassLoader().getName();
    return module == null ? type.getName() : type.getName() + '@' + module;
  }

  /** Its interceptors and its producers; they are added as synthetic types, which are such, too. */
  <T> void leaveOutPayara(
      @Observes @WithAnnotations({Interceptor.class, Produces.class})
          ProcessAnnotatedType<T> event) {
    String name = event.getAnnotatedType().getJavaClass().getName();
    if (name.startsWith(PAYARA)) {
      event.veto();
      LOG.log(System.Logger.Level.INFO, CdiMessages.vetoed(name));
    }
  }

  <T> void collectClass(@Observes ProcessManagedBean<T> event) {
    AnnotatedType<?> type = event.getAnnotatedBeanClass();
    // Interceptors are announced as beans, too; theirs is to serve a binding, not to be bound.
    if (!type.isAnnotationPresent(Interceptor.class)) {
      types.put(type.getJavaClass(), type);
    }
  }

  <T> void collectTypes(@Observes ProcessBean<T> event) {
    Bean<T> bean = event.getBean();
    beanTypes.addAll(bean.getTypes());
    if (bean.getQualifiers().contains(Default.Literal.INSTANCE)) {
      defaultTypes.addAll(bean.getTypes());
    }
  }

  void addBeans(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
    DeployedOperations operations = new DeployedOperations(beanManager);
    Set<Fault> faults = new LinkedHashSet<>();
    types.values().forEach(type -> operations.add(type, faults::add));
    OperationChecks checks = new OperationChecks(faults::add, beanTypes::contains);
    operations.all().forEach(checks::check);
    if (!faults.isEmpty()) {
      event.addDefinitionError(
          new DefinitionException(
              CdiMessages.faults(faults.stream().map(Fault::text).sorted().toList())));
      return;
    }
    CacheUses uses = new CacheUses();
    for (List<Intercepted> ofClass : operations.all().values()) {
      OperationChecks.warn(ofClass);
      uses.addAll(ofClass);
    }
    boolean hasManager = defaultTypes.contains(CacheManager.class);
    ApplicationCaches opened =
        new ApplicationCaches(
            uses,
            operations.classes(),
            hasManager
                ? () -> beanManager.createInstance().select(CacheManager.class).get()
                : null);
    caches = opened;
    deployed = operations;
    addBean(event, OperationSource.class, operations);
    addBean(event, ApplicationCaches.class, opened);
    if (!defaultTypes.contains(CachingProvider.class)) {
      event
          .<CachingProvider>addBean()
          .types(CachingProvider.class, Object.class)
          .scope(Dependent.class)
          .produceWith(instances -> opened.provider());
    }
    if (!hasManager) {
      event
          .<CacheManager>addBean()
          .types(CacheManager.class, Object.class)
          .scope(Dependent.class)
          .produceWith(instances -> opened.manager());
    }
    types.clear();
  }

  private static <T> void addBean(AfterBeanDiscovery event, Class<T> type, T bean) {
    event.<T>addBean().types(type).scope(Dependent.class).produceWith(instances -> bean);
  }

  /** Annotations that nobody serves would be noticed late: everything works, but slowly. */
  void checkInterceptors(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
    if (deployed != null && !deployed.annotations().allMatch(one -> isServed(one, beanManager))) {
      event.addDeploymentProblem(new DeploymentException(CdiMessages.notServed()));
    }
  }

  /** By ours, or by another library, which must have been wanted then. */
  private static boolean isServed(Annotation annotation, BeanManager beanManager) {
    return beanManager.isInterceptorBinding(annotation.annotationType())
        && !beanManager.resolveInterceptors(InterceptionType.AROUND_INVOKE, annotation).isEmpty();
  }

  void close(@Observes BeforeShutdown event, BeanManager beanManager) {
    try {
      if (caches != null) {
        caches.close();
      }
    } finally {
      WeldTranslator.forget(beanManager);
    }
  }
}
