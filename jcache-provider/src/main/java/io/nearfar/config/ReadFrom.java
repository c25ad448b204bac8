package io.nearfar.config;

/** Which servers of the far tier answer reads. */
public enum ReadFrom {
  /** The master: a read sees every write that has returned. */
  MASTER,
  /**
   * A replica if there is one: takes load off the master, and may lag behind it. A read may miss
   * what others have written, but nothing that was read or written through the same cache before.
   */
  REPLICA
}
