package io.nearfar.internal.codec;

/**
 * The byte with which each node of a payload starts. The first byte of the payload is the tag of
 * its root and so tells the form of all that follows: formats to come use tags that are free today,
 * and who does not know a tag has met something newer.
 *
 * <p>These numbers are in the data of running systems: none is ever changed or given another
 * meaning.
 */
final class Tag {
  static final int NULL = 0x00;
  static final int TRUE = 0x01;
  static final int FALSE = 0x02;
  static final int BYTE = 0x03;
  static final int SHORT = 0x04;
  static final int CHARACTER = 0x05;
  static final int INTEGER = 0x06;
  static final int LONG = 0x07;
  static final int FLOAT = 0x08;
  static final int DOUBLE = 0x09;

  /** A string whose characters are all below 256: their number, a byte for each. */
  static final int LATIN1 = 0x0A;

  /** Any other string: the number of bytes, UTF-8. */
  static final int UTF8 = 0x0B;

  /** A string with half a surrogate pair, which UTF-8 can't express: number, two bytes for each. */
  static final int UTF16 = 0x0C;

  static final int BYTES = 0x0D;
  static final int BIG_INTEGER = 0x0E;
  static final int BIG_DECIMAL = 0x0F;
  static final int UUID = 0x10;
  static final int DATE = 0x11;
  static final int INSTANT = 0x12;
  static final int DURATION = 0x13;
  static final int LOCAL_DATE = 0x14;
  static final int LOCAL_TIME = 0x15;
  static final int LOCAL_DATE_TIME = 0x16;
  static final int OFFSET_DATE_TIME = 0x17;
  static final int ZONED_DATE_TIME = 0x18;
  static final int ZONE_OFFSET = 0x19;
  static final int ZONE_REGION = 0x1A;
  static final int YEAR = 0x1B;
  static final int YEAR_MONTH = 0x1C;
  static final int MONTH_DAY = 0x1D;
  static final int PERIOD = 0x1E;
  static final int OFFSET_TIME = 0x1F;
  static final int SQL_DATE = 0x20;
  static final int SQL_TIME = 0x21;
  static final int SQL_TIMESTAMP = 0x22;
  static final int LOCALE = 0x23;
  static final int CURRENCY = 0x24;
  static final int URI = 0x25;
  static final int BIT_SET = 0x26;
  static final int OPTIONAL_INT = 0x27;
  static final int OPTIONAL_LONG = 0x28;
  static final int OPTIONAL_DOUBLE = 0x29;

  /** From here on: nodes that hold others, or name classes. */
  static final int FIRST_COMPOUND = 0x30;

  /** A node that was there before: its position among those that have an identity. */
  static final int REFERENCE = 0x30;

  static final int ENUM = 0x31;
  static final int CLASS = 0x32;
  static final int OBJECT = 0x33;
  static final int RECORD = 0x34;
  static final int OBJECT_ARRAY = 0x35;
  static final int PRIMITIVE_ARRAY = 0x36;
  static final int COLLECTION = 0x37;
  static final int MAP = 0x38;
  static final int ENTRY = 0x39;
  static final int OPTIONAL = 0x3A;
  static final int ENUM_SET = 0x3B;
  static final int ENUM_MAP = 0x3C;
  static final int COMPARATOR = 0x3D;

  /** As the first byte of a payload only: Java serialization, up to the end. */
  static final int STREAM = 0x60;

  /** As the first byte of a key or payload only: a string in UTF-8, up to the end. */
  static final int WHOLE_UTF8 = 's';

  /** As the first byte only: a string that UTF-8 can't express, two bytes a character. */
  static final int WHOLE_UTF16 = 'w';

  /** As the first byte of a payload only: a {@code byte[]}, up to the end. */
  static final int WHOLE_BYTES = 'b';

  /** As the first byte of a key only: an {@code Integer} in decimal digits. */
  static final int KEY_INTEGER = 'i';

  /** As the first byte of a key only: a {@code Long} in decimal digits. */
  static final int KEY_LONG = 'l';

  private Tag() {}
}
