package io.nearfar.cdi.internal.expressions;

import io.nearfar.cdi.internal.messages.CdiMessages;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A property of objects whose type is not known at deployment: looked for in the class of each,
 * once.
 */
final class DynamicAccessor implements Accessor {
  private final String name;
  private final ConcurrentHashMap<Class<?>, Accessor> known = new ConcurrentHashMap<>();

  DynamicAccessor(String name) {
    this.name = name;
  }

  @Override
  public @Nullable Object get(Object owner) {
    Class<?> type = owner.getClass();
    Accessor accessor = known.get(type);
    if (accessor == null) {
      accessor = find(type);
      known.put(type, accessor);
    }
    return accessor.get(owner);
  }

  private Accessor find(Class<?> type) {
    Property property = type == Object.class ? null : Property.of(type, name);
    if (property == null) {
      throw new IllegalArgumentException(CdiMessages.noProperty(type.getTypeName(), name));
    }
    return property.accessor();
  }
}
