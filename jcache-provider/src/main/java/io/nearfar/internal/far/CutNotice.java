package io.nearfar.internal.far;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.redisson.client.NettyHook;
import org.redisson.client.RedisConnection;
import org.redisson.client.RedisReconnectedException;
import org.redisson.client.handler.CommandsQueue;
import org.redisson.client.protocol.QueueCommand;
import org.redisson.client.protocol.QueueCommandHolder;

/**
 * Tells commands that wait for a reply at once when their connection was cut. The driver forgets
 * them, and their callers wait until the timeout. Lets the driver make no connection again that was
 * cut before it was made. Remembers why TLS could not be agreed upon, which the driver reports as a
 * closed connection.
 */
@ChannelHandler.Sharable
final class CutNotice extends ChannelInboundHandlerAdapter implements NettyHook {
  private static final AttributeKey<Boolean> CONNECTED =
      AttributeKey.valueOf(CutNotice.class, "connected");

  private volatile @Nullable Throwable handshakeFailure;

  @Override
  public void afterBoostrapInitialization(Bootstrap bootstrap) {}

  @Override
  public void afterChannelInitialization(Channel channel) {
    channel.pipeline().addFirst(this);
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      // That there was no connection at all is no matter of TLS.
      tls.handshakeFuture()
          .addListener(
              handshake ->
                  handshakeFailure =
                      handshake.cause() instanceof SSLException failure
                              && channel.hasAttr(CONNECTED)
                          ? failure
                          : null);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.channel().attr(CONNECTED).set(true);
    context.fireChannelActive();
  }

  /** Why TLS could not be agreed upon last; null if it could, or was not tried. */
  @Nullable Throwable handshakeFailure() {
    return handshakeFailure;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Queue<QueueCommandHolder> queue = context.channel().attr(CommandsQueue.COMMANDS_QUEUE).get();
    List<QueueCommandHolder> waiting = queue == null ? List.of() : List.copyOf(queue);
    closeUnmade(RedisConnection.getFrom(context.channel()));
    context.fireChannelInactive();
    for (QueueCommandHolder holder : waiting) {
      QueueCommand command = holder.getCommand();
      if (!command.isBlockingCommand()) {
        command.tryFailure(new RedisReconnectedException("The connection was cut"));
      }
    }
  }

  /**
   * A connection that was cut before it was made has failed, and whoever wants one asks for
   * another. The driver would make this one again, but only two at a time: behind a proxy that
   * accepts connections and closes them thousands wait. Those that were closed meanwhile let each
   * other pass by a recursion that overflows the stack, and then no connection is ever made again.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // The channel is closed already.
  private static void closeUnmade(@Nullable RedisConnection connection) {
    if (connection != null) {
      CompletableFuture<?> made = connection.getConnectionPromise();
      if (!made.isDone() || made.isCompletedExceptionally()) {
        connection.closeAsync();
      }
    }
  }
}
