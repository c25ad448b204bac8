package io.nearfar.internal.coherence;

import io.nearfar.config.CoherenceSettings;
import io.nearfar.config.WhileUnlinked;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Clock;
import io.nearfar.spi.Invalidation;
import io.nearfar.spi.InvalidationChannel;
import io.nearfar.spi.Ticker;
import io.nearfar.stats.LinkState;
import io.nearfar.stats.LinkStatistics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The link of one cache to the other nodes that use it: hears what they change, and polls the far
 * tier's clocks to find out what it has not heard. Copies may be served only as long as polls
 * confirm that nothing was missed, so the bound of staleness does not depend on announcements.
 *
 * <p>All its work is done on the loop, one thing at a time: so a poll is judged after every
 * announcement that came before it has taken effect. Thread-safe; no method blocks.
 */
public final class Link implements AutoCloseable {
  /** Announcements that are on their way when a poll is answered are waited for. */
  static final Duration GRACE = Duration.ofMillis(100);

  /** Beyond that many waiting announcements a gap is cheaper than their memory. */
  static final int MAX_WAITING = 100_000;

  /** So many polls that find gaps, while nothing is heard, show a deaf subscription. */
  static final int DEAF = 3;

  private static final Logger LOGGER = System.getLogger(Link.class.getName());

  private final FarStore store;
  private final InvalidationChannel channel;
  private final CopyKeeper keeper;
  private final LinkLoop loop;
  private final Ticker ticker;
  private final CoherenceSettings settings;
  private final OtherNodes others;
  private final LinkCounts counts = new LinkCounts();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile LinkState state = LinkState.BLIND;
  private volatile boolean closed;

  // The rest belongs to the loop.
  private final Chain[] chains;
  private boolean linked;
  private long linkedNanos;
  private boolean polling;
  private boolean pollAgain;
  private boolean heardSincePoll;
  private int deafPolls;
  private long askedNanos;
  private long serverMicros;
  private Runnable cancelNext = () -> {};

  /**
   * A link that is not open yet.
   *
   * @param store whose clocks are polled
   * @param channel brings the announcements; closed with the link
   * @param keeper told what becomes of its copies' originals
   * @param loop runs everything
   * @param ticker the clock of the copies' staleness
   * @param settings intervals and bounds
   * @param others told of the changes that other nodes have made
   */
  public Link(
      FarStore store,
      InvalidationChannel channel,
      CopyKeeper keeper,
      LinkLoop loop,
      Ticker ticker,
      CoherenceSettings settings,
      OtherNodes others) {
    this.store = store;
    this.channel = channel;
    this.keeper = keeper;
    this.loop = loop;
    this.ticker = ticker;
    this.settings = settings;
    this.others = others;
    this.chains = Stream.generate(Chain::new).limit(store.segments()).toArray(Chain[]::new);
  }

  /** Begins to listen and to poll. */
  public void open() {
    channel.subscribe(new Ear());
    pollSoon();
  }

  /** Something looks as if the servers had another history now: asks them at once. */
  public void pollSoon() {
    loop.execute(this::poll);
  }

  /**
   * What was seen so far.
   *
   * @param revalidated how many suspect copies turned out to hold still
   * @return a snapshot
   */
  public LinkStatistics statistics(long revalidated) {
    long seen = 0;
    for (int segment = 0; segment < chains.length; segment++) {
      seen = Math.max(seen, keeper.highWater(segment));
    }
    return counts.snapshot(state, seen, revalidated);
  }

  /** Hears and polls no more. */
  @Override
  public void close() {
    closed = true;
    channel.close();
    loop.execute(() -> cancelNext.run());
  }

  /** What the channel tells; hands everything over to the loop. */
  private final class Ear implements InvalidationChannel.Subscriber {

    @Override
    public void received(Invalidation invalidation) {
      if (!queue(() -> hear(invalidation))) {
        counts.overflowed.increment();
      }
    }

    /** Counted in its turn, so that the count tells that all before it has taken effect. */
    @Override
    public void unreadable() {
      if (!queue(
          () -> {
            // Nothing is understood, but the subscription is not deaf.
            heardSincePoll = true;
            counts.unreadable.increment();
          })) {
        counts.unreadable.increment();
      }
    }

    private boolean queue(Runnable task) {
      if (waiting.incrementAndGet() > MAX_WAITING) {
        waiting.decrementAndGet();
        return false;
      }
      loop.execute(
          () -> {
            waiting.decrementAndGet();
            task.run();
          });
      return true;
    }

    @Override
    public void linked() {
      loop.execute(() -> link(true));
    }

    @Override
    public void unlinked() {
      loop.execute(() -> link(false));
    }
  }

  // ---- announcements

  private void hear(Invalidation heard) {
    if (closed || heard.segment() < 0 || heard.segment() >= chains.length) {
      return; // Or of a cache that is cut in another way.
    }
    heardSincePoll = true;
    long lag = serverTime() - heard.version();
    int segment = heard.segment();
    switch (chains[segment].heard(heard.previous(), heard.version())) {
      case IN_ORDER, OLD -> {
        // Nothing is missing.
      }
      case GAP -> gap(segment, heard.previous());
      case FORK -> {
        fork(segment, heard.version());
        poll(); // Nothing of the new history is served before it is confirmed.
      }
    }
    take(segment, heard.version(), heard.subject());
    // Last, as all counts: who sees it sees what came of it.
    counts.heard(heard.version(), lag);
    if (heard.origin() != store.origin()) {
      tell(() -> others.changed(heard));
    }
  }

  private void take(int segment, long version, Invalidation.Subject subject) {
    if (subject instanceof Invalidation.Key key) {
      if (keeper.changed(segment, key.bytes(), version)) {
        counts.dropped.increment();
      }
    } else if (subject instanceof Invalidation.Tagged tagged) {
      keeper.tagged(segment, tagged.tags(), version);
    } else if (subject instanceof Invalidation.Fence) {
      keeper.suspect(segment, version);
    } else {
      keeper.cleared(segment, version);
    }
  }

  /** Whatever listeners, or the threads that tell them, may suffer: the copies come first. */
  private static void tell(Runnable listeners) {
    try {
      listeners.run();
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.WARNING, "Listeners of other nodes' changes were not told", e);
    }
  }

  private long serverTime() {
    return serverMicros + (ticker.nanos() - askedNanos) / 1_000;
  }

  private void gap(int segment, long version) {
    keeper.suspect(segment, version);
    counts.gaps.increment();
    counts.repairs.increment();
    tell(others::missed);
  }

  private void fork(int segment, long version) {
    keeper.forked(segment, version);
    counts.forks.increment();
    counts.repairs.increment();
    tell(others::missed);
  }

  private void link(boolean up) {
    if (closed) {
      return;
    }
    if (linked && !up) {
      counts.unlinks.increment();
      if (bypasses()) {
        for (int segment = 0; segment < chains.length; segment++) {
          keeper.bypassed(segment);
        }
      }
    }
    linked = up;
    linkedNanos = ticker.nanos();
    deafPolls = 0;
    if (state != LinkState.BLIND) {
      state = up ? LinkState.LINKED : LinkState.POLLING;
    }
    poll();
  }

  private boolean bypasses() {
    return settings.whileUnlinked() == WhileUnlinked.BYPASS;
  }

  // ---- polls

  private void poll() {
    if (closed) {
      return;
    }
    if (polling) {
      pollAgain = true;
      return;
    }
    polling = true;
    pollAgain = false;
    cancelNext.run();
    long[] highWater = new long[chains.length];
    for (int segment = 0; segment < highWater.length; segment++) {
      // Whatever was announced or answered before, the servers know of it by now.
      highWater[segment] = Math.max(keeper.highWater(segment), chains[segment].last());
    }
    long asked = ticker.nanos();
    clocks()
        .whenComplete(
            (clocks, failure) ->
                loop.execute(
                    () ->
                        polled(
                            asked,
                            highWater,
                            clocks == null ? Collections.nCopies(chains.length, null) : clocks)));
  }

  private CompletionStage<List<@Nullable Clock>> clocks() {
    try {
      return store.clocks();
    } catch (RuntimeException e) {
      // Whatever it is, the polls have to go on.
      return CompletableFuture.failedFuture(e);
    }
  }

  private void polled(long asked, long[] highWater, List<@Nullable Clock> clocks) {
    if (closed) {
      return;
    }
    List<Late> late = new ArrayList<>();
    boolean failed = false;
    for (int segment = 0; segment < chains.length; segment++) {
      Clock clock = clocks.get(segment);
      if (clock == null) {
        failed = true;
      } else if (!judge(segment, highWater[segment], clock, asked)) {
        late.add(new Late(segment, clock));
      }
    }
    (failed ? counts.failedPolls : counts.polls).increment();
    state = failed ? LinkState.BLIND : linked ? LinkState.LINKED : LinkState.POLLING;
    boolean blind = failed;
    if (late.isEmpty()) {
      end(blind, /* missed= */ false);
    } else {
      // Those who are not linked wait for nothing.
      loop.after(
          linked ? GRACE : Duration.ZERO,
          () -> {
            if (!closed) {
              end(blind, /* missed= */ settle(late, asked));
            }
          });
    }
  }

  /** An answer that is ahead of what was heard. */
  private record Late(int segment, Clock clock) {}

  /** Judges the answer for one segment; false if announcements may be on their way. */
  private boolean judge(int segment, long highWater, Clock clock, long asked) {
    Chain chain = chains[segment];
    boolean first = chain.isNew();
    switch (chain.polled(clock.version(), highWater, clock.server())) {
      case FORK -> {
        fork(segment, clock.version());
        chain.goOnFrom(clock.version());
      }
      case GAP -> {
        if (!first) {
          return false;
        }
        // What was before this node began to listen is no loss, but its copies may be older, and
        // what the application has read before.
        keeper.suspect(segment, clock.version());
        tell(others::missed);
        chain.goOnFrom(clock.version());
      }
      case IN_ORDER, OLD -> {
        // Nothing is missing.
      }
    }
    chain.isOf(clock.server());
    confirm(segment, asked, clock);
    return true;
  }

  /** Gives up waiting; returns whether something has really been missed. */
  private boolean settle(List<Late> late, long asked) {
    boolean missed = false;
    for (Late one : late) {
      if (chains[one.segment].last() < one.clock.version()) {
        missed = true;
        gap(one.segment, one.clock.version());
        chains[one.segment].goOnFrom(one.clock.version());
      }
      confirm(one.segment, asked, one.clock);
    }
    return missed;
  }

  private void confirm(int segment, long asked, Clock clock) {
    askedNanos = asked;
    serverMicros = clock.timeMicros();
    // An answer knows nothing of what was lost since it was asked for.
    if (!bypasses() || (linked && asked - linkedNanos >= 0)) {
      keeper.confirmed(segment, asked, clock.timeMicros());
    }
  }

  private void end(boolean blind, boolean missed) {
    polling = false;
    if (heardSincePoll || !linked) {
      deafPolls = 0;
    } else if (missed) {
      deafPolls++; // A poll that finds nothing new says neither this nor that.
    }
    heardSincePoll = false;
    if (deafPolls >= DEAF) {
      deafPolls = 0;
      counts.renewals.increment();
      channel.renew();
    }
    if (pollAgain) {
      poll();
      return;
    }
    long nanos = settings.pollInterval().toNanos();
    // Not all nodes at the same moment; and sooner, if it is urgent.
    long share = blind ? nanos / 4 : nanos;
    long jitter = ThreadLocalRandom.current().nextLong(share / 8 + 1);
    cancelNext = loop.after(Duration.ofNanos(share - jitter), this::poll);
  }
}
