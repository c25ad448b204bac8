package io.nearfar.check;

/**
 * What a node has done to a key, and what it was told.
 *
 * @param node the JVM; one that was started again is another
 * @param request what was done
 * @param start when it began, by {@link System#nanoTime()}
 * @param end when it returned or failed; {@link #NEVER} if the JVM died before
 * @param outcome how it ended
 * @param result what it returned: a value, {@link Request#NONE} for null and false, 1 for true;
 *     meaningless unless {@link Outcome#DONE}
 */
record Operation(int node, Request request, long start, long end, Outcome outcome, long result) {
  static final long NEVER = Long.MAX_VALUE;

  Kind kind() {
    return request.kind();
  }

  int key() {
    return request.key();
  }

  boolean isDone() {
    return outcome == Outcome.DONE;
  }

  @Override
  public String toString() {
    return "node %d %s(%d%s%s) = %s in [%s, %s]"
        .formatted(
            node,
            kind(),
            key(),
            request.expected() == Request.NONE ? "" : ", expected " + hex(request.expected()),
            request.argument() == Request.NONE ? "" : ", " + hex(request.argument()),
            isDone() ? (kind().isCounter() || kind().isLoad() ? result : hex(result)) : outcome,
            time(start),
            end == NEVER ? "never" : time(end));
  }

  private static String hex(long value) {
    return Long.toHexString(value);
  }

  /** Milliseconds, for the eye. */
  static String time(long nanos) {
    return "%.3f ms".formatted(nanos / 1e6);
  }
}
