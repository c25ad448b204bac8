package io.nearfar.cdi.internal.results;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A call under way, and those who wait for it. */
final class Flight {
  final Object key;
  final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();

  /** The thread in the method; null when the method has returned a stage that is not complete. */
  private volatile @Nullable Thread owner = Thread.currentThread();

  private final ReentrantLock storing = new ReentrantLock();

  /** Guarded by {@link #storing}. */
  private boolean revoked;

  Flight(Object key) {
    this.key = key;
  }

  @Nullable Thread owner() {
    return owner;
  }

  void leave() {
    owner = null;
  }

  /** Stores unless that was revoked; a revocation waits until it is done. */
  void store(Runnable store) {
    storing.lock();
    try {
      if (!revoked) {
        store.run();
      }
    } finally {
      storing.unlock();
    }
  }

  /** After this nothing is stored any more. */
  void revoke() {
    storing.lock();
    try {
      revoked = true;
    } finally {
      storing.unlock();
    }
  }

  /** A future that ends as this flight does, and that its owner may cancel. */
  CompletableFuture<@Nullable Object> outcomeForCaller() {
    CompletableFuture<@Nullable Object> own = new CompletableFuture<>();
    var unused =
        outcome.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                own.complete(value);
              } else {
                own.completeExceptionally(failure);
              }
            });
    return own;
  }

  /** The failure itself, where a stage that depends on another has wrapped it. */
  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }
}
