package io.nearfar.internal.far;

import java.util.Objects;

/**
 * What a store is to know of its cache.
 *
 * @param keyPrefix what all keys on the server begin with
 * @param namespace sets the caches of one application apart from those of others
 * @param cache the cache's name
 * @param codec the name of the format of keys and values: all nodes must use the same
 * @param policy what else all nodes must have in common, in any words
 * @param maxValueBytes the largest encoded value, in bytes
 */
public record StoreSettings(
    String keyPrefix,
    String namespace,
    String cache,
    String codec,
    String policy,
    long maxValueBytes) {

  /** Checks for null. */
  public StoreSettings {
    Objects.requireNonNull(keyPrefix, "keyPrefix");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(codec, "codec");
    Objects.requireNonNull(policy, "policy");
  }
}
