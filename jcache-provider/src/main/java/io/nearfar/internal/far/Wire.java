package io.nearfar.internal.far;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.redisson.RedissonShutdownException;
import org.redisson.api.BatchOptions;
import org.redisson.client.RedisConnection;
import org.redisson.client.RedisRedirectException;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.BatchCommandData;
import org.redisson.command.CommandBatchService;
import org.redisson.command.RedisCommonBatchExecutor;
import org.redisson.command.RedisExecutor;
import org.redisson.config.ConstantDelay;
import org.redisson.config.DelayStrategy;
import org.redisson.config.ReadMode;
import org.redisson.connection.ConnectionManager;
import org.redisson.connection.MasterSlaveEntry;
import org.redisson.connection.NodeSource;
import org.redisson.liveobject.core.RedissonObjectBuilder.ReferenceType;

/**
 * Hands calls to the driver: one command, or several in one batch, to one master or one of its
 * replicas. The driver finds connections, follows a cluster's redirections of single commands, and
 * times out; it never repeats what may have been executed, because it can't know whether that is
 * harmless.
 *
 * <p>This is the driver's own inner interface and not its public one: the latter wraps each command
 * of a batch in several objects and futures, and repeats scripts on its own.
 */
final class Wire {
  private static final DelayStrategy NO_DELAY = new ConstantDelay(Duration.ZERO);

  private final ConnectionManager connections;

  /**
   * That of the connection that was used last, as a rule the one that is used next: otherwise each
   * command would have to wake two threads on its way.
   */
  private volatile EventLoop loop;

  private final int timeoutMillis;
  private final BatchOptions batchOptions;

  Wire(ConnectionManager connections, Duration timeout) {
    this.connections = connections;
    loop = connections.getServiceManager().getGroup().next();
    timeoutMillis = Math.toIntExact(timeout.toMillis());
    batchOptions =
        BatchOptions.defaults()
            .retryAttempts(0)
            .retryDelay(NO_DELAY)
            .responseTimeout(timeoutMillis, TimeUnit.MILLISECONDS);
  }

  /**
   * Sends calls; implements {@link Lane.Sender}. All of it happens on the thread of the channels,
   * where the writing has to take place anyway: so the driver does its work, and its network
   * library keeps its thread locals, on no thread of a caller.
   *
   * @param node the master
   * @param fromReplica whether one of its replicas is to answer, if there is one
   * @param calls at least one
   * @param done run when all have been answered or have failed
   */
  void send(MasterSlaveEntry node, boolean fromReplica, List<Call> calls, Runnable done) {
    EventLoop now = loop;
    if (now.inEventLoop()) {
      sendNow(node, fromReplica, calls, done);
      return;
    }
    try {
      now.execute(() -> sendNow(node, fromReplica, calls, done));
    } catch (RejectedExecutionException e) {
      calls.forEach(call -> call.completeExceptionally(new RedissonShutdownException("Closed")));
      done.run();
    }
  }

  /** Runs a task after a while on the thread of the channels; never, if they are closed before. */
  @SuppressWarnings("FutureReturnValueIgnored") // It can't fail.
  void schedule(Runnable task, Duration delay) {
    try {
      loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Its only purpose is to be notified.
  private void sendNow(
      MasterSlaveEntry node, boolean fromReplica, List<Call> calls, Runnable done) {
    if (calls.size() == 1) {
      Call call = calls.get(0);
      // Registered first, so run last: whoever waits for the reply is woken before the next batch
      // is made.
      call.whenComplete((reply, failure) -> done.run());
      sendOne(node, fromReplica, call);
    } else {
      sendMany(node, fromReplica, calls, done);
    }
  }

  private void sendOne(MasterSlaveEntry node, boolean fromReplica, Call call) {
    try {
      new Single(new NodeSource(node), fromReplica, call, connections, timeoutMillis).execute();
    } catch (RuntimeException e) {
      call.completeExceptionally(e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Its only purpose is to be notified.
  private void sendMany(
      MasterSlaveEntry node, boolean fromReplica, List<Call> calls, Runnable done) {
    CommandBatchService.Entry batch = new CommandBatchService.Entry();
    batch.setReadOnlyMode(fromReplica);
    int index = 0;
    for (Call call : calls) {
      index++;
      batch.add(
          new BatchCommandData<>(
              call, ByteArrayCodec.INSTANCE, call.command(), call.parameters(), index));
    }
    CompletableFuture<Void> whole = new CompletableFuture<>();
    whole.whenComplete(
        (nothing, failure) -> {
          failTheRest(batch, failure);
          done.run();
        });
    try {
      new Batch(new NodeSource(node), whole, connections, batchOptions, batch).execute();
    } catch (RuntimeException e) {
      whole.completeExceptionally(e);
    }
  }

  private void uses(RedisConnection connection) {
    EventLoop its = connection.getChannel().eventLoop();
    if (its != loop) {
      loop = its;
    }
  }

  /** Failures that the driver would repeat on its own it does not tell the single command. */
  private static void failTheRest(CommandBatchService.Entry batch, @Nullable Throwable failure) {
    for (BatchCommandData<?, ?> command : batch.getCommands()) {
      if (!command.getPromise().isDone()) {
        Throwable own = command.cause();
        Throwable cause = own != null ? own : failure;
        command
            .getPromise()
            .completeExceptionally(
                cause != null ? cause : new IllegalStateException("A reply is missing"));
      }
    }
  }

  /** One command. */
  private final class Single extends RedisExecutor<Object, Object> {
    Single(
        NodeSource source,
        boolean fromReplica,
        Call call,
        ConnectionManager connections,
        int timeoutMillis) {
      super(
          /* readOnlyMode= */ fromReplica,
          source,
          ByteArrayCodec.INSTANCE,
          call.command(),
          call.parameters(),
          call,
          /* ignoreRedirect= */ false,
          connections,
          /* objectBuilder= */ null,
          ReferenceType.DEFAULT,
          /* noRetry= */ true,
          /* retryAttempts= */ 0,
          NO_DELAY,
          timeoutMillis,
          /* trackChanges= */ false,
          fromReplica ? ReadMode.SLAVE : ReadMode.MASTER);
    }

    @Override
    protected void sendCommand(CompletableFuture<Object> attempt, RedisConnection connection) {
      uses(connection);
      super.sendCommand(attempt, connection);
    }

    /**
     * Nothing is to be freed: parameters are arrays and numbers. The driver would ask each whether
     * it is counted, which takes longer than to send it, before the caller gets the reply.
     */
    @Override
    protected void free() {}
  }

  /**
   * Follows no redirections. The driver would take the whole batch along, say {@code ASKING} for
   * its first command only, and so send the others from node to node until the time is up. They
   * come back as failures instead, and each is sent once more by itself.
   */
  private final class Batch extends RedisCommonBatchExecutor {
    Batch(
        NodeSource source,
        CompletableFuture<Void> whole,
        ConnectionManager connections,
        BatchOptions options,
        CommandBatchService.Entry batch) {
      super(
          source,
          whole,
          connections,
          options,
          batch,
          new AtomicInteger(1),
          ReferenceType.DEFAULT,
          /* noRetry= */ true);
    }

    @Override
    protected void sendCommand(CompletableFuture<Void> attempt, RedisConnection connection) {
      uses(connection);
      super.sendCommand(attempt, connection);
    }

    /** As with a {@link Single} one. */
    @Override
    protected void free() {}

    @Override
    protected void checkAttemptPromise(
        CompletableFuture<Void> attempt, CompletableFuture<RedisConnection> connection) {
      if (cause(attempt) instanceof RedisRedirectException redirection) {
        handleError(connection, redirection);
      } else {
        super.checkAttemptPromise(attempt, connection);
      }
    }
  }
}
