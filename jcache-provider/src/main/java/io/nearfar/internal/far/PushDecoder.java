package io.nearfar.internal.far;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a server says on a connection that subscribes: messages and confirmations, which are
 * flat arrays, as a {@code byte[][]}; an error as a {@link Refusal}. What says nothing, such as a
 * {@code PONG}, is left out.
 *
 * <p>The driver's own decoder of such connections trusts that each confirmation is one that it
 * waits for, reports errors to the wrong command, and delivers on other threads.
 */
final class PushDecoder extends ByteToMessageDecoder {

  /** The server refuses a command. */
  record Refusal(String text) {}

  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_PARTS = 16;

  /** Far longer than any announcement; with it, a foreign publisher cannot fill our memory. */
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final byte[] NOTHING = new byte[0];

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int begin = in.readerIndex();
    if (!readReply(in, out)) {
      in.readerIndex(begin); // the rest is still to come
    }
  }

  private static boolean readReply(ByteBuf in, List<Object> out) {
    String line = line(in);
    if (line == null) {
      return false;
    }
    switch (kind(line)) {
      case '+', ':' -> {
        return true;
      }
      case '-' -> {
        out.add(new Refusal(line.substring(1)));
        return true;
      }
      case '*', '>' -> {
        byte[][] parts = parts(in, number(line, MAX_PARTS));
        if (parts != null) {
          out.add(parts);
        }
        return parts != null;
      }
      default -> throw new DecoderException("Not a reply");
    }
  }

  private static byte @Nullable [][] parts(ByteBuf in, int count) {
    List<byte[]> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] part = part(in);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return parts.toArray(new byte[0][]);
  }

  private static byte @Nullable [] part(ByteBuf in) {
    String line = line(in);
    if (line == null) {
      return null;
    }
    return switch (kind(line)) {
      case '+', ':', '_' -> line.substring(1).getBytes(StandardCharsets.UTF_8);
      case '$' -> line.equals("$-1") ? NOTHING : bulk(in, number(line, MAX_BYTES));
      default -> throw new DecoderException("Not a part of a message");
    };
  }

  private static byte @Nullable [] bulk(ByteBuf in, int length) {
    if (in.readableBytes() < length + 2) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readBytes(bytes).skipBytes(2);
    return bytes;
  }

  /** A line without its end; null if the end has not come yet. */
  private static @Nullable String line(ByteBuf in) {
    int length = in.bytesBefore((byte) '\n');
    if (length > MAX_LINE || (length < 0 && in.readableBytes() > MAX_LINE)) {
      throw new DecoderException("Too long a line");
    } else if (length < 0) {
      return null;
    }
    String line = in.readCharSequence(length, StandardCharsets.UTF_8).toString();
    in.skipBytes(1);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static char kind(String line) {
    return line.isEmpty() ? 0 : line.charAt(0);
  }

  private static int number(String line, int max) {
    try {
      int number = Integer.parseInt(line.substring(1));
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new DecoderException("Not a length", e);
    }
    throw new DecoderException("Not a length that can be");
  }
}
