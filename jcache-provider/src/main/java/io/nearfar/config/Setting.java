package io.nearfar.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of settings of a cache. The parser, the names of properties and variables, the JSON
 * schema and the reference page are all derived from it, so they can't drift apart.
 */
enum Setting implements AnySetting {
  TOPOLOGY(
      "topology", SettingType.TOPOLOGY, spelled(Defaults.TOPOLOGY), "Which tiers the cache has."),
  NEAR_POLICY(
      "near.policy",
      SettingType.POLICY,
      spelled(Defaults.EVICTION_POLICY),
      "Which entry leaves a near tier that is full."),
  NEAR_MAX_ENTRIES(
      "near.max-entries",
      SettingType.COUNT,
      spelledLimit(Defaults.MAX_ENTRIES),
      "The most entries in the near tier; 0 keeps nothing. One limit at most."),
  NEAR_MAX_WEIGHT(
      "near.max-weight",
      SettingType.COUNT,
      spelledLimit(Defaults.MAX_WEIGHT),
      "The most weight in the near tier, in units of `near.weigher`. One limit at most."),
  NEAR_WEIGHER(
      "near.weigher",
      SettingType.WEIGHER,
      "none",
      "Counts towards `near.max-weight`; needs a public constructor without arguments."),
  NEAR_MAX_BYTES(
      "near.max-bytes",
      SettingType.SIZE,
      spelledLimit(Defaults.MAX_BYTES),
      "The most heap of the near tier, in bytes, as estimated; 0 keeps nothing. One limit at"
          + " most."),
  NEAR_POLL_INTERVAL(
      "near.poll-interval",
      SettingType.WAIT,
      "1s",
      "How often a node asks the servers whether it has missed a change, in topology `near-far`."),
  NEAR_MAX_STALENESS(
      "near.max-staleness",
      SettingType.WAIT,
      "5s",
      "How long near copies are served without an answer from the servers; longer than"
          + " `near.poll-interval`."),
  NEAR_WHILE_UNLINKED(
      "near.while-unlinked",
      SettingType.WHILE_UNLINKED,
      spelled(Defaults.COHERENCE.whileUnlinked()),
      "Whether near copies are served while changes are not announced, and only polls tell of"
          + " them."),
  LOADS_WAIT(
      "loads.wait",
      SettingType.WAIT,
      "none",
      "How long a load waits for another node that is loading the same key: one load per cluster"
          + " then, as long as loads are faster than that. Without it, one load per node."),
  EXPIRY_AFTER_CREATION(
      "expiry.after-creation",
      SettingType.TTL,
      "eternal",
      "Time to live of a new entry; 0 expires at once."),
  EXPIRY_AFTER_UPDATE(
      "expiry.after-update",
      SettingType.TTL_OR_UNCHANGED,
      "unchanged",
      "Time to live from an update on; 0 expires at once, `unchanged` keeps the remaining time."),
  EXPIRY_AFTER_ACCESS(
      "expiry.after-access",
      SettingType.TTL_OR_UNCHANGED,
      "unchanged",
      "Time to live from a read on; 0 expires at once, `unchanged` keeps the remaining time."),
  IMMUTABLE_TYPES(
      "immutable-types",
      SettingType.CLASS_NAMES,
      "none",
      "Classes whose instances never change, so that a store-by-value cache need not copy them."),
  ALLOWED_TYPES(
      "allowed-types",
      SettingType.TYPE_PATTERNS,
      "none",
      "Classes that may be read from the far tier, beside values of the JDK, the cache's own types"
          + " and what this JVM has written to the cache itself. A class brings those of its fields."),
  TAG_DEPENDENCIES(
      "tag-dependencies",
      SettingType.TAG_DEPENDENCIES,
      "none",
      "Tags that are invalidated together with every tag that matches a pattern, and what depends on"
          + " them in turn."),
  STORE_BY_VALUE(
      "store-by-value",
      SettingType.BOOLEAN,
      Boolean.toString(Defaults.STORE_BY_VALUE),
      "Whether keys and values are copied on the way in and out."),
  STATISTICS(
      "statistics",
      SettingType.BOOLEAN,
      Boolean.toString(Defaults.STATISTICS),
      "Whether statistics are gathered and published over JMX."),
  MANAGEMENT(
      "management",
      SettingType.BOOLEAN,
      Boolean.toString(Defaults.MANAGEMENT),
      "Whether the configuration and Nearfar's own figures are published over JMX, with operations."),
  KEY_TYPE(
      "key-type",
      SettingType.CLASS,
      Defaults.KEY_TYPE.getName(),
      "The class of keys of a cache that only the file declares."),
  VALUE_TYPE(
      "value-type",
      SettingType.CLASS,
      Defaults.VALUE_TYPE.getName(),
      "The class of values of a cache that only the file declares.");

  /** The limits of the near tier, of which a cache has one at most. */
  static final List<Setting> LIMITS = List.of(NEAR_MAX_ENTRIES, NEAR_MAX_WEIGHT, NEAR_MAX_BYTES);

  /** The times to live. */
  static final List<Setting> EXPIRY =
      List.of(EXPIRY_AFTER_CREATION, EXPIRY_AFTER_UPDATE, EXPIRY_AFTER_ACCESS);

  /** Says that the remaining time stays; negative, so no real time to live equals it. */
  static final Duration UNCHANGED = Duration.ofNanos(-1);

  private final String path;
  private final SettingType type;
  private final String defaultText;
  private final String doc;

  Setting(String path, SettingType type, String defaultText, String doc) {
    this.path = path;
    this.type = type;
    this.defaultText = defaultText;
    this.doc = doc;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String label() {
    return path;
  }

  @Override
  public SettingType type() {
    return type;
  }

  @Override
  public String defaultText() {
    return defaultText;
  }

  @Override
  public String doc() {
    return doc;
  }

  /** The table by path, in its order. */
  static Map<String, Setting> byPath() {
    return AnySetting.byPath(values());
  }

  /** A name as part of an environment variable's: upper case, anything but A-Z and 0-9 is _. */
  static String variableName(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** A constant as it is written in the file: {@code near-far}. */
  static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String spelledLimit(long limit) {
    return limit == NearSettings.UNLIMITED ? "unlimited" : Long.toString(limit);
  }
}
