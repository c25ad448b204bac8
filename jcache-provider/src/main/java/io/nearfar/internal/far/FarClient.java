package io.nearfar.internal.far;

import io.nearfar.spi.FarException;
import io.netty.channel.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisConnection;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.RedisNodeNotFoundException;
import org.redisson.connection.ConnectionManager;
import org.redisson.connection.MasterSlaveEntry;

/**
 * The client of one set of servers. Callers wait for replies, each for at most the timeout, and
 * decide themselves what to do about failures: nothing but sending and receiving happens on the
 * driver's threads.
 */
final class FarClient {
  /** How many commands of a bulk operation travel together. */
  static final int SLICE = 1000;

  /** A second batch is made while the first is being executed; more only make them smaller. */
  private static final int BATCHES_IN_FLIGHT = 2;

  /** Whoever polls wants to know soon that there is no answer. */
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final Logger LOGGER = System.getLogger(FarClient.class.getName());

  private final ConnectionManager connections;
  private final DriverThreads threads;
  private final Wire wire;
  private final Wire pollWire;
  private final @Nullable ReplicaReads replicas;
  private final int database;
  private final long timeoutNanos;
  private final long connectNanos;
  private final Duration pollTimeout;
  private final ConcurrentMap<MasterSlaveEntry, Lane> lanes = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private FarClient(ConnectionManager connections, DriverThreads threads, ClientSettings settings) {
    database = settings.database();
    this.connections = connections;
    this.threads = threads;
    wire = new Wire(connections, settings.timeout());
    Duration timeout = settings.timeout();
    pollTimeout = timeout.compareTo(POLL_TIMEOUT) < 0 ? timeout : POLL_TIMEOUT;
    pollWire = new Wire(connections, pollTimeout);
    timeoutNanos = settings.timeout().toNanos();
    connectNanos = settings.connectTimeout().toNanos();
    replicas = settings.readsReplicas() ? new ReplicaReads(wire, timeoutNanos) : null;
  }

  /**
   * Connects.
   *
   * @param settings where to
   * @return the client, after its servers were found fit
   * @throws FarException if they can't be reached or used
   */
  static FarClient connect(ClientSettings settings) {
    boolean wasClean = CallerThread.isClean();
    try {
      return connected(settings);
    } finally {
      CallerThread.leave(wasClean);
    }
  }

  private static FarClient connected(ClientSettings settings) {
    DriverThreads threads = new DriverThreads();
    CutNotice notice = new CutNotice();
    ConnectionManager connections;
    try {
      connections =
          threads.cleanly(
              () -> ConnectionManager.create(DriverConfig.of(settings, threads, notice)));
    } catch (RuntimeException e) {
      threads.close();
      throw FarFailures.notConnected(settings.servers(), e);
    }
    FarClient client = new FarClient(connections, threads, settings);
    try {
      DriverThreads.adopt(connections.getServiceManager().getTimer());
      // The first question makes the driver connect.
      Collection<MasterSlaveEntry> masters = connections.getEntrySet();
      for (MasterSlaveEntry master : masters) {
        ServerCheck.check(client, master, settings.servers());
      }
      return client;
    } catch (FarException e) {
      client.close();
      throw e;
    } catch (RuntimeException | ExecutionException e) {
      // Asked before the connections are closed, which fails handshakes too.
      Throwable handshake = notice.handshakeFailure();
      client.close();
      throw FarFailures.notConnected(
          settings.servers(), handshake == null ? FarFailures.reported(e) : handshake);
    }
  }

  /** A thread of the channels. */
  EventLoop nextLoop() {
    return connections.getServiceManager().getGroup().next();
  }

  /**
   * Makes a connection that belongs to the caller, logged in; does not wait. To be called on a
   * thread of the channels.
   *
   * @param master where to
   * @return completed with the connection, or with what the driver reports
   */
  CompletionStage<RedisConnection> connectTo(MasterSlaveEntry master) {
    try {
      return master.getClient().connectAsync();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** How long a connection may take. */
  long connectNanos() {
    return connectNanos;
  }

  /** The number of the database. */
  int database() {
    return database;
  }

  /** How long an operation waits. */
  long timeoutNanos() {
    return timeoutNanos;
  }

  /** Whether commands must keep to one slot. */
  boolean isCluster() {
    return connections.getServiceManager().isClusterSetup();
  }

  /** The masters, now. */
  List<MasterSlaveEntry> masters() {
    return List.copyOf(connections.getEntrySet());
  }

  /** Whether it was closed. */
  boolean isClosed() {
    return closed;
  }

  /**
   * Runs a task that nobody waits for; it ends when the client is closed, and is dropped if the
   * client is closed already.
   */
  void inBackground(Runnable task) {
    threads.background().execute(task);
  }

  /**
   * Sends a command, together with those of other threads, and waits for its reply.
   *
   * @param call the command
   * @param cache the cache's name, for messages
   * @return the reply
   * @throws FarException if there was none in time, or a failure
   */
  @Nullable Object call(Call call, String cache) {
    return call(call, /* withOthers= */ true, cache);
  }

  private @Nullable Object call(Call call, boolean withOthers, String cache) {
    checkInterrupt(call, cache);
    long deadline = System.nanoTime() + timeoutNanos;
    Call current = call;
    for (int times = 0; ; times++) {
      try {
        MasterSlaveEntry node = node(current, cache);
        if (withOthers && !current.isAlone()) {
          lane(node).submit(current);
        } else if (current.send()) {
          wire.send(node, /* fromReplica= */ false, List.of(current), () -> {});
        }
        return await(current, deadline, cache);
      } catch (ExecutionException e) {
        if (isSplit(current, e)) {
          return Call.SPLIT;
        }
        current = repeated(current, FarFailures.reported(e), times, deadline, cache);
      }
    }
  }

  /**
   * Sends reads to a master, in one batch on one connection, and does not wait.
   *
   * @param done run once, when all have been answered or have failed; or too late, see {@link
   *     #afterPoll}
   */
  void poll(MasterSlaveEntry master, List<Call> calls, Runnable done) {
    pollWire.send(master, /* fromReplica= */ false, calls, done);
  }

  /** Runs a task when nobody waits any more for a poll that begins now; not on this thread. */
  void afterPoll(Runnable task) {
    pollWire.schedule(task, pollTimeout);
  }

  /** The master of a slot, now; null if it has none. */
  @Nullable MasterSlaveEntry masterOf(int slot) {
    try {
      return connections.getWriteEntry(slot);
    } catch (RuntimeException e) {
      LOGGER.log(Level.DEBUG, "No master", e);
      return null;
    }
  }

  /** Whether plain reads go to replicas. */
  boolean readsReplicas() {
    return replicas != null;
  }

  /**
   * Asks a replica; its answer may be older than what the master would answer.
   *
   * @param call a read
   * @return the reply; null if none came soon enough, or reads go to masters: ask the master then
   * @throws FarException if the thread was interrupted, or the slot has no master
   */
  @Nullable Object askReplica(Call call, String cache) {
    checkInterrupt(call, cache);
    return replicas == null ? null : replicas.ask(node(call, cache), call, cache);
  }

  /** As {@link #askReplica}, with many commands; the replies are in the order of the commands. */
  List<@Nullable Object> askReplicas(List<Call> calls, String cache) {
    if (replicas == null || calls.isEmpty()) {
      return Collections.nCopies(calls.size(), null);
    }
    checkInterrupt(calls.get(0), cache);
    List<MasterSlaveEntry> masters = new ArrayList<>(calls.size());
    for (Call call : calls) {
      masters.add(node(call, cache));
    }
    return replicas.askAll(masters, calls, cache);
  }

  /** As {@link #call}, to a certain master and by itself. */
  @Nullable Object call(MasterSlaveEntry master, Call call, String cache) {
    try {
      checkInterrupt(call, cache);
      return ask(master, call, cache);
    } catch (ExecutionException e) {
      throw FarFailures.of(cache, FarFailures.reported(e), call.isChange());
    }
  }

  /** As {@link #call(MasterSlaveEntry, Call, String)}, with what the driver reports. */
  @Nullable Object ask(MasterSlaveEntry master, Call call, String who) throws ExecutionException {
    long deadline = System.nanoTime() + timeoutNanos;
    if (call.send()) {
      wire.send(master, /* fromReplica= */ false, List.of(call), () -> {});
    }
    return await(call, deadline, who);
  }

  /**
   * Sends many commands, one batch to each master, and waits for all replies. Many are sent in
   * slices; the timeout is that of a slice.
   *
   * @param calls the commands
   * @param cache the cache's name, for messages
   * @return the replies, in the order of the commands
   * @throws FarException if one failed; which of the other changes were made is unknown
   */
  List<@Nullable Object> callAll(List<Call> calls, String cache) {
    Replies replies = tryAll(calls, cache);
    if (replies.failure() != null) {
      throw replies.failure();
    }
    return replies.each();
  }

  /**
   * What came back.
   *
   * @param each in the order of the commands; null for those that failed or were not sent
   * @param failure the first one; null if there was none
   */
  record Replies(List<@Nullable Object> each, @Nullable FarException failure) {}

  /** As {@link #callAll}, but tells what came back before something failed. */
  Replies tryAll(List<Call> calls, String cache) {
    return tryAll(calls, /* sent= */ false, cache);
  }

  /** Commands that were sent. */
  interface Sent {

    /** Waits for the replies, and sends what could not be sent without waiting. */
    Replies await();
  }

  /**
   * As {@link #tryAll}, but does not wait. What is more than a slice is sent when it is awaited.
   */
  Sent begin(List<Call> calls, String cache) {
    boolean sent = sendsNow(calls.subList(0, Math.min(SLICE, calls.size())), cache);
    return () -> tryAll(calls, sent, cache);
  }

  /** Sends, unless it would have to wait for a master. */
  private boolean sendsNow(List<Call> calls, String cache) {
    for (Call call : calls) {
      if (masterOf(call.slot()) == null) {
        return false;
      }
    }
    try {
      sendAll(calls, cache);
      return true;
    } catch (FarException e) {
      LOGGER.log(Level.DEBUG, "Not sent at once", e);
      return false;
    }
  }

  private Replies tryAll(List<Call> calls, boolean sent, String cache) {
    @Nullable Object[] replies = new @Nullable Object[calls.size()];
    try {
      if (calls.size() == 1 && !sent) {
        // Of many keys, as a rule: others need not wait for all of them.
        replies[0] = call(calls.get(0), /* withOthers= */ false, cache);
        return new Replies(Arrays.asList(replies), null);
      }
      for (int from = 0; from < calls.size(); from += SLICE) {
        int to = Math.min(from + SLICE, calls.size());
        callSlice(calls.subList(from, to), sent && from == 0, replies, from, cache);
      }
      return new Replies(Arrays.asList(replies), null);
    } catch (FarException e) {
      return new Replies(Arrays.asList(replies), e);
    }
  }

  private void callSlice(
      List<Call> calls, boolean sent, @Nullable Object[] replies, int from, String cache) {
    // Of earlier slices all calls were made; of this one none yet.
    boolean othersMade = from > 0;
    long deadline = System.nanoTime() + timeoutNanos;
    Map<Integer, Call> open = new LinkedHashMap<>();
    for (int i = 0; i < calls.size(); i++) {
      open.put(from + i, calls.get(i));
    }
    FarException failure = null;
    try {
      if (!sent) {
        checkInterrupt(calls.get(0), cache);
      }
      for (int times = 0; !open.isEmpty(); times++) {
        if (!sent || times > 0) {
          sendAll(open.values(), cache);
        }
        othersMade |= calls.size() > 1;
        // What is executed in order on one node needs the text of a script once.
        Set<Object> loading = new HashSet<>();
        Map<Integer, Call> again = new LinkedHashMap<>();
        for (Map.Entry<Integer, Call> entry : open.entrySet()) {
          try {
            Call call = entry.getValue();
            int index = entry.getKey();
            Call next = settle(call, index, replies, times, deadline, cache, loading);
            if (next != null) {
              again.put(index, next);
            }
          } catch (FarException e) {
            // The others are not to miss their repetition because of this one.
            failure = failure == null ? e : failure;
          }
        }
        open = again;
      }
    } catch (FarException e) {
      failure = failure == null ? e : failure;
    }
    if (failure == null) {
      return;
    }
    if (calls.get(0).isChange() && !failure.outcomeUnknown() && othersMade) {
      // This one was not made, but others may have been.
      throw new FarException(
          String.valueOf(failure.getMessage()), failure, /* outcomeUnknown= */ true);
    }
    throw failure;
  }

  /** Waits for a reply and keeps it; or returns what is to be sent instead. */
  private @Nullable Call settle(
      Call call,
      int index,
      @Nullable Object[] replies,
      int times,
      long deadline,
      String cache,
      Set<Object> loading) {
    try {
      replies[index] = await(call, deadline, cache);
      return null;
    } catch (ExecutionException e) {
      if (isSplit(call, e)) {
        replies[index] = Call.SPLIT;
        return null;
      }
      Call next = repeated(call, FarFailures.reported(e), times, deadline, cache);
      boolean byName =
          times == 0
              && call.isScriptByName()
              && !next.isScriptByName()
              && !loading.add(List.of(node(call, cache), call.name()));
      return byName ? call.again() : next;
    }
  }

  private void sendAll(Collection<Call> calls, String cache) {
    Map<MasterSlaveEntry, List<Call>> byNode = new HashMap<>();
    for (Call call : calls) {
      MasterSlaveEntry master = node(call, cache);
      if (!call.isAlone()) {
        byNode.computeIfAbsent(master, node -> new ArrayList<>()).add(call);
      } else if (call.send()) {
        wire.send(master, /* fromReplica= */ false, List.of(call), () -> {});
      }
    }
    byNode.forEach(
        (node, batch) -> {
          batch.removeIf(call -> !call.send());
          if (!batch.isEmpty()) {
            wire.send(node, /* fromReplica= */ false, batch, () -> {});
          }
        });
  }

  /**
   * For a moment nobody has a slot: the driver takes it from one node before it gives it another.
   */
  private MasterSlaveEntry node(Call call, String cache) {
    long deadline = System.nanoTime() + timeoutNanos / 4;
    MasterSlaveEntry node = writeEntry(call, cache);
    while (node == null && deadline - System.nanoTime() > 0 && !closed) {
      LockSupport.parkNanos(PAUSE_NANOS);
      node = writeEntry(call, cache);
    }
    if (node == null) {
      throw FarFailures.of(
          cache,
          new RedisNodeNotFoundException("No master for slot " + call.slot()),
          /* isChange= */ false);
    }
    return node;
  }

  private @Nullable MasterSlaveEntry writeEntry(Call call, String cache) {
    try {
      return connections.getWriteEntry(call.slot());
    } catch (RuntimeException e) {
      throw FarFailures.of(cache, e, /* isChange= */ false);
    }
  }

  private Lane lane(MasterSlaveEntry node) {
    Lane lane = lanes.get(node);
    if (lane != null) {
      return lane;
    }
    // Here and there, when the servers change: forgets those that are gone.
    lanes.keySet().retainAll(connections.getEntrySet());
    if (replicas != null) {
      replicas.retain(connections.getEntrySet());
    }
    return lanes.computeIfAbsent(
        node,
        n ->
            new Lane(
                BATCHES_IN_FLIGHT,
                (calls, done) -> wire.send(n, /* fromReplica= */ false, calls, done)));
  }

  private static void checkInterrupt(Call call, String cache) {
    if (Thread.currentThread().isInterrupted() && call.giveUp()) {
      throw FarFailures.interrupted(
          cache, new InterruptedException("before it was sent"), /* maybeMade= */ false);
    }
  }

  private static @Nullable Object await(Call call, long deadline, String cache)
      throws ExecutionException {
    try {
      return call.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw FarFailures.timeout(cache, e, !call.giveUp() && call.isChange());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FarFailures.interrupted(cache, e, !call.giveUp() && call.isChange());
    }
  }

  private static boolean isSplit(Call call, ExecutionException failure) {
    return call.isToldSplit() && FarFailures.isSplit(FarFailures.reported(failure));
  }

  /** What to send instead of a call that failed; only what was not executed, or changes nothing. */
  private Call repeated(Call call, Throwable cause, int times, long deadline, String cache) {
    if (cause instanceof RedisNoScriptException && call.isScriptByName()) {
      return call.withBody();
    }
    // With time for an answer: a change that was sent and has none may have been made, while of one
    // that was sent back it is known that it was not.
    boolean inTime = deadline - System.nanoTime() > PAUSE_NANOS + timeoutNanos / 8;
    if (inTime && FarFailures.isRedirection(cause)) {
      if (call.isAlone() || FarFailures.isSplit(cause)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      return call.aloneAgain();
    }
    if (inTime && times == 0 && !call.isChange() && FarFailures.isCut(cause)) {
      return call.again();
    }
    throw FarFailures.of(cache, cause, call.isChange());
  }

  /** Ends all connections and threads. */
  void close() {
    closed = true;
    threads.background().shutdownNow();
    boolean wasClean = CallerThread.isClean();
    try {
      connections.shutdown(0, 2, TimeUnit.SECONDS);
    } finally {
      CallerThread.leave(wasClean);
    }
    threads.close();
  }
}
