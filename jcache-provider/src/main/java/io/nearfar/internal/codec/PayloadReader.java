package io.nearfar.internal.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a payload apart, byte by byte. Trusts nothing: what is not there is not read, and what is
 * announced but can't be there is not allocated. Belongs to one call.
 */
final class PayloadReader {
  private final byte[] bytes;
  private int position;

  /** Elements announced so far, of whatever depth: each of them takes a byte of its own. */
  private long claimed;

  PayloadReader(byte[] bytes) {
    this(bytes, 0);
  }

  PayloadReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  int length() {
    return bytes.length;
  }

  int remaining() {
    return bytes.length - position;
  }

  /** Everything has to be read: what is left over was not written by us. */
  void end() {
    if (remaining() != 0) {
      throw CodecMessages.unreadable("Something follows behind its end");
    }
  }

  int u8() {
    if (position >= bytes.length) {
      throw truncated();
    }
    return bytes[position++] & 0xFF;
  }

  int varint() {
    long value = varlong();
    if (value >>> 32 != 0) {
      throw CodecMessages.unreadable("A number is too large");
    }
    return (int) value;
  }

  long varlong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = u8();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw CodecMessages.unreadable("A number is too long");
  }

  int zigzag() {
    int value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  long zigzagLong() {
    long value = varlong();
    return (value >>> 1) ^ -(value & 1);
  }

  int fixed32() {
    return take(4).getInt();
  }

  long fixed64() {
    return take(8).getLong();
  }

  float real32() {
    return Float.intBitsToFloat(fixed32());
  }

  double real64() {
    return Double.longBitsToDouble(fixed64());
  }

  /**
   * The number of elements that follow, if there can be so many: each takes at least so many bytes,
   * and no two elements share one.
   */
  int count(int bytesEach) {
    int count = varint();
    claimed += (long) count * bytesEach;
    if (count < 0 || (long) count * bytesEach > remaining() || claimed > bytes.length) {
      throw CodecMessages.unreadable("It announces more elements than it has");
    }
    return count;
  }

  /** The next bytes, to be read from the buffer. */
  ByteBuffer take(int length) {
    if (length < 0 || length > remaining()) {
      throw truncated();
    }
    ByteBuffer taken = ByteBuffer.wrap(bytes, position, length);
    position += length;
    return taken;
  }

  byte[] bytes() {
    return raw(varint());
  }

  byte[] raw(int length) {
    if (length < 0 || length > remaining()) {
      throw truncated();
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** A string with its tag. */
  String text() {
    return text(u8());
  }

  String text(int tag) {
    return switch (tag) {
      case Tag.LATIN1 -> {
        int length = skip(varint());
        yield new String(bytes, position - length, length, StandardCharsets.ISO_8859_1);
      }
      case Tag.UTF8 -> utf8(varint());
      case Tag.UTF16 -> utf16(varint());
      default -> throw CodecMessages.unreadable("A text is missing");
    };
  }

  private int skip(int length) {
    if (length < 0 || length > remaining()) {
      throw truncated();
    }
    position += length;
    return length;
  }

  String utf8(int length) {
    int start = position;
    skip(length);
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    // Where the bytes are no UTF-8, the JDK puts the replacement character.
    if (text.indexOf('\uFFFD') >= 0
        && !Arrays.equals(
            text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, start, position))) {
      throw CodecMessages.unreadable("A text is no UTF-8");
    }
    return text;
  }

  String utf16(int characters) {
    if (characters < 0 || 2L * characters > remaining()) {
      throw truncated();
    }
    return take(2 * characters).asCharBuffer().toString();
  }

  /** All that is left, two bytes a character. */
  String utf16Rest() {
    if (remaining() % 2 != 0) {
      throw truncated();
    }
    return utf16(remaining() / 2);
  }

  private static RuntimeException truncated() {
    return CodecMessages.unreadable("Its end is missing");
  }
}
