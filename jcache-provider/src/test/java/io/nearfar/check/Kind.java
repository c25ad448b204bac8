package io.nearfar.check;

/** What was done to a key. */
enum Kind {
  GET(Side.NEAR),
  CONTAINS(Side.NEAR),
  /** A read of every key after everything has come to rest. */
  REST(Side.NEAR),
  PUT(Side.FAR),
  GET_AND_PUT(Side.FAR),
  PUT_IF_ABSENT(Side.FAR),
  REPLACE(Side.FAR),
  REPLACE_EXPECTED(Side.FAR),
  GET_AND_REPLACE(Side.FAR),
  REMOVE(Side.FAR),
  REMOVE_EXPECTED(Side.FAR),
  GET_AND_REMOVE(Side.FAR),
  /** As one of several keys: nothing is said about what was there. */
  REMOVE_ALL(Side.FAR),
  /** Of all keys that are no counters. */
  CLEAR(Side.FAR),
  /** An entry processor that adds one to a counter and returns the sum. */
  INCREMENT(Side.FAR),
  /** A read of a counter. */
  COUNT(Side.NEAR),
  /** A read of a counter after everything has come to rest. */
  REST_COUNT(Side.NEAR),
  /** A read that loads what is missing. */
  LOAD(Side.NEAR),
  /** A change of what is loaded, and then its removal; the result is the new version. */
  INVALIDATE(Side.FAR),
  /** A read that loads what is missing, after everything has come to rest. */
  REST_LOAD(Side.NEAR),
  /** A call of a loader of values with tags; the argument is what it returns. */
  COMPUTE(Side.FAR),
  /** Of all entries that carry one of some tags, which are the argument: a {@link TagSet}. */
  INVALIDATE_TAGS(Side.FAR),
  /** Of all keys that begin with the digits of the argument, and have one digit more. */
  INVALIDATE_MATCHING(Side.FAR),
  /** Of all entries that may have tags. */
  INVALIDATE_ALL(Side.FAR);

  /** Where the answer may come from. */
  private enum Side {
    NEAR,
    FAR
  }

  private final Side side;

  Kind(Side side) {
    this.side = side;
  }

  /** Whether a copy in the JVM may answer; it may be stale within the bound. */
  boolean mayBeNear() {
    return side == Side.NEAR;
  }

  /** Whether it is to change something. */
  boolean isChange() {
    return side == Side.FAR;
  }

  /** Whether its key is one whose values are loaded. */
  boolean isLoad() {
    return this == LOAD || this == INVALIDATE || this == REST_LOAD;
  }

  /** Whether it invalidates entries without naming their keys: which ones is not known. */
  boolean isSweeping() {
    return this == INVALIDATE_TAGS || this == INVALIDATE_MATCHING || this == INVALIDATE_ALL;
  }

  /** Whether its key is that of a counter. */
  boolean isCounter() {
    return this == INCREMENT || this == COUNT || this == REST_COUNT;
  }
}
