package io.nearfar.internal.far;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.redisson.connection.CRC16;

/**
 * How the keys of a cache are spread over its segments, and those over the slots of a cluster. How
 * many there are is told by the cache's descriptor. Every JVM and every release computes the same:
 * what is written here is part of the format of the data.
 *
 * <p>Immutable and thread-safe.
 */
final class Segments {
  private static final int MOST = 64;

  /** Those of a cache that is made on one server, be it one with replicas. */
  static final Segments OF_ONE_SERVER = new Segments(8);

  /** Those of a cache that is made on a cluster: as many as there can be. */
  static final Segments OF_CLUSTER = new Segments(MOST);

  private static final int SLOTS = 16384;

  private final int count;

  /**
   * Segments of a cache.
   *
   * @param count how many
   * @throws IllegalArgumentException if it is no power of two from 1 to 64
   */
  Segments(int count) {
    if (count < 1 || count > MOST || Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException(count + " segments");
    }
    this.count = count;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /**
   * The segment of a key.
   *
   * @param key the encoded key
   * @return 0 to {@link #count} - 1
   */
  int of(byte[] key) {
    CRC32C checksum = new CRC32C();
    checksum.update(key, 0, key.length);
    // The checksum is linear: keys that differ in few bits differ in few bits of it. Multiplied,
    // its upper bits depend on all.
    long hash = Integer.toUnsignedLong((int) checksum.getValue() * 0x9E3779B1);
    return (int) ((hash * count) >>> 32);
  }

  /**
   * The hash tags of the segments. They are chosen, not counted, so that each segment has its share
   * of the slots, which keeps the masters of a cluster evenly loaded: of 64, segment i is in the
   * slots from i * 256 on. The tags of fewer segments are among those of more.
   *
   * @param name the escaped name of the cache
   * @return {@code name#n}, n hexadecimal and as small as possible, in the order of the segments
   */
  String[] tags(String name) {
    String[] tags = new String[count];
    int missing = count;
    for (int n = 0; missing > 0; n++) {
      String tag = name + '#' + Integer.toHexString(n);
      int segment = slot(tag) / (SLOTS / count);
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
