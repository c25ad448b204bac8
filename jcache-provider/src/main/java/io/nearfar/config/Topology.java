package io.nearfar.config;

/** Which tiers a cache has. Chosen when the cache is created, never changed afterwards. */
public enum Topology {
  /** Copies in this JVM, the truth in the far tier, kept coherent between all JVMs. */
  NEAR_FAR,
  /** In this JVM only. */
  NEAR,
  /** In the far tier only: every read goes there. */
  FAR,
  /** Always a miss, nothing is stored: caching switched off without touching the application. */
  NONE;

  /**
   * Whether caches of this topology share their entries with other JVMs.
   *
   * @return true for {@link #NEAR_FAR} and {@link #FAR}
   */
  public boolean hasFar() {
    return this == NEAR_FAR || this == FAR;
  }
}
