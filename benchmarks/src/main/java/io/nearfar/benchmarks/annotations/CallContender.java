package io.nearfar.benchmarks.annotations;

import io.nearfar.cdi.internal.portable.NearfarCdiExtension;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What stands between the caller and the method. */
public enum CallContender {
  /** Only the container's client proxy. */
  PROXY {
    @Override
    Called open() {
      return weld(FixedPrices.class);
    }
  },
  /** An interceptor that only goes on: the yardstick. */
  NO_OP_INTERCEPTOR {
    @Override
    Called open() {
      return weld(UntouchedPrices.class, UntouchedInterceptor.class);
    }
  },
  /** {@code @CacheResult} of JSR-107, Nearfar, topology {@code near}. */
  NEARFAR {
    @Override
    Called open() {
      return weld(CachedPrices.class);
    }
  },
  /** Spring's {@code @Cacheable}, raw Caffeine. */
  SPRING {
    @Override
    Called open() {
      AnnotationConfigApplicationContext context =
          new AnnotationConfigApplicationContext(SpringSettings.class);
      return new Called(context.getBean(SpringPrices.class), context);
    }
  };

  /**
   * Starts a container.
   *
   * @return what is called
   */
  abstract Called open();

  /**
   * What is called, and what closes it.
   *
   * @param prices a proxy
   * @param container it is of
   */
  record Called(Prices prices, AutoCloseable container) {}

  private static Called weld(Class<? extends Prices> type, Class<?>... more) {
    WeldContainer container =
        new Weld()
            .disableDiscovery()
            .addExtension(new NearfarCdiExtension())
            .addBeanClass(type)
            .addBeanClasses(more)
            .initialize();
    return new Called(container.select(type).get(), container);
  }
}
