package io.nearfar.cache;

/**
 * How far an {@link InvalidationJob} has come. Immutable.
 *
 * @param state whether it has ended
 * @param scanned entries looked at, the same one perhaps twice
 * @param matched those that it is about
 * @param farRemoved how many it has removed from the far tier; 0 in a cache without one
 * @param nearRemoved how many copies or entries of this node it has removed; those of other nodes,
 *     which are told, are not counted
 */
public record InvalidationProgress(
    State state, long scanned, long matched, long farRemoved, long nearRemoved) {

  /** Whether a job has ended. */
  public enum State {
    /** It was collected by a batch, which has to end first. */
    WAITING,
    /** It is under way. */
    RUNNING,
    /** It has looked at everything. */
    DONE,
    /** It was cancelled, or its batch was. */
    CANCELLED,
    /** It has failed. */
    FAILED
  }
}
