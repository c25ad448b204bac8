package io.nearfar.internal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import org.apache.fory.context.CopyContext;
import org.apache.fory.resolver.TypeInfoHolder;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Copies a record as deserialization does: from its fields, not from its accessors, which may be
 * overridden, and through its canonical constructor.
 */
final class RecordSerializer extends CopySerializer implements Tracked {
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
  private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

  private final TypeResolver resolver;
  private final Copies copies;
  private final MethodHandle[] getters;
  private final boolean[] shared;
  private final MethodHandle maker;
  private final TypeInfoHolder[] met;

  /**
   * For one class.
   *
   * @throws ReflectiveOperationException if the record is not as the language makes records
   * @throws RuntimeException if its module does not let us see its fields
   */
  RecordSerializer(
      TypeResolver resolver, Class<?> type, ImmutableTypes immutableTypes, Copies copies)
      throws ReflectiveOperationException {
    super(resolver, type, /* immutable= */ false);
    this.resolver = resolver;
    this.copies = copies;
    RecordComponent[] components = type.getRecordComponents();
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    Class<?>[] types = new Class<?>[components.length];
    this.getters = new MethodHandle[components.length];
    this.shared = new boolean[components.length];
    this.met = new TypeInfoHolder[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Field field = type.getDeclaredField(components[i].getName());
      field.setAccessible(true);
      getters[i] = lookup.unreflectGetter(field).asType(GETTER);
      shared[i] = immutableTypes.holdsOnlyImmutable(types[i]);
      met[i] = resolver.nilTypeInfoHolder();
    }
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    this.maker =
        lookup
            .unreflectConstructor(constructor)
            .asSpreader(Object[].class, types.length)
            .asType(MAKER);
  }

  @Override
  public Object copy(CopyContext context, Object original) {
    try {
      @Nullable Object[] values = new @Nullable Object[getters.length];
      for (int i = 0; i < values.length; i++) {
        Object value = (Object) getters[i].invokeExact(original);
        values[i] = value == null || shared[i] ? value : copyOf(context, value, met[i]);
      }
      Object copy = (Object) maker.invokeExact(values);
      copies.made(context, original, copy);
      return copy;
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private Object copyOf(CopyContext context, Object value, TypeInfoHolder holder) {
    Serializer<Object> serializer = resolver.getTypeInfo(value.getClass(), holder).getSerializer();
    return copies.copyOf(context, value, serializer);
  }
}
