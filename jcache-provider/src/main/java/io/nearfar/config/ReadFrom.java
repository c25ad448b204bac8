package io.nearfar.config;

/** Which servers of the far tier answer reads. */
public enum ReadFrom {
  /** The master: a read sees every write that has returned. */
  MASTER,
  /** A replica if there is one: takes load off the master, and may lag behind it. */
  REPLICA
}
