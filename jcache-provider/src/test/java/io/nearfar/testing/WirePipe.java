package io.nearfar.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * One direction of a connection: cuts what comes in into units of the protocol, and keeps what is
 * to go out until it can be written. What is not this protocol, such as TLS, goes through as it is.
 * Not thread-safe.
 */
final class WirePipe {
  private static final int CHUNK = 1 << 16;

  /** With so much still to be written nothing more is read. */
  private static final int FULL = 1 << 20;

  private final SocketChannel from;
  private final SocketChannel to;
  private ByteBuffer in = ByteBuffer.allocate(CHUNK);
  private ByteBuffer out = ByteBuffer.allocate(CHUNK);
  private boolean foreign;
  private boolean ended;

  WirePipe(SocketChannel from, SocketChannel to) {
    this.from = from;
    this.to = to;
  }

  boolean wantsToRead() {
    return !ended && out.position() < FULL;
  }

  boolean wantsToWrite() {
    return out.position() > 0;
  }

  /** Whether the sender has closed, and all it had sent is written. */
  boolean isDone() {
    return ended && !wantsToWrite();
  }

  /**
   * Reads what is there.
   *
   * @param units gets each unit, for as long as the call lasts; what shall pass it must {@link
   *     #add}
   */
  void read(Consumer<ByteBuffer> units) throws IOException {
    ended = from.read(in) < 0;
    in.flip();
    while (in.hasRemaining()) {
      int length = foreign || ended ? in.remaining() : RespFrame.length(in);
      if (length == RespFrame.INCOMPLETE) {
        break;
      }
      if (length == RespFrame.FOREIGN) {
        foreign = true;
        continue;
      }
      ByteBuffer unit = in.slice(in.position(), length);
      in.position(in.position() + length);
      if (foreign || ended) {
        add(unit);
      } else {
        units.accept(unit);
      }
    }
    in.compact();
    in = withRoom(in, 1);
  }

  /** Adds to what is to be written. */
  void add(ByteBuffer unit) {
    out = withRoom(out, unit.remaining());
    out.put(unit);
  }

  /** Writes what the receiver takes. */
  void write() throws IOException {
    out.flip();
    to.write(out);
    out.compact();
  }

  private static ByteBuffer withRoom(ByteBuffer buffer, int bytes) {
    if (buffer.remaining() >= bytes) {
      return buffer;
    }
    int needed = Math.addExact(buffer.position(), bytes);
    return ByteBuffer.allocate(Math.max(needed, 2 * buffer.capacity())).put(buffer.flip());
  }
}
