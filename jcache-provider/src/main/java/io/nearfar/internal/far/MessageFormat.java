package io.nearfar.internal.far;

import io.nearfar.spi.Invalidation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an announcement, numbers big-endian:
 *
 * <pre>
 *  0  1  version of this format
 *  1  1  kind: 'K' an entry, 'A' everything in the segment; others are not heeded
 *  2  1  segment
 *  3  8  version of the segment before the change
 * 11  8  version of the change
 * 19  .  encoded key, with kind 'K'
 * </pre>
 *
 * The scripts write it after a head of three bytes that the client gives them.
 */
final class MessageFormat {
  static final char KEY = 'K';
  static final char EVERYTHING = 'A';

  /** Of a message that nobody heeds. */
  static final char NOTHING = '-';

  private static final int HEADER = 19;
  private static final byte FORMAT = 1;

  private MessageFormat() {}

  /** What a message begins with. */
  static byte[] head(char kind, int segment) {
    return new byte[] {FORMAT, (byte) kind, (byte) segment};
  }

  /**
   * Reads a message.
   *
   * @param message what came over the channel
   * @return the announcement; null if it is foreign, damaged, or of a newer release
   */
  static @Nullable Invalidation read(byte[] message) {
    if (message.length < HEADER || message[0] != FORMAT) {
      return null;
    }
    int segment = message[2] & 0xff;
    long previous = RecordFormat.number(message, 3);
    long version = RecordFormat.number(message, 11);
    if (segment >= Segments.COUNT || previous < 0 || version <= previous) {
      return null;
    }
    return switch (message[1]) {
      case KEY ->
          new Invalidation(
              segment,
              previous,
              version,
              0,
              new Invalidation.Key(Arrays.copyOfRange(message, HEADER, message.length), true));
      case EVERYTHING ->
          new Invalidation(segment, previous, version, 0, new Invalidation.Everything());
      default -> null;
    };
  }
}
