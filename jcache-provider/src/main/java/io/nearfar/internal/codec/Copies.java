package io.nearfar.internal.codec;

import java.util.Arrays;
import org.apache.fory.context.CopyContext;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Which original has which copy, during one copy. Most values are a bean and a list or two, for
 * which looking through a few references is a good deal faster than the identity map of Fory. That
 * map takes over as soon as there are more, or a serializer of Fory, which knows only the map, has
 * a part in the copy.
 *
 * <p>Belongs to one engine: one thread at a time.
 */
final class Copies {
  private static final int FEW = 8;

  private final @Nullable Object[] originals = new @Nullable Object[FEW];
  private final @Nullable Object[] copies = new @Nullable Object[FEW];
  private int count;
  private boolean spilled;

  /** The one copy of an object within a copied graph: the one there is, or else a new one. */
  <T> T copyOf(CopyContext context, T original, Serializer<T> serializer) {
    if (serializer.isImmutable()) {
      return original;
    }
    T known = known(context, original);
    if (known != null) {
      return known;
    }
    if (serializer instanceof Tracked) {
      return serializer.copy(context, original);
    }
    spill(context);
    T copy = serializer.copy(context, original);
    context.reference(original, copy);
    return copy;
  }

  @SuppressWarnings("unchecked") // a copy has the type of its original
  private <T> @Nullable T known(CopyContext context, T original) {
    if (spilled) {
      return context.getCopyObject(original);
    }
    for (int i = 0; i < count; i++) {
      if (originals[i] == original) {
        return (T) copies[i];
      }
    }
    return null;
  }

  /** There is a copy, perhaps still to be filled. */
  void made(CopyContext context, Object original, Object copy) {
    if (!spilled && count < FEW) {
      originals[count] = original;
      copies[count] = copy;
      count++;
    } else {
      spill(context);
      context.reference(original, copy);
    }
  }

  /** Hands over to the map of Fory. */
  void spill(CopyContext context) {
    if (!spilled) {
      spilled = true;
      for (int i = 0; i < count; i++) {
        context.reference(originals[i], copies[i]);
      }
    }
  }

  /** Forgets all; tells whether the map of Fory was in use. */
  boolean forget() {
    Arrays.fill(originals, 0, count, null);
    Arrays.fill(copies, 0, count, null);
    count = 0;
    boolean was = spilled;
    spilled = false;
    return was;
  }
}
