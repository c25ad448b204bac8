package io.nearfar.config;

/** How the servers of the far tier work together. */
public enum FarMode {
  /** One server. */
  STANDALONE,
  /** A master with replicas; sentinels know which one is the master. The addresses are theirs. */
  SENTINEL,
  /** Several masters that share the keys. The addresses are some of them, the others are found. */
  CLUSTER,
  /** A master with replicas and no sentinels, as managed services offer it. */
  REPLICATED
}
