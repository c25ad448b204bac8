package io.nearfar.cdi.internal.model;

/** Tells the classes of containers' proxies from those of beans. */
public final class ProxyClasses {
  private ProxyClasses() {}

  /** The class that the application wrote. */
  public static Class<?> beanClass(Class<?> type) {
    Class<?> bean = type;
    while (isProxy(bean) && bean.getSuperclass() != null && bean.getSuperclass() != Object.class) {
      bean = bean.getSuperclass();
    }
    return bean;
  }

  /** Weld and OpenWebBeans; ArC's subclasses end in one word. */
  private static boolean isProxy(Class<?> type) {
    String name = type.getName();
    return type.isSynthetic()
        || name.contains("$Proxy$")
        || name.contains("$$Owb")
        || name.endsWith("_Subclass");
  }
}
