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
    if (isAscii(text)) {
      return ascii(text);
    }
    boolean wellFormed = PayloadWriter.isWellFormed(text);
    byte[] content = wellFormed ? text.getBytes(StandardCharsets.UTF_8) : PayloadWriter.utf16(text);
    return tagged(wellFormed ? Tag.WHOLE_UTF8 : Tag.WHOLE_UTF16, content);
  }

  private static boolean isAscii(String text) {
    int all = 0;
    for (int i = 0; i < text.length(); i++) {
      all |= text.charAt(i);
    }
    return all < 128;
  }

  /** Without an array in between: nearly all keys are like that. */
  @SuppressWarnings("deprecation") // It drops what is beyond ASCII: nothing here.
  private static byte[] ascii(String text) {
    if (text.length() > PayloadWriter.LARGEST - 1) {
      throw CodecMessages.tooLarge();
    }
    byte[] bytes = new byte[text.length() + 1];
    bytes[0] = Tag.WHOLE_UTF8;
    text.getBytes(0, text.length(), bytes, 1);
    return bytes;
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
