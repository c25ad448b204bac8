package io.nearfar.config;

import java.time.Duration;
import java.util.Set;

/**
 * What holds when nothing else is said: every default of Nearfar, with its reason. The reference
 * page is checked against these constants.
 */
public final class Defaults {

  /** The key type, as JSR-107 says: any object, not checked. */
  public static final Class<Object> KEY_TYPE = Object.class;

  /** The value type, as JSR-107 says: any object, not checked. */
  public static final Class<Object> VALUE_TYPE = Object.class;

  /** Keys and values are copied, as JSR-107 says. */
  public static final boolean STORE_BY_VALUE = true;

  /** No statistics, as JSR-107 says; counting costs a little on every operation. */
  public static final boolean STATISTICS = false;

  /** No configuration MBean, as JSR-107 says. */
  public static final boolean MANAGEMENT = false;

  /** In this JVM only: works at once, with no server. */
  public static final Topology TOPOLOGY = Topology.NEAR;

  /** W-TinyLFU: the best hit ratio over most loads, and nothing to tune. */
  public static final EvictionPolicy EVICTION_POLICY = EvictionPolicy.ADAPTIVE;

  /** In entries: no limit, because JSR-107 lets an entry disappear only on request or expiry. */
  public static final long MAX_ENTRIES = NearSettings.UNLIMITED;

  /** In the weigher's units: no limit, for the reason of {@link #MAX_ENTRIES}. */
  public static final long MAX_WEIGHT = NearSettings.UNLIMITED;

  /** In bytes: no limit, for the reason of {@link #MAX_ENTRIES}. */
  public static final long MAX_BYTES = NearSettings.UNLIMITED;

  /** Entries never expire, as JSR-107 says. */
  public static final ExpirySettings EXPIRY = ExpirySettings.ETERNAL;

  /** No types beyond those that Nearfar knows to be immutable: only the application knows more. */
  public static final Set<String> IMMUTABLE_TYPES = Set.of();

  /** No types beyond those that are safe to read anyway: only the application knows more. */
  public static final Set<String> ALLOWED_TYPES = Set.of();

  /** None: only the application knows which of its tags stand for others. */
  public static final TagDependencies TAG_DEPENDENCIES = TagDependencies.NONE;

  /** The near tier without a limit. */
  public static final NearSettings NEAR =
      new NearSettings(EVICTION_POLICY, MAX_ENTRIES, MAX_WEIGHT, MAX_BYTES, /* weigher= */ null);

  /**
   * A lost announcement is noticed within 1.6 s at a price of one command a second; a node that is
   * cut off from the servers serves its copies for 5 s, which covers most failovers.
   */
  public static final CoherenceSettings COHERENCE =
      new CoherenceSettings(Duration.ofSeconds(1), Duration.ofSeconds(5), WhileUnlinked.SERVE);

  /** Not at all: a load takes no longer than it takes, and a node that hangs is in nobody's way. */
  public static final Duration LOADS_WAIT = Duration.ZERO;

  /** A cache about which nothing is said. */
  public static final CacheSettings CACHE =
      new CacheSettings(
          TOPOLOGY,
          NEAR,
          COHERENCE,
          LOADS_WAIT,
          EXPIRY,
          IMMUTABLE_TYPES,
          ALLOWED_TYPES,
          TAG_DEPENDENCIES);

  /** One server: the simplest there is. */
  public static final FarMode FAR_MODE = FarMode.STANDALONE;

  /** The master: a replica may lag behind, and a read would not see what was written before. */
  public static final ReadFrom FAR_READ_FROM = ReadFrom.MASTER;

  /** The port of a server whose address has none: Redis' own default. */
  public static final int FAR_PORT = 6379;

  /** The port of a sentinel whose address has none: Redis' own default. */
  public static final int FAR_SENTINEL_PORT = 26_379;

  /** The only database that every server has. */
  public static final int FAR_DATABASE = 0;

  /**
   * The most connections to a server: commands of many threads share one, so a few are enough, and
   * a server has to bear those of all JVMs.
   */
  public static final int FAR_CONNECTIONS = 8;

  /**
   * How long an answer is waited for, how long a connection, and after how much silence one is
   * tried: an answer takes less than a millisecond, so one second is a server in trouble; a new
   * connection may need several round trips; ten seconds find a dead connection before most
   * firewalls forget a silent one.
   */
  public static final FarTimes FAR_TIMES =
      new FarTimes(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10));

  /** Short, because every key on the server carries it. */
  public static final String FAR_KEY_PREFIX = "nf:";

  /**
   * The largest encoded value, in bytes: 64 MiB is far above a sensible entry, and one of this size
   * keeps a server busy for a noticeable time.
   */
  public static final long FAR_MAX_VALUE_BYTES = 64L << 20;

  /** A certificate for another host is no proof. */
  public static final boolean FAR_VERIFY_HOSTNAME = true;

  /** The configuration file's name, looked up on the class path. */
  public static final String FILE_NAME = "nearfar.yaml";

  /**
   * The largest configuration file, in bytes: 1 MiB is far above any written by hand, and keeps a
   * wrong path from filling the heap.
   */
  public static final int MAX_FILE_BYTES = 1 << 20;

  private Defaults() {}
}
