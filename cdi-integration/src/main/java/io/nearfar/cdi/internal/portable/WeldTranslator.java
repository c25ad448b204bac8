package io.nearfar.cdi.internal.portable;

import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;

/**
 * What Weld remembers of an application with a build compatible extension. Stateless.
 *
 * <p>Weld skips ours in favour of the portable one, but WildFly starts Weld's translator for such
 * extensions as soon as there is one. It leaves the application's bean manager in a static field,
 * and up to Weld 6.0.4 nothing takes it out: the undeployed application would stay in memory until
 * the next one with such an extension is deployed.
 */
final class WeldTranslator {
  private static final System.Logger LOG = System.getLogger(WeldTranslator.class.getName());

  private static final String HOLDER = "org.jboss.weld.lite.extension.translator.BuildServicesImpl";

  private WeldTranslator() {}

  /**
   * Makes Weld forget an application, which ends. Another application is not forgotten: it may be
   * starting, and needs what is remembered until it has started.
   *
   * @param beanManager any of the application, which has one for each archive
   */
  static void forget(BeanManager beanManager) {
    try {
      Class<?> holder =
          Class.forName(HOLDER, /* initialize= */ false, beanManager.getClass().getClassLoader());
      VarHandle field = field(holder, "ANN_FACTORY_IMPL_INSTANCE");
      Object factory = field.getVolatile();
      if (factory != null && idOf(managerOf(factory)).equals(idOf(beanManager))) {
        // Another application may have been started since.
        field.compareAndSet(factory, null);
      }
    } catch (ClassNotFoundException e) {
      LOG.log(Level.TRACE, "No translator that could remember the application", e);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.log(Level.DEBUG, "Weld's translator may still remember this application", e);
    }
  }

  private static VarHandle field(Class<?> holder, String name) throws ReflectiveOperationException {
    Class<?> type = holder.getDeclaredField(name).getType();
    return MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
        .findStaticVarHandle(holder, name, type);
  }

  private static BeanManager managerOf(Object factory) throws ReflectiveOperationException {
    Field field = factory.getClass().getDeclaredField("bm");
    field.setAccessible(true);
    return (BeanManager) field.get(factory);
  }

  /** What the managers of one application have in common, and those of others have not. */
  private static Object idOf(BeanManager manager) throws ReflectiveOperationException {
    Object unwrapped = manager.getClass().getMethod("unwrap").invoke(manager);
    return unwrapped.getClass().getMethod("getContextId").invoke(unwrapped);
  }
}
