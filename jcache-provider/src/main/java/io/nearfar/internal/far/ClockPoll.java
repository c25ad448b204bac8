package io.nearfar.internal.far;

import io.nearfar.spi.FarStore.Clock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.connection.MasterSlaveEntry;

/**
 * One question for the clocks of all segments: one batch to each master, on one connection, so that
 * all answers of a master come from one process of it. Waits for nothing.
 */
final class ClockPoll {
  private static final RedisCommand<Object> INFO = new RedisCommand<>("INFO");
  private static final RedisCommand<Object> TIME = new RedisCommand<>("TIME");
  private static final Pattern RUN_ID = Pattern.compile("^run_id:(\\w+)", Pattern.MULTILINE);

  private final FarClient client;
  private final CacheLayout layout;
  private final HighWater highWater;
  private final AtomicReferenceArray<@Nullable Clock> clocks;
  private final AtomicInteger open = new AtomicInteger(1);
  private final CompletableFuture<List<@Nullable Clock>> result = new CompletableFuture<>();

  private ClockPoll(FarClient client, CacheLayout layout, HighWater highWater) {
    this.client = client;
    this.layout = layout;
    this.highWater = highWater;
    clocks = new AtomicReferenceArray<>(layout.segments().count());
  }

  /** Asks. */
  static CompletionStage<List<@Nullable Clock>> ask(
      FarClient client, CacheLayout layout, HighWater highWater) {
    ClockPoll poll = new ClockPoll(client, layout, highWater);
    poll.ask();
    return poll.result;
  }

  private void ask() {
    List<Batch> batches = batches();
    open.addAndGet(batches.size());
    client.afterPoll(this::complete);
    for (Batch batch : batches) {
      client.poll(batch.master, batch.calls, () -> arrived(batch));
    }
    leave();
  }

  /** By the masters of now: they may have changed since the last time. */
  private List<Batch> batches() {
    Map<MasterSlaveEntry, List<Integer>> segments = new HashMap<>();
    for (int i = 0; i < clocks.length(); i++) {
      MasterSlaveEntry master = client.masterOf(layout.slot(i));
      if (master != null) {
        segments.computeIfAbsent(master, m -> new ArrayList<>()).add(i);
      }
    }
    List<Batch> batches = new ArrayList<>(segments.size());
    segments.forEach((master, own) -> batches.add(new Batch(master, own)));
    return batches;
  }

  private void arrived(Batch batch) {
    try {
      batch.read();
    } finally {
      leave();
    }
  }

  private void leave() {
    if (open.decrementAndGet() == 0) {
      complete();
    }
  }

  private void complete() {
    if (result.isDone()) {
      return;
    }
    @Nullable Clock[] all = new @Nullable Clock[clocks.length()];
    for (int i = 0; i < all.length; i++) {
      all[i] = clocks.get(i);
    }
    result.complete(Arrays.asList(all));
  }

  /** The questions to one master: for clocks, for the process, and for the time. */
  private final class Batch {
    private final MasterSlaveEntry master;
    private final List<Integer> segments;
    private final List<Call> calls = new ArrayList<>();
    private final Call info = new Call(INFO, 0, /* isChange= */ false, "server");
    private final Call time = new Call(TIME, 0, /* isChange= */ false);

    Batch(MasterSlaveEntry master, List<Integer> segments) {
      this.master = master;
      this.segments = segments;
      calls.add(info);
      calls.add(time);
      // With MGET, what is no string is not there. In a cluster it takes keys of one slot.
      if (client.isCluster()) {
        segments.forEach(segment -> calls.add(meta(List.of(segment))));
      } else {
        calls.add(meta(segments));
      }
    }

    private Call meta(List<Integer> of) {
      Object[] keys = of.stream().map(layout::metaKey).toArray();
      return new Call(RedisFarStore.MGET, layout.slot(of.get(0)), /* isChange= */ false, keys);
    }

    /** What the master has answered; no clocks, if it has not answered all. */
    void read() {
      List<@Nullable Object> metas = new ArrayList<>(segments.size());
      for (Call call : calls.subList(2, calls.size())) {
        if (!(reply(call) instanceof List<?> some)) {
          return;
        }
        metas.addAll(some);
      }
      if (!(reply(time) instanceof List<?> parts) || parts.size() != 2) {
        return;
      }
      long micros = number(parts.get(0)) * 1_000_000 + number(parts.get(1));
      String server = server();
      for (int i = 0; i < segments.size(); i++) {
        SegmentMeta meta = SegmentMeta.read((byte[]) metas.get(i));
        long version = meta == null ? 0 : meta.version();
        highWater.saw(segments.get(i), version);
        clocks.set(segments.get(i), new Clock(version, micros, server));
      }
    }

    /**
     * The process that answers. If it hides its number, or this user may not ask for it, its
     * address: then a restart shows only by the versions.
     */
    private String server() {
      if (reply(info) instanceof byte[] text) {
        Matcher matcher = RUN_ID.matcher(new String(text, StandardCharsets.UTF_8));
        if (matcher.find()) {
          return matcher.group(1);
        }
      }
      return String.valueOf(master.getClient().getAddr());
    }

    private static @Nullable Object reply(Call call) {
      return call.isDone() && !call.isCompletedExceptionally() ? call.join() : null;
    }

    private static long number(@Nullable Object digits) {
      return digits instanceof byte[] bytes
          ? Long.parseLong(new String(bytes, StandardCharsets.US_ASCII))
          : 0;
    }
  }
}
