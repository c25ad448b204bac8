package io.nearfar.internal.far;

import io.nearfar.spi.FarStore.Entry;
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
 *  7  1  flags; 64: it has an end; 1: it is a lease. A record with any other is of a newer release
 *  8  8  id of the operation that stored it
 * 16  7  only with the flag: when it ends, in microseconds since 1970 by the server's clock
 *  .  .  encoded value
 * </pre>
 *
 * A lease, which always ends, stands where a load is under way: there is no entry, and the version
 * is its token.
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

  private static final byte LEASE = ENDS | 1;

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

  private static Entry entry(byte[] record, long expireAtMicros) {
    return new Entry(
        Arrays.copyOfRange(record, header(record), record.length), version(record), expireAtMicros);
  }

  /** Whether a record is a lease, and so no entry is there. */
  static boolean isLease(byte[] record) {
    return record.length >= END + END_SIZE && record[7] == LEASE;
  }

  private static boolean isReadable(byte[] record) {
    if (record.length < END || (record[7] != 0 && record[7] != ENDS)) {
      return false;
    }
    if (record.length < header(record)) {
      return false;
    }
    long version = version(record);
    return version > 0
        && version <= MAX_NUMBER
        && (record[7] == 0 || (end(record) > 0 && end(record) <= MAX_NUMBER));
  }

  private static int header(byte[] record) {
    return record[7] == 0 ? END : END + END_SIZE;
  }

  /** 0 = never. */
  private static long end(byte[] record) {
    // With the last byte of what is before it, which is masked out.
    return record[7] == 0 ? 0 : number(record, END - 1) & (-1L >>> Byte.SIZE);
  }

  private static long version(byte[] record) {
    return number(record, 0) >>> 8;
  }

  /** A number of eight bytes. */
  static long number(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }
}
