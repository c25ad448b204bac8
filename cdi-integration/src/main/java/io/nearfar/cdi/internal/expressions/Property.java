package io.nearfar.cdi.internal.expressions;

import io.nearfar.cdi.internal.messages.CdiMessages;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Map;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * A property of a class: a record component, {@code getX()}, {@code isX()}, {@code x()}, a public
 * field, or a key of a map.
 *
 * @param accessor reads it
 * @param type its type, without variables
 */
record Property(Accessor accessor, Type type) {
  private static final MethodType GENERIC = MethodType.methodType(Object.class, Object.class);

  /**
   * A property of a type.
   *
   * @param owner a type without variables
   * @return null if it has none of this name
   */
  static @Nullable Property of(Type owner, String name) {
    Class<?> raw = Types.raw(owner);
    if (raw == Object.class) {
      return new Property(new DynamicAccessor(name), Object.class);
    }
    if (Map.class.isAssignableFrom(raw)) {
      Class<?> key = Types.raw(Types.argument(owner, Map.class, 0));
      return key.isAssignableFrom(String.class)
          ? new Property(map -> ((Map<?, ?>) map).get(name), Types.argument(owner, Map.class, 1))
          : null;
    }
    Member member = Members.find(raw, name);
    if (member == null) {
      return null;
    }
    Type type =
        member instanceof Method method
            ? method.getGenericReturnType()
            : ((Field) member).getGenericType();
    return new Property(
        accessor(handle(member), raw.getName(), name), Types.closed(type, Types.bindings(owner)));
  }

  private static MethodHandle handle(Member member) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      return (member instanceof Method method
              ? lookup.unreflect(method)
              : lookup.unreflectGetter((Field) member))
          .asType(GENERIC);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("It was made accessible: " + member, e);
    }
  }

  private static Accessor accessor(MethodHandle handle, String type, String name) {
    return owner -> {
      try {
        return (Object) handle.invokeExact(owner);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new CacheException(CdiMessages.propertyFailed(type, name), e);
      }
    };
  }
}
