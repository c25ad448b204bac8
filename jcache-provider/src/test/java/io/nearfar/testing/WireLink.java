package io.nearfar.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of a client and the one to the server that belongs to it. Not thread-safe. */
final class WireLink {
  private final FaultyWire wire;
  private final PushLine line;
  private final SocketChannel clientChannel;
  private final SocketChannel serverChannel;
  private final SelectionKey client;
  private final SelectionKey server;
  private final WirePipe toServer;
  private final WirePipe toClient;

  private boolean asked;
  private boolean version3;
  private int channels;
  private int shardChannels;

  WireLink(
      FaultyWire wire,
      PushLine line,
      Selector selector,
      SocketChannel clientChannel,
      SocketChannel serverChannel)
      throws IOException {
    this.wire = wire;
    this.line = line;
    this.clientChannel = clientChannel;
    this.serverChannel = serverChannel;
    client = register(clientChannel, selector);
    server = register(serverChannel, selector);
    toServer = new WirePipe(clientChannel, serverChannel);
    toClient = new WirePipe(serverChannel, clientChannel);
  }

  private SelectionKey register(SocketChannel channel, Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.socket().setTcpNoDelay(true);
    return channel.register(selector, 0, this);
  }

  /** Whether it has a subscription. */
  boolean isSubscribed() {
    return channels + shardChannels > 0;
  }

  boolean isOpen() {
    return client.isValid() && server.isValid();
  }

  void faults(PushFaults faults, long now) {
    line.faults(faults, now);
  }

  /** When it has something to do without anybody sending; {@link PushLine#NEVER} if nothing. */
  long nextDue() {
    return line.nextDue();
  }

  /** Reads what has come for one of its two ends. */
  void read(SelectionKey end, long now) {
    try {
      if (end == client) {
        toServer.read(this::request);
      } else {
        toClient.read(unit -> reply(unit, now));
      }
    } catch (IOException gone) {
      close();
    }
  }

  private void request(ByteBuffer unit) {
    asked |=
        switch (RespFrame.firstWord(unit)) {
          case "subscribe", "psubscribe", "ssubscribe" -> true;
          default -> false;
        };
    toServer.add(unit);
  }

  private void reply(ByteBuffer unit, long now) {
    version3 |= RespFrame.isPush(unit);
    // Elsewhere an array that looks like a message is an ordinary reply.
    if (RespFrame.isPush(unit) || (asked && !version3)) {
      switch (RespFrame.firstWord(unit)) {
        case "message", "pmessage", "smessage", "invalidate" -> {
          if (version3 || isSubscribed()) {
            push(unit, now);
            return;
          }
        }
        case "subscribe", "psubscribe" -> channels = subscriptions(unit, channels);
        case "ssubscribe" -> shardChannels = subscriptions(unit, shardChannels);
        case "unsubscribe", "punsubscribe" -> {
          channels = subscriptions(unit, channels);
          releasePushes(now);
        }
        case "sunsubscribe" -> {
          shardChannels = subscriptions(unit, shardChannels);
          releasePushes(now);
        }
        default -> {}
      }
    }
    toClient.add(unit);
  }

  private static int subscriptions(ByteBuffer confirmation, int before) {
    int now = RespFrame.lastNumber(confirmation);
    return now < 0 ? before : now;
  }

  private void push(ByteBuffer unit, long now) {
    byte[] bytes = new byte[unit.remaining()];
    unit.get(bytes);
    wire.counted(WireCount.PUSHES, 1);
    wire.counted(WireCount.PUSH_BYTES, bytes.length);
    line.offer(bytes, now);
    sendDue(now);
  }

  /** No client expects messages after it was told that a subscription is over. */
  private void releasePushes(long now) {
    line.release(now);
    sendDue(now);
  }

  private void sendDue(long now) {
    for (byte[] push = line.poll(now); push != null; push = line.poll(now)) {
      toClient.add(ByteBuffer.wrap(push));
    }
  }

  /** Writes what is due and may be written, and says what it waits for. */
  void go(long now) {
    if (!isOpen()) {
      return;
    }
    sendDue(now);
    boolean up = !wire.isHeld(FaultyWire.Direction.TO_SERVER, this);
    boolean down = !wire.isHeld(FaultyWire.Direction.TO_CLIENT, this);
    try {
      if (up && toServer.wantsToWrite()) {
        toServer.write();
      }
      if (down && toClient.wantsToWrite()) {
        toClient.write();
      }
    } catch (IOException gone) {
      close();
      return;
    }
    if (toServer.isDone() || toClient.isDone()) {
      close();
      return;
    }
    client.interestOps(operations(up && toServer.wantsToRead(), down && toClient.wantsToWrite()));
    server.interestOps(operations(down && toClient.wantsToRead(), up && toServer.wantsToWrite()));
  }

  private static int operations(boolean read, boolean write) {
    return (read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0);
  }

  void close() {
    close(clientChannel);
    close(serverChannel);
  }

  static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException ignored) {
      // It is gone either way.
    }
  }
}
