package io.nearfar.internal.codec;

import io.nearfar.internal.codec.TypePlan.Route;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides by class how an object is written, and finds classes by name for reading. Both are kept
 * here, not with the classes ({@link ClassValue}): with this object everything is let go.
 *
 * <p>Thread-safe.
 */
final class TypePlans {
  private final ClassLoader loader;
  private final AllowedTypes allowed;
  private final Map<Class<?>, TypePlan> plans = new ConcurrentHashMap<>();

  /** Only classes that are allowed get in. */
  private final Map<String, TypePlan> named = new ConcurrentHashMap<>();

  private final Map<Class<?>, Boolean> withEquals = new ConcurrentHashMap<>();

  TypePlans(ClassLoader loader, AllowedTypes allowed) {
    this.loader = loader;
    this.allowed = allowed;
  }

  ClassLoader loader() {
    return loader;
  }

  AllowedTypes allowed() {
    return allowed;
  }

  TypePlan of(Class<?> type) {
    TypePlan plan = plans.get(type);
    if (plan == null) {
      plan = decide(type);
      plans.put(type, plan);
    }
    return plan;
  }

  /**
   * The class of a name that came with bytes. It is not loaded if it is not allowed, and not
   * initialized here.
   *
   * @throws io.nearfar.spi.CodecException if it is not allowed, or not there
   */
  TypePlan named(String name) {
    TypePlan plan = named.get(name);
    if (plan == null) {
      plan = of(load(name));
      named.put(name, plan);
    }
    return plan;
  }

  Class<?> load(String name) {
    allowed.check(name);
    Class<?> primitive = PrimitiveTypes.ofName(name);
    if (primitive != null) {
      return primitive;
    }
    try {
      return Class.forName(name, /* initialize= */ false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw CodecMessages.unreadable("It names the class " + name + ", which is not there");
    }
  }

  /** Whether a class says when two of its instances are equal. */
  boolean hasEquals(Class<?> type) {
    return withEquals.computeIfAbsent(type, TypePlans::overridesEquals);
  }

  private static boolean overridesEquals(Class<?> type) {
    try {
      return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class
          && type.getMethod("hashCode").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static TypePlan decide(Class<?> type) {
    if (DirectForms.isDirect(type)) {
      return new TypePlan(
          type, Route.DIRECT, DirectForms.of(type), null, null, /* rereads= */ false);
    }
    if (type.isArray()) {
      return TypePlan.of(
          type, type.getComponentType().isPrimitive() ? Route.PRIMITIVE_ARRAY : Route.OBJECT_ARRAY);
    }
    if (Enum.class.isAssignableFrom(type) && type != Enum.class) {
      return TypePlan.of(type, Route.ENUM);
    }
    return JdkTypes.isJdk(type) ? decideJdk(type) : decideApplication(type);
  }

  private static TypePlan decideJdk(Class<?> type) {
    Containers.Kind kind = Containers.of(type);
    if (kind != null) {
      Route route = kind.map() ? Route.MAP : Route.COLLECTION;
      return new TypePlan(type, route, null, kind, null, /* rereads= */ false);
    }
    if (type == Object.class) {
      return decideApplication(type);
    }
    return TypePlan.of(type, routeOfJdk(type));
  }

  private static Route routeOfJdk(Class<?> type) {
    if (type == Class.class) {
      return Route.CLASS;
    }
    if (type == Optional.class) {
      return Route.OPTIONAL;
    }
    if (type == EnumMap.class) {
      return Route.ENUM_MAP;
    }
    if (EnumSet.class.isAssignableFrom(type)) {
      return Route.ENUM_SET;
    }
    if (Entries.isEntry(type)) {
      return Route.ENTRY;
    }
    if (Comparators.isKnown(type)) {
      return Route.COMPARATOR;
    }
    return otherwise(type);
  }

  private static TypePlan decideApplication(Class<?> type) {
    if (type.isHidden()
        || Proxy.isProxyClass(type)
        || type.isInterface()
        || Modifier.isAbstract(type.getModifiers())) {
      return TypePlan.of(type, Route.REFUSED);
    }
    if (LiveResources.isResource(type)) {
      return TypePlan.of(type, otherwise(type));
    }
    boolean hooks = SerializationHooks.present(type);
    if (CopyRoutes.hasStateOfJdk(type)) {
      return TypePlan.of(type, otherwise(type));
    }
    ClassShape shape = shape(type);
    if (shape == null) {
      return TypePlan.of(type, otherwise(type));
    }
    if (hooks) {
      boolean rereads = SerializationHooks.onlyReading(type);
      return new TypePlan(type, Route.STREAM, null, null, rereads ? shape : null, rereads);
    }
    Route route = type.isRecord() ? Route.RECORD : Route.OBJECT;
    return new TypePlan(type, route, null, null, shape, /* rereads= */ false);
  }

  /** Null if its module keeps us out: serialization may still go in, and says so if it may not. */
  private static @Nullable ClassShape shape(Class<?> type) {
    try {
      return ClassShape.of(type);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  private static Route otherwise(Class<?> type) {
    if (Serializable.class.isAssignableFrom(type) && !AllowedTypes.isNever(type)) {
      return Route.STREAM;
    }
    return LiveResources.isResource(type) ? Route.RESOURCE : Route.REFUSED;
  }
}
