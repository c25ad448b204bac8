package io.nearfar.internal.codec;

import java.text.Format;
import java.util.Calendar;
import java.util.Date;
import java.util.TimeZone;
import org.apache.fory.context.CopyContext;
import org.apache.fory.resolver.TypeResolver;

/** Copies the types of the JDK that promise a deep {@code clone()}. */
final class CloningSerializer extends CopySerializer {

  CloningSerializer(TypeResolver resolver, Class<?> type) {
    super(resolver, type, /* immutable= */ false);
  }

  @Override
  @SuppressWarnings("JavaUtilDate") // what applications put into caches is not ours to choose
  public Object copy(CopyContext context, Object original) {
    if (original instanceof Date date) {
      return date.clone();
    }
    if (original instanceof Calendar calendar) {
      return calendar.clone();
    }
    if (original instanceof TimeZone zone) {
      return zone.clone();
    }
    return ((Format) original).clone();
  }
}
