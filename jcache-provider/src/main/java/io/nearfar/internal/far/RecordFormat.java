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
 *  7  1  flags; 0: an entry, 1: a lease, others are of a newer release
 *  8  8  id of the operation that stored it
 * 16  8  when it ends, in microseconds since 1970 by the server's clock; 0 = never
 * 24  .  encoded value
 * </pre>
 *
 * A lease stands where a load is under way: there is no entry, and the version is its token.
 *
 * <p>The scripts write it, this class reads it. The header has 24 bytes exactly: one more and the
 * record of a typical entry falls into the server's next size of memory block.
 */
final class RecordFormat {
  static final int HEADER = 24;

  /** The largest whole number up to which the numbers of scripts are exact. */
  static final long MAX_NUMBER = 1L << 53;

  private static final byte LEASE = 1;

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
    return isReadable(record) ? read(record, number(record, 16)) : null;
  }

  /** As {@link #read(byte[])}, of an entry whose end was changed since the record was read. */
  static @Nullable Entry read(byte[] record, long expireAtMicros) {
    return isReadable(record)
        ? new Entry(
            Arrays.copyOfRange(record, HEADER, record.length), version(record), expireAtMicros)
        : null;
  }

  /** Whether a record is a lease, and so no entry is there. */
  static boolean isLease(byte[] record) {
    return record.length >= HEADER && record[7] == LEASE;
  }

  private static boolean isReadable(byte[] record) {
    if (record.length < HEADER || record[7] != 0) {
      return false;
    }
    long version = version(record);
    long end = number(record, 16);
    return version > 0 && version <= MAX_NUMBER && end >= 0 && end <= MAX_NUMBER;
  }

  private static long version(byte[] record) {
    return number(record, 0) >>> 8;
  }

  /** A number of eight bytes. */
  static long number(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }
}
