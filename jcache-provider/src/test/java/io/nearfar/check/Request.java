package io.nearfar.check;

/**
 * What a worker is about to do to a key.
 *
 * @param kind what
 * @param key the key; {@link #ALL} with {@link Kind#CLEAR}, and if it {@link Kind#isSweeping}
 * @param argument the value to be written; {@link #NONE} if there is none. What an invalidation is
 *     about, if that is no key
 * @param expected the value that must be there; {@link #NONE} if any will do
 */
record Request(Kind kind, int key, long argument, long expected) {
  /** No value: absent. No value is 0. */
  static final long NONE = 0;

  /** Instead of a key. */
  static final int ALL = -1;

  /** Without values. */
  static Request of(Kind kind, int key) {
    return new Request(kind, key, NONE, NONE);
  }

  /** With a value to be written. */
  static Request of(Kind kind, int key, long argument) {
    return new Request(kind, key, argument, NONE);
  }
}
