package io.nearfar.internal.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the bytes of one payload. Belongs to one call. */
final class PayloadWriter {

  /** The longest array that every JVM has, less a little. */
  static final int LARGEST = Integer.MAX_VALUE - 16;

  private byte[] buffer;
  private int size;

  PayloadWriter(int capacity) {
    this.buffer = new byte[capacity];
  }

  byte[] toBytes() {
    return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
  }

  private void room(int bytes) {
    if (buffer.length - size < bytes) {
      grow(bytes);
    }
  }

  private void grow(int bytes) {
    long needed = (long) size + bytes;
    if (needed > LARGEST) {
      throw CodecMessages.tooLarge();
    }
    buffer = Arrays.copyOf(buffer, (int) Math.min(LARGEST, Math.max(needed, 2L * buffer.length)));
  }

  void u8(int value) {
    room(1);
    buffer[size++] = (byte) value;
  }

  /** A number without sign: 7 bits a byte, the lowest first. */
  void varint(int value) {
    varlong(value & 0xFFFF_FFFFL);
  }

  /** A number without sign: 7 bits a byte, the lowest first. */
  void varlong(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  /** A number with sign; small ones, negative ones too, are short. */
  void zigzag(int value) {
    varint((value << 1) ^ (value >> 31));
  }

  /** A number with sign; small ones, negative ones too, are short. */
  void zigzagLong(long value) {
    varlong((value << 1) ^ (value >> 63));
  }

  void fixed32(int value) {
    space(4).putInt(value);
  }

  void fixed64(long value) {
    space(8).putLong(value);
  }

  /** All NaNs are one, as they are for {@link Float#equals}. */
  void real32(float value) {
    fixed32(Float.floatToIntBits(value));
  }

  /** All NaNs are one, as they are for {@link Double#equals}. */
  void real64(double value) {
    fixed64(Double.doubleToLongBits(value));
  }

  /** That many bytes to be filled by the caller. */
  ByteBuffer space(int bytes) {
    room(bytes);
    ByteBuffer space = ByteBuffer.wrap(buffer, size, bytes);
    size += bytes;
    return space;
  }

  void raw(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  /** Their number, and the bytes. */
  void bytes(byte[] bytes) {
    varint(bytes.length);
    raw(bytes);
  }

  /** A string with its tag; equal ones are written equally. */
  void text(String text) {
    if (isLatin1(text)) {
      u8(Tag.LATIN1);
      bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    } else if (isWellFormed(text)) {
      u8(Tag.UTF8);
      bytes(text.getBytes(StandardCharsets.UTF_8));
    } else {
      u8(Tag.UTF16);
      varint(text.length());
      raw(utf16(text));
    }
  }

  private static boolean isLatin1(String text) {
    int all = 0;
    for (int i = 0; i < text.length(); i++) {
      all |= text.charAt(i);
    }
    return all < 256;
  }

  /** Whether UTF-8 can express it: each half of a surrogate pair has its other half. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  static byte[] utf16(String text) {
    return text.length() > LARGEST / 2 ? tooLarge() : utf16Units(text);
  }

  private static byte[] tooLarge() {
    throw CodecMessages.tooLarge();
  }

  // Not String.getBytes(UTF_16BE): it replaces what is not well-formed.
  private static byte[] utf16Units(String text) {
    ByteBuffer units = ByteBuffer.allocate(2 * text.length());
    units.asCharBuffer().put(text);
    return units.array();
  }
}
