package io.nearfar.config;

/** What a setting's text may look like; parser, schema and reference page follow it. */
enum SettingType {
  /** {@link Boolean}. */
  BOOLEAN("`true` or `false`"),
  /** {@link Topology}. */
  TOPOLOGY("`near-far`, `near`, `far` or `none`"),
  /** {@link EvictionPolicy}. */
  POLICY("`adaptive`, `lru`, `lfu` or `fifo`"),
  /** {@link WhileUnlinked}. */
  WHILE_UNLINKED("`serve` or `bypass`"),
  /** {@link Long}, no unit. */
  COUNT("a whole number from 0, such as `10_000`, or `unlimited`"),
  /** {@link Long}, in bytes. */
  SIZE("a size, such as `64MB` (10^6), `64MiB` (2^20) or `1_000_000` (bytes), or `unlimited`"),
  /** {@link java.time.Duration}; eternal is {@link ExpirySettings#FOREVER}. */
  TTL("a duration, such as `500ms`, `10s`, `5m`, `2h`, `1d`, `PT10M` or `0`, or `eternal`"),
  /** As {@link #TTL}, or {@link Setting#UNCHANGED}. */
  TTL_OR_UNCHANGED("a duration as for `expiry.after-creation`, `eternal`, or `unchanged`"),
  /** {@link Class}. */
  CLASS("a class name"),
  /** An {@link EntryWeigher}, made from its class name. */
  WEIGHER("the name of a class that implements `EntryWeigher`"),
  /** A set of class names. */
  CLASS_NAMES("a list of class names; one text with commas as property or variable"),
  /** A set of class names and {@link TypePattern}s. */
  TYPE_PATTERNS(
      "a list of class names, `com.acme.*` (a package) or `com.acme.**` (and those below it); one"
          + " text with commas as property or variable"),
  /** {@link TagDependencies}. */
  TAG_DEPENDENCIES(
      "a list of rules such as `role:* -> permissions` (a pattern of tags, and the tag that depends"
          + " on them); one text with commas as property or variable"),
  /** A list of addresses, as {@link FarUrls} reads them. */
  FAR_URLS(
      "`redis://host:port` or `rediss://host:port` (TLS), several as a list or with commas between"
          + " them; `embedded` or `embedded:port`"),
  /** {@link FarMode}. */
  FAR_MODE("`standalone`, `sentinel`, `cluster` or `replicated`"),
  /** {@link ReadFrom}. */
  READ_FROM("`master` or `replica`"),
  /** {@link String}. */
  TEXT("a text"),
  /** {@link Secret}. */
  SECRET("a text, never shown"),
  /** {@link Integer}. */
  DATABASE("a whole number from 0"),
  /** {@link Integer}. */
  CONNECTIONS("a whole number from 1 to 1000"),
  /** {@link java.time.Duration}. */
  WAIT("a duration from `1ms` to `1h`, such as `500ms` or `2s`"),
  /** {@link String}. */
  KEY_PREFIX("1 to 16 of `A-Z`, `a-z`, `0-9`, `.`, `_`, `:` and `-`"),
  /** {@link String}. */
  NAMESPACE("1 to 64 of `A-Z`, `a-z`, `0-9`, `.`, `_`, `:` and `-`"),
  /** {@link Long}, in bytes. */
  VALUE_SIZE("a size from `1` to `512MiB`, such as `64MB` or `64MiB`"),
  /** {@link java.nio.file.Path} of a file that can be read. */
  FILE("the path of a file");

  private final String syntax;

  SettingType(String syntax) {
    this.syntax = syntax;
  }

  /** Whether the file may have a list of texts here. */
  boolean isList() {
    return this == CLASS_NAMES
        || this == TYPE_PATTERNS
        || this == TAG_DEPENDENCIES
        || this == FAR_URLS;
  }

  /** What may be written, in Markdown. */
  String syntax() {
    return syntax;
  }
}
