package io.nearfar.cdi;

/** The tiers of a cache that {@link CachePolicy#levels} asks for. */
public enum CacheLevels {
  /** What the configuration says. */
  CONFIGURED,
  /** In this JVM only. */
  NEAR,
  /** In the far tier only. */
  FAR,
  /** Copies in this JVM, the truth in the far tier. */
  NEAR_FAR,
  /** Nothing is stored. */
  NONE
}
