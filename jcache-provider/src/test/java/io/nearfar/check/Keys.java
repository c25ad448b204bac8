package io.nearfar.check;

/** Which keys are in which cache: ranges, so that a number alone tells. */
final class Keys {
  static final int FIRST_COUNTER = 1_000_000;

  /** Of values that are loaded. */
  static final int FIRST_LOADED = 2_000_000;

  static final int LOADED = 12;

  /** Of values that expire. */
  static final int FIRST_MORTAL = 3_000_000;

  static final int MORTAL = 12;

  /** Of values that are seldom changed, and read by threads that do nothing else. */
  static final int FIRST_WATCHED = 4_000_000;

  static final int WATCHED = 20;

  /** Of values that may have tags. Half of them, and of the next ones, are seldom changed. */
  static final int FIRST_TAGGED = 5_000_000;

  static final int TAGGED = 20;

  /** Of values that may have tags and are loaded, too. */
  static final int FIRST_COMPUTED = 6_000_000;

  static final int COMPUTED = 20;

  private Keys() {}

  static boolean isMortal(int key) {
    return key >= FIRST_MORTAL && key < FIRST_WATCHED;
  }

  static boolean isWatched(int key) {
    return key >= FIRST_WATCHED && key < FIRST_TAGGED;
  }

  static boolean isTagged(int key) {
    return key >= FIRST_TAGGED;
  }

  static boolean isComputed(int key) {
    return key >= FIRST_COMPUTED;
  }
}
