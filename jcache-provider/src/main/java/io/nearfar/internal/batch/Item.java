package io.nearfar.internal.batch;

/** One thing that was collected; equal ones are collected once. */
sealed interface Item {

  /**
   * An entry.
   *
   * @param target its cache
   * @param key its key, the cache's own
   */
  record Key(Target target, Object key) implements Item {}

  /**
   * The entries with a tag.
   *
   * @param target their cache
   * @param tag the tag
   */
  record Tag(Target target, String tag) implements Item {}

  /**
   * Work that begins later.
   *
   * @param work begun, or dropped
   */
  record Work(Deferred work) implements Item {}
}
