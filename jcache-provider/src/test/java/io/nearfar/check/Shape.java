package io.nearfar.check;

/** How the servers of a round work together. */
enum Shape {
  /** One server that keeps nothing on disk. */
  SINGLE,
  /** As {@link #SINGLE}, and each node reaches it by a wire that can be made faulty. */
  WIRED,
  /** One server that writes every change to disk before it answers. */
  PERSISTENT,
  /** A master and a replica, watched by a sentinel. */
  SENTINEL,
  /** Three masters, each with a replica. */
  CLUSTER
}
