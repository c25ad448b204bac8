package io.nearfar.config;

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

  /** The near tier without a limit. */
  public static final NearSettings NEAR =
      new NearSettings(EVICTION_POLICY, MAX_ENTRIES, MAX_WEIGHT, MAX_BYTES, /* weigher= */ null);

  /** A cache about which nothing is said. */
  public static final CacheSettings CACHE =
      new CacheSettings(TOPOLOGY, NEAR, EXPIRY, IMMUTABLE_TYPES);

  /** The configuration file's name, looked up on the class path. */
  public static final String FILE_NAME = "nearfar.yaml";

  /**
   * The largest configuration file, in bytes: 1 MiB is far above any written by hand, and keeps a
   * wrong path from filling the heap.
   */
  public static final int MAX_FILE_BYTES = 1 << 20;

  private Defaults() {}
}
