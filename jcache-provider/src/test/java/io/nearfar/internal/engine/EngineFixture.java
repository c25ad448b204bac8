package io.nearfar.internal.engine;

import io.nearfar.config.CacheSettings;
import io.nearfar.config.CoherenceSettings;
import io.nearfar.config.EntryWeigher;
import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.ExpirySettings;
import io.nearfar.config.NearSettings;
import io.nearfar.config.TagDependencies;
import io.nearfar.config.Topology;
import io.nearfar.config.WhileUnlinked;
import io.nearfar.spi.Copier;
import io.nearfar.spi.FarStore;
import io.nearfar.stats.CacheCounters;
import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import io.nearfar.testing.TestCodec;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cache engine for tests. Unless told otherwise: topology near, unlimited, eternal, by reference,
 * without loader, writer, listeners and statistics, on a clock that stands still.
 */
public final class EngineFixture<K, V> implements AutoCloseable {
  /** Polls in real time, often; judges by the fake clock. */
  private static final CoherenceSettings COHERENCE =
      new CoherenceSettings(Duration.ofMillis(20), Duration.ofSeconds(5), WhileUnlinked.SERVE);

  private final FakeTicker ticker;
  private final CacheCounters counters = new CacheCounters();
  private final Background background;
  private final CacheEngine<K, V> engine;

  private EngineFixture(Builder<K, V> builder) {
    ticker = builder.ticker;
    background = builder.background == null ? new Background() : builder.background;
    engine =
        new CacheEngine<>(
            new EngineConfig<>(
                "fixture",
                new CacheSettings(
                    builder.topology,
                    builder.near,
                    COHERENCE,
                    builder.loadsWait,
                    ExpirySettings.ETERNAL,
                    Set.of(),
                    Set.of(),
                    TagDependencies.NONE),
                builder.far,
                builder.expiry,
                builder.copier,
                builder.loader,
                builder.readThrough,
                builder.writer,
                counters,
                background,
                ticker));
    engine.sendEvents(builder.events);
    engine.countOperations(builder.statistics);
  }

  /** A fixture of topology near. */
  public static <K, V> Builder<K, V> near() {
    return new Builder<>(Topology.NEAR);
  }

  /** A fixture of topology none. */
  public static <K, V> Builder<K, V> none() {
    return new Builder<>(Topology.NONE);
  }

  /** A fixture of topology far. */
  public static <K, V> Builder<K, V> far(FarStore store, FakeTicker clock) {
    Builder<K, V> builder = new Builder<>(Topology.FAR);
    return builder.far(store, Patience.ENDLESS).ticker(clock);
  }

  /** A fixture of topology near-far. */
  public static <K, V> Builder<K, V> nearFar(FakeFarStore store, FakeTicker clock) {
    Builder<K, V> builder = new Builder<>(Topology.NEAR_FAR);
    builder.far =
        new FarTier(
            store, store.channel(), new TestCodec(), Object.class, Object.class, Patience.ENDLESS);
    return builder.ticker(clock);
  }

  /** The engine. */
  public CacheEngine<K, V> engine() {
    return engine;
  }

  /** Its clock. */
  public FakeTicker ticker() {
    return ticker;
  }

  /** Its counters. */
  public CacheCounters counters() {
    return counters;
  }

  /** The threads that it shares with nobody, unless the builder was given some. */
  public Background background() {
    return background;
  }

  @Override
  public void close() {
    engine.close();
    background.close();
  }

  /** Says what is not as usual. */
  public static final class Builder<K, V> {
    private final Topology topology;
    private NearSettings near =
        new NearSettings(
            EvictionPolicy.ADAPTIVE,
            NearSettings.UNLIMITED,
            NearSettings.UNLIMITED,
            NearSettings.UNLIMITED,
            null);
    private @Nullable FarTier far;
    private ExpiryRule expiry = FixedExpiry.NEVER;
    private Copier copier = Copier.byReference();
    private @Nullable Loader<K, V> loader;
    private boolean readThrough = true;
    private Duration loadsWait = Duration.ZERO;
    private @Nullable EntryWriter<K, V> writer;
    private @Nullable EventSink<K, V> events;
    private @Nullable Background background;
    private boolean statistics;
    private FakeTicker ticker = new FakeTicker();

    private Builder(Topology topology) {
      this.topology = topology;
    }

    /** At the most so many entries. */
    public Builder<K, V> maxEntries(EvictionPolicy policy, long maximum) {
      near =
          new NearSettings(policy, maximum, NearSettings.UNLIMITED, NearSettings.UNLIMITED, null);
      return this;
    }

    /** Entries of at the most so much weight. */
    public Builder<K, V> maxWeight(
        EvictionPolicy policy, long maximum, EntryWeigher<K, V> weigher) {
      near =
          new NearSettings(
              policy, NearSettings.UNLIMITED, maximum, NearSettings.UNLIMITED, weigher);
      return this;
    }

    /** Entries expire. */
    public Builder<K, V> expiry(ExpiryRule rule) {
      expiry = rule;
      return this;
    }

    /** Entries expire; times in nanoseconds or of {@link io.nearfar.internal.near.Ttl}. */
    public Builder<K, V> expiry(long creation, long update, long access) {
      return expiry(new FixedExpiry(creation, update, access));
    }

    /** Values are copied. */
    public Builder<K, V> copier(Copier given) {
      copier = given;
      return this;
    }

    /** Reads through. */
    public Builder<K, V> loader(Loader<K, V> source) {
      loader = source;
      return this;
    }

    /** Loads wait for those of other nodes. */
    public Builder<K, V> loadsWait(Duration wait) {
      loadsWait = wait;
      return this;
    }

    /** Uses the loader for {@code loadAll} only. */
    public Builder<K, V> withoutReadThrough() {
      readThrough = false;
      return this;
    }

    /** Writes through. */
    public Builder<K, V> writer(EntryWriter<K, V> target) {
      writer = target;
      return this;
    }

    /** Sends events. */
    public Builder<K, V> events(@Nullable EventSink<K, V> sink) {
      events = sink;
      return this;
    }

    /** Shares threads with other fixtures. */
    public Builder<K, V> background(Background shared) {
      background = shared;
      return this;
    }

    /** Counts. */
    public Builder<K, V> statistics() {
      statistics = true;
      return this;
    }

    Builder<K, V> far(FarStore store, Patience patience) {
      far = new FarTier(store, null, new TestCodec(), Object.class, Object.class, patience);
      return this;
    }

    /** Lives by a given clock. */
    public Builder<K, V> ticker(FakeTicker clock) {
      ticker = clock;
      return this;
    }

    /** The fixture; to be closed. */
    public EngineFixture<K, V> build() {
      return new EngineFixture<>(this);
    }
  }
}
