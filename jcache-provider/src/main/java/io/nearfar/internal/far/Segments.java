package io.nearfar.internal.far;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.redisson.connection.CRC16;

/**
 * How keys are spread over segments, and segments over the slots of a cluster. Every JVM and every
 * release computes the same: what is written here is part of the format of the data.
 */
final class Segments {
  /** How many segments a cache has; a power of two. */
  static final int COUNT = 64;

  private static final int SLOTS = 16384;
  private static final int SLOTS_PER_SEGMENT = SLOTS / COUNT;
  private static final int BITS = Integer.numberOfTrailingZeros(COUNT);

  private Segments() {}

  /**
   * The segment of a key.
   *
   * @param key the encoded key
   * @return 0 to {@link #COUNT} - 1
   */
  static int of(byte[] key) {
    CRC32C checksum = new CRC32C();
    checksum.update(key, 0, key.length);
    // The checksum is linear: keys that differ in few bits differ in few bits of it. Multiplied,
    // its upper bits depend on all.
    return ((int) checksum.getValue() * 0x9E3779B1) >>> (32 - BITS);
  }

  /**
   * The hash tags of the segments of a cache. They are chosen, not counted, so that each segment
   * has its share of the slots: segment i is in the slots from i * 256 on, which keeps the masters
   * of a cluster evenly loaded.
   *
   * @param name the escaped name of the cache
   * @return {@code name#n}, n hexadecimal and as small as possible, in the order of the segments
   */
  static String[] tags(String name) {
    String[] tags = new String[COUNT];
    int missing = COUNT;
    for (int n = 0; missing > 0; n++) {
      String tag = name + '#' + Integer.toHexString(n);
      int segment = slot(tag) / SLOTS_PER_SEGMENT;
      if (tags[segment] == null) {
        tags[segment] = tag;
        missing--;
      }
    }
    return tags;
  }

  /** The slot of a hash tag. */
  static int slot(String tag) {
    return CRC16.crc16(tag.getBytes(StandardCharsets.UTF_8)) % SLOTS;
  }
}
