package io.nearfar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A wire between clients and one Redis server that can be made faulty while it is in use: messages
 * of subscriptions get lost, late, doubled or swapped, connections break or fall silent. Requests
 * and replies pass in their order and undamaged, at most not at all, in version 2 and 3 of the
 * protocol; what is not this protocol passes as it is.
 *
 * <pre>{@code
 * try (RedisServer redis = RedisServer.builder().start();
 *     FaultyWire wire = FaultyWire.to(redis, 42)) {
 *   // The node under test connects to wire.url(), everybody else to redis.url().
 *   wire.pushes(PushFaults.none().dropAll());
 * }
 * }</pre>
 *
 * <p>A node that shall have faults of its own has a wire of its own. Each change is in effect when
 * the call that makes it returns. Thread-safe. One daemon thread does the work.
 */
public final class FaultyWire implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  /** Which connections are meant. */
  public enum Which {
    /** All. */
    ALL,
    /** Those that have a subscription. */
    SUBSCRIBED,
    /** Those that have none. */
    UNSUBSCRIBED;

    boolean means(WireLink link) {
      return this == ALL || link.isSubscribed() == (this == SUBSCRIBED);
    }
  }

  /** Which way. */
  public enum Direction {
    /** What clients send. */
    TO_SERVER,
    /** Replies and messages. */
    TO_CLIENT
  }

  private final RedisEndpoint server;
  private final long seed;
  private final Selector selector;
  private final ServerSocketChannel listener;
  private final InetSocketAddress address;
  private final Thread thread;
  private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicLongArray counts = new AtomicLongArray(WireCount.values().length);
  private final long start = System.nanoTime();
  private volatile boolean closed;

  // Only the thread of the wire uses these.
  private final List<WireLink> links = new ArrayList<>();
  private final Map<Direction, Which> held = new EnumMap<>(Direction.class);
  private PushFaults faults = PushFaults.none();
  private boolean refusing;

  private FaultyWire(RedisEndpoint server, long seed) throws IOException {
    this.server = server;
    this.seed = seed;
    selector = Selector.open();
    listener = ServerSocketChannel.open();
    try {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      address = (InetSocketAddress) listener.getLocalAddress();
    } catch (IOException e) {
      closeSockets();
      throw e;
    }
    thread = new Thread(this::work, "faulty-wire-" + port());
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * A wire without faults.
   *
   * @param server what it leads to; need not run yet, and may be stopped and started
   * @param seed decides what is random in the faults: the same for the n-th connection each time
   */
  public static FaultyWire to(RedisEndpoint server, long seed) {
    try {
      return new FaultyWire(server, seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public String host() {
    return address.getAddress().getHostAddress();
  }

  /** Where it listens. */
  public int port() {
    return address.getPort();
  }

  /** The address for {@code far.url}. */
  public String url() {
    return "redis://" + host() + ":" + port();
  }

  /**
   * A new connection through the wire, not logged in.
   *
   * @return to be closed
   */
  public RespClient connect() {
    return new RespClient(host(), port());
  }

  /**
   * What happens to messages of subscriptions from here on, on all connections. Messages that wait
   * because of the faults before go out at once.
   */
  public void pushes(PushFaults next) {
    ask(
        () -> {
          faults = next;
          links.forEach(link -> link.faults(next, now()));
          return next;
        });
  }

  /**
   * Breaks connections.
   *
   * @return how many
   */
  public int cut(Which which) {
    return ask(
        () -> {
          int cut = 0;
          for (WireLink link : links) {
            if (link.isOpen() && which.means(link)) {
              link.close();
              cut++;
            }
          }
          counted(WireCount.CUT, cut);
          return cut;
        });
  }

  /** Whether new connections of clients are closed at once, from here on. */
  public void refuse(boolean refuse) {
    ask(() -> refusing = refuse);
  }

  /**
   * Forwards nothing more in a direction, while connections stay open; this holds for connections
   * to come, too. What was sent meanwhile arrives after {@link #resume()}.
   */
  public void hold(Which which, Direction direction) {
    ask(() -> held.put(direction, which));
  }

  /** {@linkplain #hold(Which, Direction) Holds} both directions. */
  public void hold(Which which) {
    hold(which, Direction.TO_SERVER);
    hold(which, Direction.TO_CLIENT);
  }

  /** Forwards again what is held. */
  public void resume() {
    ask(
        () -> {
          held.clear();
          return held;
        });
  }

  /** What has happened since the start. */
  public long count(WireCount what) {
    return counts.get(what.ordinal());
  }

  void counted(WireCount what, long amount) {
    counts.addAndGet(what.ordinal(), amount);
  }

  boolean isHeld(Direction direction, WireLink link) {
    Which which = held.get(direction);
    return which != null && which.means(link);
  }

  /** Runs in the wire's thread, between two rounds. */
  private <T> T ask(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    tasks.add(task);
    if (closed) {
      throw new IllegalStateException("The wire is closed.");
    }
    selector.wakeup();
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (CancellationException e) {
      throw new IllegalStateException("The wire is closed.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The wire does not work.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void work() {
    try {
      while (!closed) {
        selector.select(this::ready, millisToWait());
        for (FutureTask<?> task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        long now = now();
        links.forEach(link -> link.go(now));
        links.removeIf(link -> !link.isOpen());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      closed = true;
      closeSockets();
    }
  }

  /** 0 = until something comes. */
  private long millisToWait() {
    long due = links.stream().mapToLong(WireLink::nextDue).min().orElse(PushLine.NEVER);
    if (due == PushLine.NEVER) {
      return 0;
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(due - now() + 999_999));
  }

  private long now() {
    return System.nanoTime() - start;
  }

  private void ready(SelectionKey key) {
    if (!key.isValid()) {
      return; // The other end of the same connection was closed in this round.
    }
    if (key.isAcceptable()) {
      accept();
    } else if (key.isReadable() && key.attachment() instanceof WireLink link) {
      link.read(key, now());
    }
  }

  private void accept() {
    try {
      SocketChannel client = listener.accept();
      if (client == null) {
        return;
      }
      if (refusing) {
        counted(WireCount.REFUSED, 1);
        WireLink.close(client);
        return;
      }
      connect(client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that finds no server behind the wire is closed, as one that is gone already. */
  private void connect(SocketChannel client) throws IOException {
    SocketChannel there = SocketChannel.open();
    try {
      there.connect(new InetSocketAddress(server.host(), server.port()));
      counted(WireCount.CONNECTIONS, 1);
      long number = count(WireCount.CONNECTIONS);
      PushLine line = new PushLine(faults, seed + number, what -> counted(what, /* amount= */ 1));
      links.add(new WireLink(this, line, selector, client, there));
    } catch (IOException gone) {
      WireLink.close(client);
      WireLink.close(there);
    }
  }

  /** Closes all connections and stops listening. Closing twice does nothing more. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeSockets() {
    links.forEach(WireLink::close);
    try (listener;
        selector) {
      tasks.forEach(task -> task.cancel(false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "wire " + host() + ":" + port() + " to " + server;
  }
}
