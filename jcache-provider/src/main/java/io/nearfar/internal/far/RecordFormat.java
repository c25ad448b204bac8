package io.nearfar.internal.far;

import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.Tags;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an entry as the server keeps them, all numbers big-endian:
 *
 * <pre>
 *  0  7  version of the change that stored it
 *  7  1  flags; 64: it has an end; 2: it has tags; 1: it is a lease; with that 32: it is a hold. A
 *        record with any other is of a newer release
 *  8  8  id of the operation that stored it; of a hold the number of its holders
 * 16  7  only with the flag: when it ends, in microseconds since 1970 by the server's clock
 *  .  .  only with the flag: tags, their number in one byte, each with its length in one byte before
 *        it
 *  .  .  encoded value
 * </pre>
 *
 * A lease, which always ends, stands where a load is under way: there is no entry, and the version
 * is its token. A hold, which always ends, too, stands where loads are not to be stored.
 *
 * <p>The scripts write it, this class reads it. Each byte counts: the server's memory comes in
 * blocks of certain sizes, and with one byte more the record of a typical entry takes the next one.
 */
final class RecordFormat {
  private static final int END = 16;
  private static final int END_SIZE = 7;

  /** A flag. */
  private static final byte ENDS = 64;

  /** The largest whole number up to which the numbers of scripts are exact. */
  static final long MAX_NUMBER = 1L << 53;

  /** A flag. */
  private static final byte TAGGED = 2;

  private static final byte LEASE = ENDS | 1;
  private static final byte HOLD = LEASE | 32;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private RecordFormat() {}

  /**
   * Reads a record.
   *
   * @param record what the server has under an entry's key
   * @return the entry; null if the record is foreign, damaged, or of a newer release
   */
  static @Nullable Entry read(byte[] record) {
    return isReadable(record) ? entry(record, end(record)) : null;
  }

  /** As {@link #read(byte[])}, of an entry whose end was changed since the record was read. */
  static @Nullable Entry read(byte[] record, long expireAtMicros) {
    return isReadable(record) ? entry(record, expireAtMicros) : null;
  }

  private static @Nullable Entry entry(byte[] record, long expireAtMicros) {
    int start = header(record);
    Tags tags = Tags.NONE;
    if (hasTags(record)) {
      Tags read = Tags.read(record, start);
      if (read == null) {
        return null;
      }
      tags = read;
      start = afterTags(record, start);
    }
    return new Entry(
        Arrays.copyOfRange(record, start, record.length), version(record), expireAtMicros, tags);
  }

  /** Where the value begins, if the tags are not damaged. */
  private static int afterTags(byte[] record, int start) {
    int at = start + 1;
    for (int left = record[start] & 0xff; left > 0; left--) {
      at += 1 + (record[at] & 0xff);
    }
    return at;
  }

  /** Whether a record is a lease or a hold, and so no entry is there. */
  static boolean isNoEntry(byte[] record) {
    return record.length >= END + END_SIZE && (record[7] == LEASE || record[7] == HOLD);
  }

  /** Whether a record says that it is of an entry with tags. */
  static boolean hasTags(byte[] record) {
    return record.length >= END && (record[7] & ~ENDS) == TAGGED;
  }

  private static boolean isReadable(byte[] record) {
    if (record.length < END || (record[7] & ~(ENDS | TAGGED)) != 0) {
      return false;
    }
    if (record.length < header(record)) {
      return false;
    }
    long version = version(record);
    return version > 0
        && version <= MAX_NUMBER
        && (!ends(record) || (end(record) > 0 && end(record) <= MAX_NUMBER));
  }

  private static int header(byte[] record) {
    return ends(record) ? END + END_SIZE : END;
  }

  private static boolean ends(byte[] record) {
    return (record[7] & ENDS) != 0;
  }

  /** 0 = never. */
  private static long end(byte[] record) {
    // With the last byte of what is before it, which is masked out.
    return ends(record) ? number(record, END - 1) & (-1L >>> Byte.SIZE) : 0;
  }

  private static long version(byte[] record) {
    return number(record, 0) >>> 8;
  }

  /** A number of eight bytes. */
  static long number(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }
}
