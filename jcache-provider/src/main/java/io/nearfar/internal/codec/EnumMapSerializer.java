package io.nearfar.internal.codec;

import java.util.EnumMap;
import java.util.Map;
import org.apache.fory.context.CopyContext;
import org.apache.fory.resolver.TypeInfoHolder;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.collection.MapSerializer;

/** Copies the values of an {@link EnumMap}; Fory's own serializer shares them. */
@SuppressWarnings("rawtypes") // Fory registers serializers by class literal
final class EnumMapSerializer extends MapSerializer<EnumMap> implements Tracked {
  private final Copies copies;
  private final TypeInfoHolder values;

  EnumMapSerializer(TypeResolver resolver, Copies copies) {
    super(resolver, EnumMap.class);
    this.copies = copies;
    this.values = resolver.nilTypeInfoHolder();
  }

  @Override
  public EnumMap copy(CopyContext context, EnumMap original) {
    EnumMap<?, ?> copy = original.clone();
    copies.made(context, original, copy);
    for (Map.Entry<?, ?> entry : copy.entrySet()) {
      copyValue(context, entry);
    }
    return copy;
  }

  private <V> void copyValue(CopyContext context, Map.Entry<?, V> entry) {
    V value = entry.getValue();
    if (value != null) {
      Serializer<V> serializer = typeResolver.getTypeInfo(value.getClass(), values).getSerializer();
      entry.setValue(copies.copyOf(context, value, serializer));
    }
  }
}
