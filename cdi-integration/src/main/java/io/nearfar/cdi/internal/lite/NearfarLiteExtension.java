package io.nearfar.cdi.internal.lite;

import io.nearfar.cdi.internal.caches.ApplicationCaches;
import io.nearfar.cdi.internal.caches.CacheProducer;
import io.nearfar.cdi.internal.invoke.ApplicationEvents;
import io.nearfar.cdi.internal.invoke.BatchInvalidationInterceptor;
import io.nearfar.cdi.internal.invoke.CachePutInterceptor;
import io.nearfar.cdi.internal.invoke.CacheRemoveAllInterceptor;
import io.nearfar.cdi.internal.invoke.CacheRemoveInterceptor;
import io.nearfar.cdi.internal.invoke.CacheResultInterceptor;
import io.nearfar.cdi.internal.invoke.InvalidateTagsInterceptor;
import io.nearfar.cdi.internal.invoke.Invocations;
import io.nearfar.cdi.internal.model.Annotations;
import io.nearfar.cdi.internal.model.OperationSource;
import io.nearfar.cdi.internal.portable.NearfarCdiExtension;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.lang.model.AnnotationTarget;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.enterprise.lang.model.types.Type;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;

/**
 * Does for CDI Lite what the portable extension does elsewhere. Containers find it as a service.
 */
@SkipIfPortableExtensionPresent(NearfarCdiExtension.class)
public final class NearfarLiteExtension implements BuildCompatibleExtension {
  private final Map<String, ClassInfo> classes = new LinkedHashMap<>();
  private final Set<String> defaultTypes = new HashSet<>();

  /** Adds bindings, interceptors and beans. */
  @Discovery
  public void addInterceptors(MetaAnnotations annotations, ScannedClasses scanned) {
    Annotations.BINDINGS.forEach(
        annotation ->
            annotations
                .addInterceptorBinding(annotation)
                .methods()
                .forEach(member -> member.addAnnotation(Nonbinding.class)));
    for (Class<?> type :
        List.of(
            BatchInvalidationInterceptor.class,
            InvalidateTagsInterceptor.class,
            CacheResultInterceptor.class,
            CachePutInterceptor.class,
            CacheRemoveInterceptor.class,
            CacheRemoveAllInterceptor.class,
            Invocations.class,
            CacheProducer.class,
            ApplicationEvents.class,
            StartChecks.class)) {
      scanned.add(type.getName());
    }
  }

  /** Collects the classes to read, and what the application offers by itself. */
  @Registration(types = Object.class)
  public void collect(BeanInfo bean) {
    // Weld announces its interceptors as beans.
    if (bean.isInterceptor()
        || (bean.isClassBean() && bean.declaringClass().hasAnnotation(Interceptor.class))) {
      return;
    }
    if (bean.isClassBean() && mayBeAnnotated(bean)) {
      classes.put(bean.declaringClass().name(), bean.declaringClass());
    }
    if (bean.qualifiers().stream()
        .anyMatch(qualifier -> qualifier.name().equals(Default.class.getName()))) {
      bean.types().stream()
          .filter(Type::isClass)
          .forEach(type -> defaultTypes.add(type.asClass().declaration().name()));
    }
  }

  /** Others need not be read; those of this list that have no annotation do no harm. */
  private static boolean mayBeAnnotated(BeanInfo bean) {
    ClassInfo type = bean.declaringClass();
    return !bean.stereotypes().isEmpty()
        || isAnnotated(type)
        || type.methods().stream()
            .anyMatch(
                method ->
                    isAnnotated(method)
                        // Weld has no parameters of methods that it does not take for the bean's.
                        || (!method.declaringClass().isInterface()
                            && method.parameters().stream()
                                .anyMatch(NearfarLiteExtension::isAnnotated)));
  }

  /** With one of JSR-107 or of ours, or with a binding that may stand for one. */
  private static boolean isAnnotated(AnnotationTarget target) {
    return target.hasAnnotation(
        annotation ->
            annotation.name().startsWith("javax.cache.annotation.")
                || annotation.name().startsWith("io.nearfar.cdi.")
                || annotation
                    .declaration()
                    .hasAnnotation(jakarta.interceptor.InterceptorBinding.class));
  }

  /** Adds what can be made only now. */
  @Synthesis
  public void addBeans(SyntheticComponents beans) {
    beans
        .addBean(ReflectedOperations.class)
        .type(ReflectedOperations.class)
        .type(OperationSource.class)
        .scope(Singleton.class)
        .withParam(Creators.CLASSES, classes.values().toArray(ClassInfo[]::new))
        .createWith(Creators.Operations.class);
    boolean hasManager = defaultTypes.contains(CacheManager.class.getName());
    beans
        .addBean(ApplicationCaches.class)
        .type(ApplicationCaches.class)
        .scope(Singleton.class)
        .withParam(Creators.HAS_MANAGER, hasManager)
        .createWith(Creators.Caches.class)
        .disposeWith(Creators.CachesEnd.class);
    if (!defaultTypes.contains(CachingProvider.class.getName())) {
      beans
          .addBean(CachingProvider.class)
          .type(CachingProvider.class)
          .scope(Dependent.class)
          .createWith(Creators.Provider.class);
    }
    if (!hasManager) {
      beans
          .addBean(CacheManager.class)
          .type(CacheManager.class)
          .scope(Dependent.class)
          .createWith(Creators.Manager.class);
    }
  }
}
