package io.nearfar.internal.far;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A subscription to one channel, on a connection of its own. It begins with a connection that the
 * driver has made and logged in, and takes it over: of the driver's handlers only encryption stays.
 * So nobody reconnects, resubscribes, or waits in its name; a connection that is cut, or does not
 * answer, is the end of the subscription. Runs on the connection's thread.
 */
final class Subscription extends ChannelInboundHandlerAdapter {

  /** Hears of a subscription, on the connection's thread, in the order in which it happens. */
  interface Events {
    /** Messages come from now on. */
    void subscribed();

    /** A message. */
    void message(byte[] message);

    /** The server refuses the subscription; or later, as a sign of life, to give one. */
    void refused(String text);

    /** The connection is closed. May come more than once, and earlier than other events. */
    void ended();
  }

  private static final byte[] SUBSCRIBE = ascii("subscribe");
  private static final byte[] MESSAGE = ascii("message");
  private static final byte[] PING = ascii("*1\r\n$4\r\nPING\r\n");

  private final byte[] name;
  private final Events events;

  /** Whether the server was asked for a sign of life since the last one. */
  private boolean asked;

  private Subscription(byte[] name, Events events) {
    this.name = name;
    this.events = events;
  }

  /**
   * Begins a subscription; returns at once.
   *
   * @param channel a connection that is not used for anything else
   * @param name the name of the channel
   * @param quietNanos after how much silence the server is asked for a sign of life; if it gives
   *     none for as long, the connection is closed
   * @param events told of it
   */
  static void begin(Channel channel, byte[] name, long quietNanos, Events events) {
    channel.eventLoop().execute(() -> takeOver(channel, name, quietNanos, events));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // That writing fails shows by the end.
  private static void takeOver(Channel channel, byte[] name, long quietNanos, Events events) {
    channel.closeFuture().addListener(closed -> events.ended());
    ChannelPipeline pipeline = channel.pipeline();
    Map<String, ChannelHandler> drivers = pipeline.toMap();
    pipeline.addLast(
        new PushDecoder(),
        new IdleStateHandler(quietNanos, 0, 0, TimeUnit.NANOSECONDS),
        new Subscription(name, events));
    drivers.forEach(
        (handlerName, handler) -> {
          if (!(handler instanceof SslHandler)) {
            pipeline.remove(handlerName);
          }
        });
    ByteBuf command =
        Unpooled.wrappedBuffer(
            ascii("*2\r\n$9\r\nSUBSCRIBE\r\n$" + name.length + "\r\n"), name, ascii("\r\n"));
    channel.writeAndFlush(command);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object reply) {
    asked = false;
    if (reply instanceof PushDecoder.Refusal refusal) {
      events.refused(refusal.text());
    } else if (reply instanceof byte[][] parts
        && parts.length == 3
        && Arrays.equals(parts[1], name)) {
      if (Arrays.equals(parts[0], MESSAGE)) {
        events.message(parts[2]);
      } else if (Arrays.equals(parts[0], SUBSCRIBE)) {
        events.subscribed();
      }
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // That writing fails shows by the end.
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof IdleStateEvent)) {
      context.fireUserEventTriggered(event);
    } else if (asked) {
      context.close();
    } else {
      asked = true;
      context.writeAndFlush(Unpooled.wrappedBuffer(PING));
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // The end is told of when it comes.
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
