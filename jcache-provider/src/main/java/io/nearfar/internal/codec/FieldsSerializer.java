package io.nearfar.internal.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.fory.context.CopyContext;
import org.apache.fory.reflect.FieldAccessor;
import org.apache.fory.resolver.TypeInfoHolder;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;

/**
 * Copies an object field by field, those of all superclasses and final ones included. As with
 * serialization no constructor of the class runs and transient fields start at their default.
 */
final class FieldsSerializer extends CopySerializer implements Tracked {
  private final TypeResolver resolver;
  private final Copies copies;

  /** Primitives, and references that can only lead to immutable objects. */
  private final FieldAccessor[] plain;

  private final FieldAccessor[] deep;

  /** The serializer met last, by position in {@link #deep}. */
  private final TypeInfoHolder[] met;

  FieldsSerializer(
      TypeResolver resolver, Class<?> type, ImmutableTypes immutableTypes, Copies copies) {
    super(resolver, type, /* immutable= */ false);
    this.resolver = resolver;
    this.copies = copies;
    List<FieldAccessor> plain = new ArrayList<>();
    List<FieldAccessor> deep = new ArrayList<>();
    for (Class<?> level = type; level != null; level = level.getSuperclass()) {
      for (Field field : level.getDeclaredFields()) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
          boolean shared = immutableTypes.holdsOnlyImmutable(field.getType());
          (shared ? plain : deep).add(FieldAccessor.createAccessor(field));
        }
      }
    }
    this.plain = plain.toArray(FieldAccessor[]::new);
    this.deep = deep.toArray(FieldAccessor[]::new);
    this.met = new TypeInfoHolder[this.deep.length];
    for (int i = 0; i < met.length; i++) {
      met[i] = resolver.nilTypeInfoHolder();
    }
  }

  @Override
  public Object copy(CopyContext context, Object original) {
    Object copy = Allocation.allocate(type);
    copies.made(context, original, copy);
    for (FieldAccessor field : plain) {
      field.copy(original, copy);
    }
    for (int i = 0; i < deep.length; i++) {
      FieldAccessor field = deep[i];
      Object value = field.getObject(original);
      if (value != null) {
        field.putObject(copy, copyOf(context, value, met[i]));
      }
    }
    return copy;
  }

  private Object copyOf(CopyContext context, Object value, TypeInfoHolder holder) {
    Serializer<Object> serializer = resolver.getTypeInfo(value.getClass(), holder).getSerializer();
    return copies.copyOf(context, value, serializer);
  }
}
