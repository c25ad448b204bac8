package io.nearfar.management;

import java.util.Map;

/**
 * One cache as a JMX console sees it: {@code
 * io.nearfar:type=Cache,CacheManager=<URI>,Cache=<name>}, with the characters {@code : = , * ? "}
 * of URI and name replaced by dots. There while the cache's management is enabled (setting {@code
 * management}).
 *
 * <p>Thread-safe. Attributes do not block. Operations do, for as long as the same operation of
 * {@link io.nearfar.cache.NearfarCache} does; they take no notice of batches. A failure is told
 * with an {@link IllegalStateException} or {@link IllegalArgumentException}, whose text says why.
 */
@Description("A cache of Nearfar: its tiers, what it has read, loaded and invalidated.")
public interface NearfarCacheMXBean {

  // ---- what it is

  /** The cache's name. */
  @Description("The cache's name.")
  String getName();

  /** The URI of its manager. */
  @Description("The URI of its manager.")
  String getCacheManager();

  /** Its topology, as the configuration file spells it. */
  @Description("Which tiers it has: near-far, near, far or none.")
  String getTopology();

  /**
   * The effective settings, by their paths in the configuration file, as they are written there.
   */
  @Description("The effective settings, by their paths in the configuration file.")
  Map<String, String> getSettings();

  // ---- reads

  /** Whether reads, stores and evictions are counted. */
  @Description("Whether hits, misses and failed reads are counted: the setting 'statistics'.")
  boolean isStatisticsEnabled();

  /** Reads that this JVM has answered alone. */
  @Description("Reads that this JVM has answered alone, if statistics are enabled.")
  long getNearHits();

  /** Reads that the far tier has answered. */
  @Description("Reads that the far tier has answered, if statistics are enabled.")
  long getFarHits();

  /** Reads that have found nothing. */
  @Description("Reads that have found nothing in any tier, if statistics are enabled.")
  long getMisses();

  /** Reads that the far tier has failed to answer. */
  @Description("Reads that failed because the far tier did, if statistics are enabled.")
  long getFailedReads();

  /** Near and far hits among all reads, 0 to 1; 0 before the first. */
  @Description("Hits among all reads, 0 to 1.")
  double getHitRatio();

  /** Near hits among all reads, 0 to 1; 0 before the first. */
  @Description(
      "Reads that needed no round trip, among all reads, 0 to 1. Operations that change an entry and tell what was there, and iterations, are reads that need one.")
  double getNearHitRatio();

  // ---- near tier

  /** Entries in this JVM's heap. */
  @Description("Entries in this JVM, those included that are not valid any more and not freed yet.")
  long getNearEntries();

  /** Entries, or copies, that have left this JVM because its near tier was full. */
  @Description("Entries or copies that have left this JVM because its near tier was full.")
  long getNearEvictions();

  /** Entries whose end this node has met; copies whose lives reads prolong are not counted. */
  @Description(
      "Entries that this node has met after their end; not with expiry after an access in a far tier.")
  long getExpirations();

  /** Copies dropped because another node has changed their entries. */
  @Description("Copies that were dropped because another node has changed their entries.")
  long getDroppedCopies();

  // ---- loads

  /** Values that the application was asked for. */
  @Description("Values that the application's loader or functions were asked for, and answered.")
  long getLoads();

  /** How often it failed instead. */
  @Description("How often they failed.")
  long getFailedLoads();

  /** The time of all loads that did not fail, in milliseconds. */
  @Description("How long they took, all together, in milliseconds.")
  double getLoadMillis();

  /** Mean time of a load, in milliseconds; 0 before the first. */
  @Description("The mean time of a load, in milliseconds.")
  double getAverageLoadMillis();

  // ---- invalidations

  /** Those of this node, by trigger, in lower case. */
  @Description("Invalidations that this node has made, by trigger.")
  Map<String, Long> getLocalInvalidations();

  /** Those of other nodes, by trigger, in lower case. */
  @Description(
      "What this node has heard of from other nodes, by trigger; 'key' are entries that others have changed or removed, for whatever reason.")
  Map<String, Long> getRemoteInvalidations();

  // ---- link to the other nodes

  /** {@code linked}, {@code polling}, {@code blind}, or {@code none} if the cache has no link. */
  @Description(
      "How this node hears of changes: linked, polling (not announced, found by polls), blind (no answers), none (no copies of a far tier: another topology than near-far, or an expiry policy of the application's that has to be asked for each read).")
  String getLinkState();

  /** How long the last announcement was under way, in microseconds. */
  @Description(
      "How long the last announcement of a change was under way, in microseconds, by the server's"
          + " clock.")
  long getLagMicros();

  /** Announcements of changes heard, those of this node included. */
  @Description("Announcements of changes heard, those of this node included.")
  long getAnnouncements();

  /** Announcements that were not heeded: foreign, damaged, of a newer release, or too many. */
  @Description("Announcements that were not heeded: damaged, of a newer release, or too many.")
  long getUnheededAnnouncements();

  /** How often announcements were missing. */
  @Description("How often announcements were found to be missing.")
  long getGaps();

  /** How often a segment turned out to have another history. */
  @Description("How often the server's data had another history: a restart, a failover, a flush.")
  long getForks();

  /** Segments whose copies were doubted or dropped because of gaps and forks. */
  @Description("Segments whose copies were doubted or dropped because of gaps and forks.")
  long getRepairs();

  /** Doubted copies that turned out to hold still. */
  @Description("Doubted copies that turned out to hold still.")
  long getRevalidated();

  /** Polls that were answered. */
  @Description("Polls of the servers that were answered.")
  long getPolls();

  /** Polls that were not. */
  @Description("Polls of the servers that were not answered.")
  long getFailedPolls();

  /** How often the subscription was lost. */
  @Description("How often the subscription was lost.")
  long getLostLinks();

  // ---- operations

  /** Invalidates all entries, on all nodes. */
  @Description("Invalidates all entries, on all nodes. Listeners and writers are not told.")
  void clear();

  /**
   * Invalidates the entry of a key.
   *
   * @param key as text ({@link Object#toString}). If it can't be read back (keys other than
   *     strings, numbers, UUIDs and enums), all entries are looked at
   * @return how many entries there were
   */
  @Description(
      "Invalidates the entry whose key has this text; returns how many there were. Looks at all entries unless keys are strings, numbers, UUIDs or enums.")
  long invalidateKey(String key);

  /**
   * Invalidates the entries of some keys: {@link #invalidateKey}.
   *
   * @param keys as texts
   * @return how many entries there were
   */
  @Description(
      "Invalidates the entries whose keys have these texts; returns how many there were. Looks at all entries unless keys are strings, numbers, UUIDs or enums.")
  long invalidateKeys(String[] keys);

  /**
   * Invalidates all entries whose keys match a pattern; returns when all were looked at.
   *
   * @param pattern of their texts, with {@code *} and {@code ?}
   * @return how many entries matched
   */
  @Description(
      "Invalidates the entries whose keys, as text, match a pattern with * and ?; looks at all"
          + " entries; returns how many matched.")
  long invalidateMatching(String pattern);

  /**
   * Invalidates all entries that carry a tag, on all nodes.
   *
   * @param tag the tag; {@code table:} and {@code event:} with a name stand for these
   * @return the tags that are invalid now: this one and those that depend on it
   */
  @Description("Invalidates all entries that carry a tag; returns this and all dependent tags.")
  String[] invalidateTag(String tag);

  /**
   * The tags in use. Looks at all entries.
   *
   * @return by tag, how many entries carry it
   */
  @Description(
      value = "The tags in use, and how many entries carry each. Looks at all entries.",
      readOnly = true)
  Map<String, Long> countTags();

  /**
   * The keys of entries that carry a tag. Looks at all entries until there are enough.
   *
   * @param tag the tag
   * @param limit the most keys that are wanted, at least 1
   * @return their texts
   */
  @Description(
      value = "The keys, as text, of at most so many entries that carry a tag.",
      readOnly = true)
  String[] keysOfTag(String tag, int limit);

  /**
   * How many entries the cache has, in the tier that all nodes share if there is one. Looks at all
   * entries.
   *
   * @return their number
   */
  @Description(
      value =
          "How many entries the cache has: in the far tier if it has one, else in this JVM. Looks at all entries.",
      readOnly = true)
  long countEntries();

  /** Sets the counters of reads, stores and removals to zero, also those of JSR-107's bean. */
  @Description("Sets what is counted while statistics are enabled to zero, also in JSR-107's bean.")
  void clearStatistics();
}
