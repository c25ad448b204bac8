package io.nearfar.cdi.internal.lite;

import io.nearfar.cdi.internal.caches.ApplicationCaches;
import io.nearfar.cdi.internal.caches.CacheUses;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanDisposer;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;

/** Make and close the synthetic beans. The container makes them in turn, so they are public. */
public final class Creators {
  static final String CLASSES = "classes";
  static final String HAS_MANAGER = "hasManager";

  private Creators() {}

  /** Makes the operations. */
  public static final class Operations implements SyntheticBeanCreator<ReflectedOperations> {
    @Override
    public ReflectedOperations create(Instance<Object> lookup, Parameters parameters) {
      return ReflectedOperations.of(
          parameters.get(CLASSES, Class[].class),
          type -> !lookup.select(type, Any.Literal.INSTANCE).isUnsatisfied());
    }
  }

  /** Makes the caches. */
  public static final class Caches implements SyntheticBeanCreator<ApplicationCaches> {
    @Override
    public ApplicationCaches create(Instance<Object> lookup, Parameters parameters) {
      CacheUses uses = new CacheUses();
      ReflectedOperations operations = lookup.select(ReflectedOperations.class).get();
      uses.addAll(operations.all());
      return new ApplicationCaches(
          uses,
          operations.classes(),
          parameters.get(HAS_MANAGER, Boolean.class)
              ? () -> lookup.select(CacheManager.class, Default.Literal.INSTANCE).get()
              : null);
    }
  }

  /** Closes the caches. */
  public static final class CachesEnd implements SyntheticBeanDisposer<ApplicationCaches> {
    @Override
    public void dispose(ApplicationCaches caches, Instance<Object> lookup, Parameters parameters) {
      caches.close();
    }
  }

  /** Finds the provider. */
  public static final class Provider implements SyntheticBeanCreator<CachingProvider> {
    @Override
    public CachingProvider create(Instance<Object> lookup, Parameters parameters) {
      return lookup.select(ApplicationCaches.class).get().provider();
    }
  }

  /** Finds the manager. */
  public static final class Manager implements SyntheticBeanCreator<CacheManager> {
    @Override
    public CacheManager create(Instance<Object> lookup, Parameters parameters) {
      return lookup.select(ApplicationCaches.class).get().manager();
    }
  }
}
