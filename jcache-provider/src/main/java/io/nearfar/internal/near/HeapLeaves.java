package io.nearfar.internal.near;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Sizes of objects that lead nowhere else, or nowhere that matters: no traversal needed. */
final class HeapLeaves {

  /** What {@link #sizeOf} returns for an object that is no leaf. */
  static final long NO_LEAF = -1;

  /** Characters of a string that are looked at one by one, and again by sampling beyond. */
  private static final int EXAMINED_CHARACTERS = 4_096;

  private static final char LAST_LATIN1 = '\u00FF';

  /** Up to this many digits a decimal is kept in a long. */
  private static final int COMPACT_DIGITS = 18;

  private final HeapLayout layout;
  private final HeapShapes shapes;

  HeapLeaves(HeapLayout layout, HeapShapes shapes) {
    this.layout = layout;
    this.shapes = shapes;
  }

  /** The size of a leaf, or {@link #NO_LEAF}. */
  long sizeOf(Object object) {
    if (object instanceof String string) {
      return string(string);
    }
    Class<?> type = object.getClass();
    if (object instanceof Number number && HeapShapes.isJdk(type)) {
      return number(number, type);
    }
    if (object instanceof Character character) {
      return character <= Byte.MAX_VALUE ? 0 : layout.object(Character.BYTES, 0);
    }
    if (HeapShapes.isShared(type)) {
      return 0;
    }
    if (type.isArray()) {
      Class<?> element = type.getComponentType();
      return element.isPrimitive()
          ? layout.array(Array.getLength(object), HeapShapes.primitiveBytes(element))
          : NO_LEAF;
    }
    return HeapShapes.isJdk(type) ? jdkObject(object, type) : NO_LEAF;
  }

  private long string(String string) {
    long characters = string.length();
    long object = layout.object(Integer.BYTES + 2 * Byte.BYTES, 1);
    return object + layout.array(characters, isLatin1(string) ? Byte.BYTES : Character.BYTES);
  }

  /** Exact up to some length; beyond, a rare wide character may be overlooked. */
  private boolean isLatin1(String string) {
    if (!layout.compactStrings()) {
      return false;
    }
    int length = string.length();
    int examined = Math.min(length, EXAMINED_CHARACTERS);
    for (int i = 0; i < examined; i++) {
      if (string.charAt(i) > LAST_LATIN1) {
        return false;
      }
    }
    int step = 1 + (length - examined) / EXAMINED_CHARACTERS;
    for (int i = examined; i < length; i += step) {
      if (string.charAt(i) > LAST_LATIN1) {
        return false;
      }
    }
    return true;
  }

  private long number(Number number, Class<?> type) {
    if (number instanceof Integer || number instanceof Long || number instanceof Short) {
      // Small ones are the same object wherever they occur, unless somebody insists on his own.
      long value = number.longValue();
      boolean small = value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE;
      return small ? 0 : shapes.own(type);
    }
    if (number instanceof Byte) {
      return 0;
    }
    if (number instanceof BigInteger integer) {
      return shapes.own(type) + magnitude(integer.bitLength());
    }
    if (number instanceof BigDecimal decimal) {
      int digits = decimal.precision();
      return digits <= COMPACT_DIGITS
          ? shapes.own(type)
          : shapes.own(type) + shapes.own(BigInteger.class) + magnitude(digits * 10L / 3);
    }
    return shapes.own(type) + shapes.hidden(type);
  }

  private long magnitude(long bits) {
    return layout.array(1 + bits / Integer.SIZE, Integer.BYTES);
  }

  private long jdkObject(Object object, Class<?> type) {
    if (HeapContainers.isContainer(object)
        || object instanceof Optional
        || object instanceof AtomicReference) {
      return NO_LEAF;
    }
    if (object instanceof Reference) {
      return shapes.own(type);
    }
    if (object instanceof BitSet bits) {
      return shapes.own(type) + layout.array(bits.size() / Long.SIZE, Long.BYTES);
    }
    if (object instanceof CharSequence text) {
      return shapes.own(type) + layout.array(text.length(), Character.BYTES);
    }
    return shapes.own(type) + shapes.hidden(type);
  }
}
