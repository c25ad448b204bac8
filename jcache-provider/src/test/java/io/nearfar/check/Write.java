package io.nearfar.check;

/**
 * A change of one key.
 *
 * @param operation who made it
 * @param value what it wrote; {@link Request#NONE} if it removed
 * @param end the latest time at which it may have been executed; its start is the earliest
 * @param isCertain whether it was executed at all
 */
record Write(Operation operation, long value, long end, boolean isCertain) {
  long start() {
    return operation.start();
  }

  boolean isRemoval() {
    return value == Request.NONE;
  }
}
