package io.nearfar.cdi.internal.model;

import io.nearfar.cdi.CacheLevels;
import io.nearfar.cdi.internal.expressions.TagList;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How values are stored.
 *
 * @param tags what they carry, events included
 * @param events the events that make them invalid
 * @param ttl how long they live; null = as configured
 * @param levels where they are
 */
public record StoreRule(
    TagList tags, Set<String> events, @Nullable Duration ttl, CacheLevels levels) {

  /** Whether it says something of the cache itself. */
  public boolean isOfCache() {
    return ttl != null || levels != CacheLevels.CONFIGURED;
  }
}
