package io.nearfar.internal.jcache;

import io.nearfar.cache.InvalidationJob;
import io.nearfar.cache.InvalidationProgress;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.internal.engine.CacheEngine;
import io.nearfar.management.NearfarCacheMXBean;
import io.nearfar.stats.CacheStatistics;
import io.nearfar.stats.InvalidationTrigger;
import io.nearfar.stats.LinkStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Shows a cache over JMX, and takes orders from there. */
final class CacheBean<K, V> implements NearfarCacheMXBean {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final String TOPOLOGY = "topology";

  private final NearfarJCache<K, V> cache;
  private final CacheParts<K, V> parts;
  private final CacheEngine<K, V> engine;
  private final CacheInvalidations<K, V> invalidations;
  private final TagCarriers<K, V> carriers;
  private final Supplier<NearfarConfiguration<K, V>> configuration;

  /**
   * A bean.
   *
   * @param invalidations without batches: who calls wants to see what was done
   * @param configuration the cache's, now
   */
  CacheBean(
      NearfarJCache<K, V> cache,
      CacheParts<K, V> parts,
      CacheInvalidations<K, V> invalidations,
      TagCarriers<K, V> carriers,
      Supplier<NearfarConfiguration<K, V>> configuration) {
    this.cache = cache;
    this.parts = parts;
    this.engine = parts.engine();
    this.invalidations = invalidations;
    this.carriers = carriers;
    this.configuration = configuration;
  }

  @Override
  public String getName() {
    return parts.identity().name();
  }

  @Override
  public String getCacheManager() {
    return parts.identity().manager().toString();
  }

  @Override
  public String getTopology() {
    return configuration.get().settings().getOrDefault(TOPOLOGY, "");
  }

  @Override
  public Map<String, String> getSettings() {
    return configuration.get().settings();
  }

  @Override
  public boolean isStatisticsEnabled() {
    return configuration.get().isStatisticsEnabled();
  }

  // ---- reads

  private CacheStatistics statistics() {
    return parts.counters().snapshot();
  }

  @Override
  public long getNearHits() {
    return statistics().nearHits();
  }

  @Override
  public long getFarHits() {
    return statistics().farHits();
  }

  @Override
  public long getMisses() {
    return statistics().misses();
  }

  @Override
  public long getFailedReads() {
    return statistics().failedReads();
  }

  @Override
  public double getHitRatio() {
    CacheStatistics now = statistics();
    return ratio(now.hits(), now.gets());
  }

  @Override
  public double getNearHitRatio() {
    CacheStatistics now = statistics();
    return ratio(now.nearHits(), now.gets());
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  // ---- near tier and loads

  @Override
  public long getNearEntries() {
    return engine.nearEntries();
  }

  @Override
  public long getNearEvictions() {
    return engine.nearEvictions();
  }

  @Override
  public long getExpirations() {
    return engine.invalidations().statistics().local(InvalidationTrigger.EXPIRY);
  }

  @Override
  public long getDroppedCopies() {
    return ofLink(LinkStatistics::dropped);
  }

  @Override
  public long getLoads() {
    return parts.loads().snapshot().loads();
  }

  @Override
  public long getFailedLoads() {
    return parts.loads().snapshot().failures();
  }

  @Override
  public double getAverageLoadMillis() {
    return parts.loads().snapshot().averageNanos() / NANOS_PER_MILLI;
  }

  @Override
  public double getLoadMillis() {
    return parts.loads().snapshot().totalNanos() / NANOS_PER_MILLI;
  }

  // ---- invalidations

  @Override
  public Map<String, Long> getLocalInvalidations() {
    return byTrigger(engine.invalidations().statistics()::local);
  }

  @Override
  public Map<String, Long> getRemoteInvalidations() {
    return byTrigger(engine.invalidations().statistics()::remote);
  }

  private static Map<String, Long> byTrigger(Function<InvalidationTrigger, Long> counts) {
    Map<String, Long> all = new LinkedHashMap<>();
    for (InvalidationTrigger trigger : InvalidationTrigger.values()) {
      all.put(spelled(trigger), counts.apply(trigger));
    }
    return all;
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  // ---- link

  private long ofLink(ToLongFunction<LinkStatistics> figure) {
    LinkStatistics link = engine.link();
    return link == null ? 0 : figure.applyAsLong(link);
  }

  @Override
  public String getLinkState() {
    LinkStatistics link = engine.link();
    return link == null ? "none" : spelled(link.state());
  }

  @Override
  public long getLagMicros() {
    return ofLink(LinkStatistics::lagMicros);
  }

  @Override
  public long getAnnouncements() {
    return ofLink(LinkStatistics::announcements);
  }

  @Override
  public long getUnheededAnnouncements() {
    return ofLink(link -> link.unreadable() + link.overflowed());
  }

  @Override
  public long getGaps() {
    return ofLink(LinkStatistics::gaps);
  }

  @Override
  public long getForks() {
    return ofLink(LinkStatistics::forks);
  }

  @Override
  public long getRepairs() {
    return ofLink(LinkStatistics::repairs);
  }

  @Override
  public long getRevalidated() {
    return ofLink(LinkStatistics::revalidated);
  }

  @Override
  public long getPolls() {
    return ofLink(LinkStatistics::polls);
  }

  @Override
  public long getFailedPolls() {
    return ofLink(LinkStatistics::failedPolls);
  }

  @Override
  public long getLostLinks() {
    return ofLink(LinkStatistics::unlinks);
  }

  // ---- operations

  @Override
  public void clear() {
    BeanOperations.run(cache::clear);
  }

  @Override
  public long invalidateKey(String key) {
    return BeanOperations.call(() -> invalidateTexts(Set.of(Checks.nonNull(key, "The key"))));
  }

  @Override
  public long invalidateKeys(String[] keys) {
    return BeanOperations.call(
        () -> {
          Set<String> texts = new LinkedHashSet<>();
          for (String key : Checks.nonNull(keys, "The array of keys")) {
            texts.add(Checks.nonNull(key, "A key"));
          }
          return invalidateTexts(texts);
        });
  }

  private long invalidateTexts(Set<String> texts) {
    Class<K> type = configuration.get().getKeyType();
    if (!KeyTexts.readable(type)) {
      return matched(invalidations.invalidateTexts(texts));
    }
    Set<K> keys = new LinkedHashSet<>();
    texts.forEach(text -> keys.add(KeyTexts.read(type, text)));
    return invalidations.invalidate(keys).entries().orElse(0);
  }

  @Override
  public long invalidateMatching(String pattern) {
    return BeanOperations.call(() -> matched(invalidations.invalidateMatching(pattern)));
  }

  /** At the end of a job. */
  private static long matched(InvalidationJob job) {
    InvalidationProgress end = job.end().toCompletableFuture().join();
    return end.matched();
  }

  @Override
  public String[] invalidateTag(String tag) {
    return BeanOperations.call(
        () -> invalidations.invalidateTag(tag).tags().stream().sorted().toArray(String[]::new));
  }

  @Override
  public Map<String, Long> countTags() {
    return BeanOperations.call(cache::tags);
  }

  @Override
  public String[] keysOfTag(String tag, int limit) {
    return BeanOperations.call(
        () -> cache.keysOf(tag, limit).stream().map(String::valueOf).toArray(String[]::new));
  }

  @Override
  public long countEntries() {
    return BeanOperations.call(carriers::entries);
  }

  @Override
  public void clearStatistics() {
    parts.counters().clear();
  }
}
