package io.nearfar.internal.codec;

import java.nio.ByteBuffer;

/** Arrays of primitives, byte arrays excepted: those have a form of their own. */
final class PrimitiveArrays {
  private static final int BOOLEANS = 1;
  private static final int CHARS = 2;
  private static final int SHORTS = 3;
  private static final int INTS = 4;
  private static final int LONGS = 5;
  private static final int FLOATS = 6;
  private static final int DOUBLES = 7;

  private PrimitiveArrays() {}

  static void write(PayloadWriter out, Object array) {
    out.u8(Tag.PRIMITIVE_ARRAY);
    if (array instanceof boolean[] booleans) {
      ByteBuffer space = space(out, BOOLEANS, booleans.length, 1);
      for (boolean one : booleans) {
        space.put((byte) (one ? 1 : 0));
      }
    } else if (array instanceof char[] chars) {
      space(out, CHARS, chars.length, 2).asCharBuffer().put(chars);
    } else if (array instanceof short[] shorts) {
      space(out, SHORTS, shorts.length, 2).asShortBuffer().put(shorts);
    } else if (array instanceof int[] ints) {
      space(out, INTS, ints.length, 4).asIntBuffer().put(ints);
    } else if (array instanceof long[] longs) {
      space(out, LONGS, longs.length, 8).asLongBuffer().put(longs);
    } else if (array instanceof float[] floats) {
      space(out, FLOATS, floats.length, 4).asFloatBuffer().put(floats);
    } else if (array instanceof double[] doubles) {
      space(out, DOUBLES, doubles.length, 8).asDoubleBuffer().put(doubles);
    } else {
      throw new IllegalArgumentException(array.getClass().getName());
    }
  }

  private static ByteBuffer space(PayloadWriter out, int kind, int length, int bytesEach) {
    if (length > Integer.MAX_VALUE / bytesEach) {
      throw CodecMessages.tooLarge();
    }
    out.u8(kind);
    out.varint(length);
    return out.space(length * bytesEach);
  }

  static Object read(PayloadReader in) {
    int kind = in.u8();
    return switch (kind) {
      case BOOLEANS -> {
        boolean[] booleans = new boolean[in.count(1)];
        ByteBuffer bytes = in.take(booleans.length);
        for (int i = 0; i < booleans.length; i++) {
          booleans[i] = bytes.get() != 0;
        }
        yield booleans;
      }
      case CHARS -> {
        char[] chars = new char[in.count(2)];
        in.take(2 * chars.length).asCharBuffer().get(chars);
        yield chars;
      }
      case SHORTS -> {
        short[] shorts = new short[in.count(2)];
        in.take(2 * shorts.length).asShortBuffer().get(shorts);
        yield shorts;
      }
      case INTS -> {
        int[] ints = new int[in.count(4)];
        in.take(4 * ints.length).asIntBuffer().get(ints);
        yield ints;
      }
      case LONGS -> {
        long[] longs = new long[in.count(8)];
        in.take(8 * longs.length).asLongBuffer().get(longs);
        yield longs;
      }
      case FLOATS -> {
        float[] floats = new float[in.count(4)];
        in.take(4 * floats.length).asFloatBuffer().get(floats);
        yield floats;
      }
      case DOUBLES -> {
        double[] doubles = new double[in.count(8)];
        in.take(8 * doubles.length).asDoubleBuffer().get(doubles);
        yield doubles;
      }
      default -> throw CodecMessages.unreadable("An array is of an unknown kind");
    };
  }
}
