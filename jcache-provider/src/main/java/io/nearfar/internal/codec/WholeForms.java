package io.nearfar.internal.codec;

import java.nio.charset.StandardCharsets;

/**
 * Keys and payloads that are one string, number, or {@code byte[]}: a tag, and the content up to
 * the end. Without its length: the server knows it, and each byte is stored a million times.
 */
final class WholeForms {
  private WholeForms() {}

  /** The bytes of a string: readable, and a byte longer than the string where it is ASCII. */
  static byte[] text(String text) {
    boolean wellFormed = PayloadWriter.isWellFormed(text);
    byte[] content = wellFormed ? text.getBytes(StandardCharsets.UTF_8) : PayloadWriter.utf16(text);
    return tagged(wellFormed ? Tag.WHOLE_UTF8 : Tag.WHOLE_UTF16, content);
  }

  /** The bytes of an integer or long: readable. */
  static byte[] number(int tag, Number number) {
    return tagged(tag, number.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** The bytes of an array. */
  static byte[] bytes(byte[] array) {
    return tagged(Tag.WHOLE_BYTES, array);
  }

  private static byte[] tagged(int tag, byte[] content) {
    if (content.length > PayloadWriter.LARGEST - 1) {
      throw CodecMessages.tooLarge();
    }
    byte[] bytes = new byte[content.length + 1];
    bytes[0] = (byte) tag;
    System.arraycopy(content, 0, bytes, 1, content.length);
    return bytes;
  }
}
