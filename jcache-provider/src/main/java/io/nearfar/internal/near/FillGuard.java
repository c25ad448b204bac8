package io.nearfar.internal.near;

/**
 * Permission to store what was computed from a state of the world that may have passed. It is
 * revoked by every invalidation of the key, before the invalidation touches the map; {@link
 * NearStore#fill} asks it inside the map's atomic section, so an entry computed before an
 * invalidation is never visible after it.
 */
public interface FillGuard {

  /** Whether nothing has invalidated the key since the computation began. Must not block. */
  boolean valid();

  /**
   * The version taken before the computation began: what invalidates by version, such as a clear,
   * covers the computed value even if it is stored later.
   */
  long version();
}
