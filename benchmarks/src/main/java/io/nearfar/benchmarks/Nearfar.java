package io.nearfar.benchmarks;

/**
 * The Nearfar caches that {@code nearfar.yaml} on the class path sets up, each known by the prefix
 * of its names.
 */
public enum Nearfar {
  /** No bound. */
  UNBOUNDED("unbounded-"),
  /** Bounded to 100,000 entries, adaptive eviction: beside raw Caffeine with the same bound. */
  ADAPTIVE("bounded-"),
  /** As {@link #ADAPTIVE}, least recently used goes first. */
  LRU("lru-"),
  /** As {@link #ADAPTIVE}, least frequently used goes first. */
  LFU("lfu-"),
  /** As {@link #ADAPTIVE}, oldest goes first. */
  FIFO("fifo-"),
  /** Bounded to 1,048,576 entries. */
  LARGE("footprint-"),
  /** Caching switched off. */
  NONE("none-");

  /** The class name of the caching provider. */
  public static final String PROVIDER = "io.nearfar.NearfarCachingProvider";

  private final String prefix;

  Nearfar(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Opens an empty cache.
   *
   * @param workload its standard configuration
   * @return the cache
   */
  public JCacheSubject open(Workload workload) {
    return new JCacheSubject(PROVIDER, prefix + workload, workload.configuration());
  }
}
