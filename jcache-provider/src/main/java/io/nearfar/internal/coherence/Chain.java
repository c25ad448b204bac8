package io.nearfar.internal.coherence;

import org.jspecify.annotations.Nullable;

/**
 * The history of one segment as far as its announcements were heard. Each names the version that it
 * follows, so that what is missing shows. Not thread-safe: the link's loop only.
 */
final class Chain {
  /** The version of the last announcement that was heard, or that is known to have been missed. */
  private long last;

  /** The server process whose history this is; null before the first poll. */
  private @Nullable String server;

  /** What a new announcement, or poll, says of those before. */
  enum Verdict {
    /** Nothing is missing. */
    IN_ORDER,
    /** An announcement that was known already: late, or repeated. */
    OLD,
    /** Some are missing. */
    GAP,
    /** It follows what has never been: the history is another one. */
    FORK
  }

  long last() {
    return last;
  }

  /** Takes an announcement in. */
  Verdict heard(long previous, long version) {
    if (version <= last) {
      return Verdict.OLD;
    }
    Verdict verdict =
        previous == last ? Verdict.IN_ORDER : previous > last ? Verdict.GAP : Verdict.FORK;
    last = version;
    return verdict;
  }

  /**
   * Judges what a poll has brought, and changes nothing.
   *
   * @param version the newest one at the server; 0 if it knows of none
   * @param highWater the newest one in any reply or announcement that had come before the poll was
   *     sent
   */
  Verdict polled(long version, long highWater, String answering) {
    if (server != null && !server.equals(answering)) {
      return Verdict.FORK;
    }
    if (version < highWater) {
      return Verdict.FORK;
    }
    return version > last ? Verdict.GAP : Verdict.IN_ORDER;
  }

  /** Gives up what was missed: the history goes on from here. */
  void goOnFrom(long version) {
    last = version;
  }

  /** Whether nobody has said yet whose history this is. */
  boolean isNew() {
    return server == null;
  }

  /** The history is that of a server. */
  void isOf(String answering) {
    server = answering;
  }
}
