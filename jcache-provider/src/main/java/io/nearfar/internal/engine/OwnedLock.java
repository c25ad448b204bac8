package io.nearfar.internal.engine;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A lock that tells who has it. */
final class OwnedLock extends ReentrantLock {
  private static final long serialVersionUID = 1L;

  /** The thread that has it now; null if none has. */
  @Nullable Thread owner() {
    return getOwner();
  }
}
