package io.nearfar.internal.engine;

/**
 * A live entry as it was at one moment.
 *
 * @param value the cache's own value: to be copied before it is handed out
 * @param version its version
 */
record Snapshot<V>(V value, long version) {}
