package io.nearfar.internal.far;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.redisson.connection.MasterSlaveEntry;

/**
 * The ways to the replicas. A replica that does not answer costs its callers half of their timeout,
 * the other half is left for the master; then the replicas of that master are left alone for a
 * while. Thread-safe.
 */
final class ReplicaReads {
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int BATCHES_IN_FLIGHT = 2;

  private final Wire wire;
  private final long patienceNanos;
  private final ConcurrentMap<MasterSlaveEntry, Way> ways = new ConcurrentHashMap<>();

  ReplicaReads(Wire wire, long timeoutNanos) {
    this.wire = wire;
    patienceNanos = timeoutNanos / 2;
  }

  /**
   * Asks a replica.
   *
   * @param master whose
   * @param call a read
   * @return the reply; null if there was none in time, or a failure
   */
  @Nullable Object ask(MasterSlaveEntry master, Call call, String cache) {
    Way way = way(master);
    if (way.rests()) {
      return null;
    }
    way.lane.submit(call);
    return await(way, call, System.nanoTime() + patienceNanos, cache);
  }

  /**
   * Asks replicas, those of all masters at once.
   *
   * @param masters whose, in the order of the calls
   * @param calls reads
   * @return the replies, each null if there was none in time, or a failure
   */
  List<@Nullable Object> askAll(List<MasterSlaveEntry> masters, List<Call> calls, String cache) {
    long deadline = System.nanoTime() + patienceNanos;
    for (int i = 0; i < calls.size(); i++) {
      Way way = way(masters.get(i));
      if (!way.rests()) {
        way.lane.submit(calls.get(i));
      } else {
        calls.get(i).cancel(false);
      }
    }
    List<@Nullable Object> replies = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      replies.add(call.isCancelled() ? null : await(way(masters.get(i)), call, deadline, cache));
    }
    return replies;
  }

  /** Forgets the masters that are gone. */
  void retain(Collection<MasterSlaveEntry> masters) {
    ways.keySet().retainAll(masters);
  }

  private @Nullable Object await(Way way, Call call, long deadline, String cache) {
    try {
      return call.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      call.giveUp();
      way.rest();
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.giveUp();
      throw FarFailures.interrupted(cache, e, /* maybeMade= */ false);
    }
  }

  private Way way(MasterSlaveEntry master) {
    Way way = ways.get(master);
    return way != null ? way : ways.computeIfAbsent(master, Way::new);
  }

  /** To the replicas of one master. */
  private final class Way {
    private final Lane lane;

    /** By the clock of {@link System#nanoTime()}. */
    private volatile long restsUntil = System.nanoTime();

    Way(MasterSlaveEntry master) {
      lane =
          new Lane(
              BATCHES_IN_FLIGHT,
              (calls, done) -> wire.send(master, /* fromReplica= */ true, calls, done));
    }

    boolean rests() {
      return restsUntil - System.nanoTime() > 0;
    }

    void rest() {
      restsUntil = System.nanoTime() + REST_NANOS;
    }
  }
}
