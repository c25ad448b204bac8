package io.nearfar.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds where the units of the Redis protocol end (version 2 and 3, requests and replies), and what
 * they say in their first word. Looks at bytes only, never changes a position.
 */
final class RespFrame {
  /** The buffer ends before the unit does. */
  static final int INCOMPLETE = -1;

  /** This is not the Redis protocol. */
  static final int FOREIGN = -2;

  private static final int NO_NUMBER = Integer.MIN_VALUE;
  private static final int MAX_WORD = 64;

  private RespFrame() {}

  /**
   * The length of the unit that begins at the position of the buffer.
   *
   * @return more than 0, or {@link #INCOMPLETE} or {@link #FOREIGN}
   */
  static int length(ByteBuffer in) {
    int at = in.position();
    long open = 1; // Values that are still to come.
    while (open > 0) {
      if (at >= in.limit()) {
        return INCOMPLETE;
      }
      char type = (char) in.get(at);
      if ("+-:_,#($!=*~>%|".indexOf(type) < 0) {
        return FOREIGN;
      }
      int end = lineEnd(in, at);
      if (end < 0) {
        return INCOMPLETE;
      }
      int number = "$!=*~>%|".indexOf(type) < 0 ? 0 : number(in, at + 1, end);
      if (number == NO_NUMBER) {
        return FOREIGN;
      }
      int inside = Math.max(number, 0); // A nil has length -1 in version 2.
      at = end + 2;
      open--;
      switch (type) {
        case '$', '!', '=' -> at += number < 0 ? 0 : inside + 2;
        case '*', '~', '>' -> open += inside;
        case '%' -> open += 2L * inside;
        case '|' -> open += 2L * inside + 1; // Attributes belong to the value after them.
        default -> {} // A line is all there is.
      }
      if (at > in.limit() || at < 0) {
        return INCOMPLETE;
      }
    }
    return at - in.position();
  }

  /** Whether a complete unit is an array, which in version 2 a message of a subscription is too. */
  static boolean isArray(ByteBuffer frame) {
    return frame.get(frame.position()) == '*';
  }

  /** Whether a complete unit is out of band, as messages of subscriptions are in version 3. */
  static boolean isPush(ByteBuffer frame) {
    return frame.get(frame.position()) == '>';
  }

  /** The first word of a complete array or push in lower case; empty if there is none. */
  static String firstWord(ByteBuffer frame) {
    if (!isArray(frame) && !isPush(frame)) {
      return "";
    }
    int header = lineEnd(frame, frame.position());
    if (number(frame, frame.position() + 1, header) < 1 || frame.get(header + 2) != '$') {
      return "";
    }
    int begin = lineEnd(frame, header + 2);
    int length = number(frame, header + 3, begin);
    if (length < 1 || length > MAX_WORD) {
      return "";
    }
    byte[] word = new byte[length];
    frame.get(begin + 2, word);
    return new String(word, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
  }

  /** The number that a complete unit ends with; -1 if it ends with anything else. */
  static int lastNumber(ByteBuffer frame) {
    int end = frame.limit() - 2;
    int at = end;
    while (at > frame.position() && frame.get(at - 1) != '\n') {
      at--;
    }
    int number = frame.get(at) == ':' ? number(frame, at + 1, end) : -1;
    return Math.max(number, -1);
  }

  private static int lineEnd(ByteBuffer in, int from) {
    for (int i = from; i < in.limit() - 1; i++) {
      if (in.get(i) == '\r' && in.get(i + 1) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static int number(ByteBuffer in, int from, int to) {
    boolean negative = from < to && in.get(from) == '-';
    int digits = negative ? from + 1 : from;
    if (digits >= to || to - digits > 9) {
      return NO_NUMBER;
    }
    int number = 0;
    for (int i = digits; i < to; i++) {
      int digit = in.get(i) - '0';
      if (digit < 0 || digit > 9) {
        return NO_NUMBER;
      }
      number = number * 10 + digit;
    }
    return negative ? -number : number;
  }
}
