package io.nearfar.check;

import org.jspecify.annotations.Nullable;

/** What an operation has changed and seen, as the specification of JCache says. */
final class Meaning {
  private Meaning() {}

  /**
   * What it may have written.
   *
   * @param lateness how long after its failure it may still be executed
   * @return null if it has changed nothing for certain
   */
  static @Nullable Write writeOf(Operation operation, long lateness) {
    if (!operation.kind().isChange() || operation.outcome() == Outcome.FAILED) {
      return null;
    }
    boolean isSweeping = operation.kind().isSweeping();
    long value = isSweeping ? Request.NONE : operation.request().argument();
    if (!operation.isDone()) {
      // Far enough from the ends of the range of a long to be compared and added to.
      long latest = Math.min(operation.end(), Long.MAX_VALUE / 2) + lateness;
      return new Write(operation, value, latest, /* isCertain= */ false);
    }
    return isSweeping || hasChanged(operation)
        ? new Write(operation, value, operation.end(), /* isCertain= */ !isSweeping)
        : null;
  }

  private static boolean hasChanged(Operation operation) {
    return switch (operation.kind()) {
      case PUT, GET_AND_PUT, REMOVE_ALL, CLEAR -> true;
      case PUT_IF_ABSENT,
          REPLACE,
          REPLACE_EXPECTED,
          GET_AND_REPLACE,
          REMOVE,
          REMOVE_EXPECTED,
          GET_AND_REMOVE ->
          operation.result() != Request.NONE;
      default -> false;
    };
  }

  /**
   * What it saw before its own change, if it made one.
   *
   * @return null if that can't be told
   */
  static @Nullable Sight sightOf(Operation operation) {
    if (!operation.isDone()) {
      return null;
    }
    long result = operation.result();
    boolean isTrue = result != Request.NONE;
    return switch (operation.kind()) {
      case GET, REST, GET_AND_PUT, GET_AND_REPLACE, GET_AND_REMOVE ->
          Sight.value(operation, result);
      case CONTAINS, REPLACE, REMOVE -> Sight.present(operation, isTrue);
      case PUT_IF_ABSENT -> Sight.present(operation, !isTrue);
      case REPLACE_EXPECTED, REMOVE_EXPECTED ->
          isTrue ? Sight.value(operation, operation.request().expected()) : null;
      default -> null;
    };
  }

  /** The value that it took away, of which only one operation can have been the winner. */
  static long takenBy(Sight sight) {
    return sight.operation().kind().isChange() ? sight.value() : Request.NONE;
  }
}
