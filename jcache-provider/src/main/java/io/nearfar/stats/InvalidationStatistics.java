package io.nearfar.stats;

import java.util.Map;

/**
 * How many invalidations a cache has seen since it was created, by trigger. Counted always, whether
 * statistics are on or not. Immutable.
 *
 * @param local those that this node has made
 * @param remote those that it has heard of from other nodes; none in a cache without near copies
 */
public record InvalidationStatistics(
    Map<InvalidationTrigger, Long> local, Map<InvalidationTrigger, Long> remote) {

  /**
   * Counts.
   *
   * @param local copied; what is missing is 0
   * @param remote copied; what is missing is 0
   */
  public InvalidationStatistics {
    local = Map.copyOf(local);
    remote = Map.copyOf(remote);
  }

  /**
   * One count.
   *
   * @param trigger the trigger
   * @return invalidations of this node
   */
  public long local(InvalidationTrigger trigger) {
    return local.getOrDefault(trigger, 0L);
  }

  /**
   * One count.
   *
   * @param trigger the trigger
   * @return invalidations of other nodes
   */
  public long remote(InvalidationTrigger trigger) {
    return remote.getOrDefault(trigger, 0L);
  }
}
