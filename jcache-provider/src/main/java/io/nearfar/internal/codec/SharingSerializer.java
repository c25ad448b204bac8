package io.nearfar.internal.codec;

import org.apache.fory.context.CopyContext;
import org.apache.fory.resolver.TypeResolver;

/** Shares what nobody can change. */
final class SharingSerializer extends CopySerializer {

  SharingSerializer(TypeResolver resolver, Class<?> type) {
    super(resolver, type, /* immutable= */ true);
  }

  @Override
  public Object copy(CopyContext context, Object original) {
    return original;
  }
}
