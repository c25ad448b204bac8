package io.nearfar.cdi;

/**
 * What else than its parameters the results of a method depend on; {@link CacheVariation} knows.
 */
public enum VaryBy {
  /** Who calls. */
  USER,
  /** All roles of the caller. */
  ROLE,
  /** The tenant of the call. */
  TENANT,
  /** The language and region of the call. */
  LOCALE
}
