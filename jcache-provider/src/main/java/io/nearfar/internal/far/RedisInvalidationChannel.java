package io.nearfar.internal.far;

import io.nearfar.internal.util.WarnOnce;
import io.nearfar.spi.Invalidation;
import io.nearfar.spi.InvalidationChannel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisConnection;
import org.redisson.connection.MasterSlaveEntry;

/**
 * The announcements of one cache, over a connection of its own to one master; in a cluster the
 * masters pass the announcements on among themselves. Whatever happens to the connection, it is
 * given up as a whole and another one is made, so there is no state that could be left over.
 *
 * <p>Everything happens on one thread of the driver's channels, one thing after the other; other
 * threads only ask for it. {@link #close} waits for what is just happening there.
 */
final class RedisInvalidationChannel implements InvalidationChannel {
  private static final Logger LOGGER = System.getLogger(RedisInvalidationChannel.class.getName());

  private static final long MIN_PAUSE_MILLIS = 25;
  private static final long MAX_PAUSE_MILLIS = 1_000;

  /** What is not permitted is not soon permitted. */
  private static final long REFUSED_PAUSE_MILLIS = 30_000;

  private final FarClient client;
  private final CacheLayout layout;
  private final HighWater highWater;
  private final long refusedPauseMillis;
  private final EventLoop loop;
  private final AtomicBoolean subscribed = new AtomicBoolean();
  private final WarnOnce refusals = new WarnOnce(LOGGER);
  private final WarnOnce faults = new WarnOnce(LOGGER);

  /** Null before the beginning and after the end. Of the loop, as all that follow. */
  private @Nullable Subscriber subscriber;

  private @Nullable Attempt current;
  private @Nullable ScheduledFuture<?> next;
  private int failures;

  RedisInvalidationChannel(FarClient client, CacheLayout layout, HighWater highWater) {
    this(client, layout, highWater, REFUSED_PAUSE_MILLIS);
  }

  /** As the other; a test does not wait that long. */
  RedisInvalidationChannel(
      FarClient client, CacheLayout layout, HighWater highWater, long refusedPauseMillis) {
    this.client = client;
    this.layout = layout;
    this.highWater = highWater;
    this.refusedPauseMillis = refusedPauseMillis;
    loop = client.nextLoop();
  }

  // ---- on the threads of callers

  @Override
  public void subscribe(Subscriber newSubscriber) {
    if (!subscribed.compareAndSet(false, true)) {
      throw new IllegalStateException("Subscribed already");
    }
    onLoop(
        () -> {
          subscriber = newSubscriber;
          connect();
        });
  }

  @Override
  public void renew() {
    onLoop(
        () -> {
          failures = 0;
          giveUp();
          connect();
        });
  }

  /** {@inheritDoc} May be called repeatedly, and by the subscriber. */
  @Override
  public void close() {
    subscribed.set(true);
    if (loop.inEventLoop()) {
      end();
      return;
    }
    CompletableFuture<Void> ended = new CompletableFuture<>();
    try {
      loop.execute(
          () -> {
            end();
            ended.complete(null);
          });
    } catch (RejectedExecutionException e) {
      return; // the client is closed, and with it all connections
    }
    ended.join();
  }

  private void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOGGER.log(Level.DEBUG, "The client is closed", e);
    }
  }

  // ---- on the loop

  private void end() {
    subscriber = null;
    giveUp();
  }

  /** Drops what there is, be it a link or an attempt to make one. */
  private void giveUp() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
    Attempt last = current;
    current = null;
    if (last != null) {
      last.drop();
    }
  }

  private void connect() {
    if (subscriber == null || client.isClosed()) {
      return;
    }
    Attempt attempt = new Attempt();
    current = attempt;
    MasterSlaveEntry master = master();
    if (master == null) {
      attempt.failed("no master", MAX_PAUSE_MILLIS);
      return;
    }
    attempt.connect(master);
  }

  /**
   * Where the descriptor is: so the caches are spread over the masters. Every other time another
   * one, because all of them pass on what one is told.
   */
  private @Nullable MasterSlaveEntry master() {
    MasterSlaveEntry own = client.masterOf(layout.descriptorSlot());
    List<MasterSlaveEntry> all = client.masters();
    return (own != null && failures % 2 == 0) || all.isEmpty()
        ? own
        : all.get(failures / 2 % all.size());
  }

  private void connectLater(long millis) {
    failures++;
    long pause = millis - ThreadLocalRandom.current().nextLong(1 + millis / 4);
    next = loop.schedule(this::connect, pause, TimeUnit.MILLISECONDS);
  }

  private long pauseMillis() {
    return Math.min(MAX_PAUSE_MILLIS, MIN_PAUSE_MILLIS << Math.min(failures, 10));
  }

  /** A subscriber that fails may have missed something: the link ends, as if messages were lost. */
  private void tell(Consumer<Subscriber> what) {
    Subscriber present = subscriber;
    if (present == null) {
      return;
    }
    try {
      what.accept(present);
    } catch (RuntimeException e) {
      faults.log(() -> FarMessages.subscriberFailed(layout.cache()), e);
      Attempt link = current;
      if (link != null && link.linked) {
        link.failed("the subscriber failed", pauseMillis());
      }
    }
  }

  /** One connection, from the wish for it to its end. */
  private final class Attempt implements Subscription.Events {
    private @Nullable RedisConnection connection;
    private @Nullable ScheduledFuture<?> patience;
    private boolean linked;

    void connect(MasterSlaveEntry master) {
      patience =
          loop.schedule(
              () -> failed("no answer", pauseMillis()),
              client.connectNanos() + client.timeoutNanos(),
              TimeUnit.NANOSECONDS);
      client
          .connectTo(master)
          .whenComplete((made, failure) -> inOrder(() -> connected(made, failure)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for its end.
    private void connected(@Nullable RedisConnection made, @Nullable Throwable failure) {
      if (made == null) {
        failed(String.valueOf(failure), pauseMillis());
      } else if (current == this) {
        connection = made;
        Subscription.begin(made.getChannel(), layout.channel(), client.timeoutNanos(), this);
      } else {
        made.closeAsync(); // nobody wants it any more
      }
    }

    /** As long as this is what there is; else it was told of its end, or nobody listens. */
    private void inOrder(Runnable event) {
      if (loop.inEventLoop()) {
        event.run();
      } else {
        onLoop(event);
      }
    }

    @Override
    public void subscribed() {
      inOrder(
          () -> {
            if (current == this && !linked) {
              linked = true;
              failures = 0;
              stopWaiting();
              tell(Subscriber::linked);
            }
          });
    }

    @Override
    public void message(byte[] message) {
      inOrder(
          () -> {
            if (current == this) {
              deliver(message);
            }
          });
    }

    private void deliver(byte[] message) {
      Invalidation invalidation = MessageFormat.read(message, layout.segments());
      if (invalidation != null) {
        highWater.saw(invalidation.segment(), invalidation.version());
        tell(present -> present.received(invalidation));
      } else if (!MessageFormat.isForNobody(message)) {
        tell(Subscriber::unreadable);
      }
    }

    @Override
    public void refused(String text) {
      inOrder(
          () -> {
            if (current != this || linked) {
              return;
            }
            boolean denied = text.startsWith("NOPERM");
            if (denied) {
              refusals.log(
                  () -> FarMessages.notListening(layout.cache()), new SecurityException("NOPERM"));
            }
            failed(DriverFailure.withoutData(text), denied ? refusedPauseMillis : pauseMillis());
          });
    }

    @Override
    public void ended() {
      inOrder(() -> failed("the connection was closed", pauseMillis()));
    }

    /** It ends, and another one is to be made. */
    private void failed(String why, long pauseMillis) {
      if (current == this) {
        LOGGER.log(Level.DEBUG, "Cache ''{0}'': not listening: {1}", layout.cache(), why);
        current = null;
        connectLater(pauseMillis);
        drop();
      }
    }

    /** It ends. The subscriber hears so last: it may close the channel, or ask for another one. */
    @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for its end.
    void drop() {
      stopWaiting();
      if (connection != null) {
        connection.closeAsync();
      }
      if (linked) {
        linked = false;
        tell(Subscriber::unlinked);
      }
    }

    private void stopWaiting() {
      if (patience != null) {
        patience.cancel(false);
      }
    }
  }
}
