package io.nearfar.check;

/**
 * What an operation saw of a key.
 *
 * @param operation which one
 * @param what whether it learned the value, or only whether there is one
 * @param value with {@link What#VALUE}
 */
record Sight(Operation operation, What what, long value) {
  enum What {
    ABSENT,
    /** Some value. */
    PRESENT,
    VALUE
  }

  static Sight value(Operation operation, long value) {
    return new Sight(operation, value == Request.NONE ? What.ABSENT : What.VALUE, value);
  }

  static Sight present(Operation operation, boolean isPresent) {
    return new Sight(operation, isPresent ? What.PRESENT : What.ABSENT, Request.NONE);
  }

  long start() {
    return operation.start();
  }

  long end() {
    return operation.end();
  }
}
