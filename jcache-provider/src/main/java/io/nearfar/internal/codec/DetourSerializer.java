package io.nearfar.internal.codec;

import org.apache.fory.context.CopyContext;
import org.apache.fory.resolver.TypeResolver;

/** Stops a copy that has met an object that can't be copied here. */
final class DetourSerializer extends CopySerializer {
  private final DetourException signal;

  DetourSerializer(TypeResolver resolver, Class<?> type, int route) {
    super(resolver, type, /* immutable= */ false);
    this.signal = new DetourException(type, route);
  }

  @Override
  public Object copy(CopyContext context, Object original) {
    throw signal;
  }
}
