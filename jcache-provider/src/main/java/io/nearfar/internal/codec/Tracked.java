package io.nearfar.internal.codec;

import org.apache.fory.context.CopyContext;
import org.apache.fory.serializer.Serializer;

/** A serializer that tells the context of its copy as soon as there is one, before filling it. */
interface Tracked {

  /** The one copy of an object within a copied graph. */
  static <T> T copyOf(CopyContext context, T original, Serializer<T> serializer) {
    if (serializer.isImmutable()) {
      return original;
    }
    T known = context.getCopyObject(original);
    if (known != null) {
      return known;
    }
    T copy = serializer.copy(context, original);
    if (!(serializer instanceof Tracked)) {
      context.reference(original, copy);
    }
    return copy;
  }
}
