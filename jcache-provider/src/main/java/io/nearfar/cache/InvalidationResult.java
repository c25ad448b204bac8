package io.nearfar.cache;

import java.util.OptionalLong;
import java.util.Set;

/**
 * What came of an invalidation. Immutable.
 *
 * @param effect whether it was made
 * @param tags the tags that it is about, those included that depend on those given; empty if it is
 *     about keys
 * @param entries how many entries it is about. Unknown for tags: they are invalidated without
 *     looking at any entry; unknown for what was only collected. A dry run looks, and knows
 */
public record InvalidationResult(Effect effect, Set<String> tags, OptionalLong entries) {

  /** Whether an invalidation was made. */
  public enum Effect {
    /** It was made: on all nodes, within the bounds of coherence. */
    DONE,
    /** It will be made when the batch of this thread, or its transaction, ends well. */
    COLLECTED,
    /** It was only looked what it would do. */
    DRY_RUN
  }

  /**
   * What came of an invalidation.
   *
   * @param effect whether it was made
   * @param tags copied
   * @param entries how many, if that is known
   */
  public InvalidationResult {
    tags = Set.copyOf(tags);
  }
}
