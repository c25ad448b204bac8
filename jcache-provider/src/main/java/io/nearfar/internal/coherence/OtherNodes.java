package io.nearfar.internal.coherence;

import io.nearfar.spi.Invalidation;

/**
 * Is told what other nodes have changed. Called on the link's loop, when the copies know of it;
 * does not block, and never fails.
 */
public interface OtherNodes {

  /**
   * Another node has announced a change.
   *
   * @param change what was changed
   */
  void changed(Invalidation change);

  /** Announcements may have been lost: what was changed is not known. */
  void missed();
}
