package io.nearfar.config;

/** What a setting's text may look like; parser, schema and reference page follow it. */
enum SettingType {
  /** {@link Boolean}. */
  BOOLEAN("`true` or `false`"),
  /** {@link Topology}. */
  TOPOLOGY("`near-far`, `near`, `far` or `none`"),
  /** {@link EvictionPolicy}. */
  POLICY("`adaptive`, `lru`, `lfu` or `fifo`"),
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
  CLASS_NAMES("a list of class names; one text with commas as property or variable");

  private final String syntax;

  SettingType(String syntax) {
    this.syntax = syntax;
  }

  /** What may be written, in Markdown. */
  String syntax() {
    return syntax;
  }
}
