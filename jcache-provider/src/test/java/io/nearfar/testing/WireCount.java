package io.nearfar.testing;

/** What a {@link FaultyWire} counts. */
public enum WireCount {
  /** Connections that clients have made. */
  CONNECTIONS,
  /** Connections that were cut on request. */
  CUT,
  /** Connections of clients that were closed at once on request. */
  REFUSED,
  /** Messages of subscriptions that the server has sent, whatever became of them. */
  PUSHES,
  /** Their bytes. */
  PUSH_BYTES,
  /** Messages that were dropped. */
  DROPPED,
  /** Messages that came after their successor. */
  SWAPPED,
  /** Messages that came twice. */
  DUPLICATED,
  /** Messages that waited for a time. */
  DELAYED
}
