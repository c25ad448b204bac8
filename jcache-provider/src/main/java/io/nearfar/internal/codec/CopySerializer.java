package io.nearfar.internal.codec;

import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;

/** A Fory serializer that only copies: nothing is ever written or read with it. */
abstract class CopySerializer extends Serializer<Object> {

  CopySerializer(TypeResolver resolver, Class<?> type, boolean immutable) {
    super(resolver.getConfig(), erased(type), /* needToWriteRef= */ true, immutable);
  }

  @SuppressWarnings("unchecked")
  private static Class<Object> erased(Class<?> type) {
    return (Class<Object>) type;
  }

  @Override
  public final void write(WriteContext context, Object value) {
    throw new UnsupportedOperationException("copies only");
  }

  @Override
  public final Object read(ReadContext context) {
    throw new UnsupportedOperationException("copies only");
  }
}
