package io.nearfar.internal.far;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of the clocks of tags, which {@code tags.lua} describes. */
final class TagClock {
  private static final int HEAD = 16;
  private static final int PLAIN = 8;
  private static final int HELD = 18;

  private TagClock() {}

  /** The name of the field of a tag. */
  static byte[] name(String tag) {
    return tag.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The floor that the clocks of a segment belong to.
   *
   * @param head their first field; null if it is not there
   * @return 0 if they are lost
   */
  static long floor(byte @Nullable [] head) {
    return head == null || head.length != HEAD ? 0 : RecordFormat.number(head, 0);
  }

  /**
   * The version up to which a tag is invalid.
   *
   * @param field what the server has; null if nothing
   * @return of what can't be read, the largest
   */
  static long invalidUpTo(byte @Nullable [] field) {
    if (field == null) {
      return 0;
    }
    return switch (field.length) {
      case PLAIN -> RecordFormat.number(field, 0);
      case HELD -> Math.max(RecordFormat.number(field, 0), RecordFormat.number(field, 8));
      default -> Long.MAX_VALUE;
    };
  }
}
