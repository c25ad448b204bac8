package io.nearfar.internal.far;

import io.nearfar.spi.Invalidation;
import io.nearfar.spi.Tags;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an announcement, numbers big-endian:
 *
 * <pre>
 *  0  1  version of this format
 *  1  1  kind: 'P' an entry was stored, 'R' one was removed, 'A' everything in the segment, 'T' what
 *        carries one of some tags, 'S' entries are being looked for; '-' is for nobody
 *  2  1  segment
 *  3  8  who made the change
 * 11  8  version of the segment before the change
 * 19  8  version of the change
 * 27  .  encoded key, with kinds 'P' and 'R'; tags, with kind 'T': their number in one byte, each
 *        with its length in one byte before it
 * </pre>
 *
 * The scripts write it after a head that the client gives them, up to the versions.
 */
final class MessageFormat {
  static final char STORED = 'P';
  static final char REMOVED = 'R';
  static final char EVERYTHING = 'A';
  static final char TAGGED = 'T';

  /**
   * Whoever hears it asks for each entry: so it covers tags that were invalidated in one with it.
   */
  static final char FENCE = 'S';

  /** Of a message that nobody heeds. */
  private static final char NOTHING = '-';

  /** Longer keys are heard of as of lost messages: a foreign client may announce anything. */
  static final int MAX_KEY = 1 << 20;

  private static final int HEAD = 11;
  private static final int HEADER = 27;
  private static final byte FORMAT = 1;

  private MessageFormat() {}

  /** What a message begins with. */
  static byte[] head(char kind, int segment, long origin) {
    return ByteBuffer.allocate(HEAD)
        .put(FORMAT)
        .put((byte) kind)
        .put((byte) segment)
        .putLong(origin)
        .array();
  }

  /** A message for nobody: it only tries whether its sender may publish. */
  static byte[] forNobody() {
    return head(NOTHING, /* segment= */ 0, /* origin= */ 0);
  }

  /** Whether a message is for nobody. */
  static boolean isForNobody(byte[] message) {
    return message.length == HEAD && message[0] == FORMAT && message[1] == NOTHING;
  }

  /**
   * Reads a message.
   *
   * @param message what came over the channel
   * @param segments those of the cache
   * @return the announcement; null if it is foreign, damaged, or of a newer release
   */
  static @Nullable Invalidation read(byte[] message, Segments segments) {
    if (message.length < HEADER
        || message.length > HEADER + MAX_KEY
        || message[0] != FORMAT
        || message[2] < 0
        || message[2] >= segments.count()) {
      return null;
    }
    long previous = RecordFormat.number(message, 11);
    long version = RecordFormat.number(message, 19);
    if (previous < 0 || version <= previous || version > RecordFormat.MAX_NUMBER) {
      return null;
    }
    Invalidation.Subject subject = subject(message);
    return subject == null
        ? null
        : new Invalidation(message[2], previous, version, RecordFormat.number(message, 3), subject);
  }

  private static Invalidation.@Nullable Subject subject(byte[] message) {
    return switch (message[1]) {
      case STORED -> new Invalidation.Key(key(message), /* stored= */ true);
      case REMOVED -> new Invalidation.Key(key(message), /* stored= */ false);
      case EVERYTHING -> message.length == HEADER ? new Invalidation.Everything() : null;
      case TAGGED -> tagged(message);
      case FENCE -> message.length == HEADER ? new Invalidation.Fence() : null;
      default -> null;
    };
  }

  /** Null if anything is not as whoever wrote them must have written it. */
  private static Invalidation.@Nullable Tagged tagged(byte[] message) {
    Tags tags = Tags.read(message, HEADER);
    if (tags == null || tags.isEmpty()) {
      return null;
    }
    byte[] bytes = tags.bytes();
    return Arrays.equals(bytes, 0, bytes.length, message, HEADER, message.length)
        ? new Invalidation.Tagged(tags)
        : null;
  }

  private static byte[] key(byte[] message) {
    return Arrays.copyOfRange(message, HEADER, message.length);
  }
}
