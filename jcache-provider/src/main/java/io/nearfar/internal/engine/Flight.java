package io.nearfar.internal.engine;

import io.nearfar.internal.engine.Lease.Claim;
import io.nearfar.internal.near.FillGuard;
import io.nearfar.spi.Tags;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A load under way: the others who want the same key wait for it, and an invalidation of the key
 * revokes its right to store what it loads. The value is the cache's own.
 */
final class Flight<V> implements FillGuard, Waits.Awaited {
  private volatile @Nullable Thread owner = Thread.currentThread();
  private final CompletableFuture<@Nullable V> landing = new CompletableFuture<>();
  private final long version;
  private final long tagVersion;

  /** Written before others can see it. */
  private boolean expectsTags;

  private volatile boolean revoked;

  /** Written before the landing, read after it. */
  private @Nullable Claim claim;

  /** Written before the landing, read after it. */
  private boolean arrived;

  /** Written before the landing, read after it. */
  private Tags tags = Tags.NONE;

  /**
   * A load that begins now.
   *
   * @param version as {@link Authority#loadVersion}
   * @param tagVersion as {@link Authority#tagVersion}
   */
  Flight(long version, long tagVersion) {
    this.version = version;
    this.tagVersion = tagVersion;
  }

  @Override
  public boolean valid() {
    return !revoked;
  }

  @Override
  public long version() {
    return version;
  }

  void revoke() {
    revoked = true;
  }

  @Override
  public @Nullable Thread owner() {
    return owner;
  }

  /** From now on no thread in particular is at it: the value comes when it comes. */
  void leaveToItself() {
    owner = null;
  }

  /** The calling thread is at it again. */
  void takeUp() {
    owner = Thread.currentThread();
  }

  /** Completes when the load has ended; not to be completed by anybody else. */
  CompletionStage<@Nullable V> landing() {
    return landing;
  }

  /** Whether the load has ended, well or not. */
  @Override
  public boolean over() {
    return landing.isDone();
  }

  /**
   * There was nothing to load: an entry has arrived meanwhile. Who waits has to look for it
   * himself, because it may be removed by now, and the flight does not know: it was found, not
   * loaded under the guard.
   */
  void landArrived() {
    arrived = true;
    landing.complete(null);
  }

  /** The load has begun with a claim: to be told before it lands. */
  void claims(@Nullable Claim claimed) {
    claim = claimed;
  }

  /** What the load began with; known once it has landed. */
  @Nullable Claim claim() {
    return claim;
  }

  /** What it loads may carry tags: to be told before others join. */
  void expectsTags(boolean expected) {
    expectsTags = expected;
  }

  /** Whether an answer to who has joined may have to be asked for. */
  boolean expectsTags() {
    return expectsTags;
  }

  /** What it has loaded carries tags: to be told before it lands. */
  void carries(Tags carried) {
    tags = carried;
  }

  /** The tags of what it has loaded; known once it has landed. */
  TagStamp stamp() {
    if (tags.isEmpty()) {
      return TagStamp.NONE;
    }
    Claim begun = claim;
    return new TagStamp(tags, begun == null ? tagVersion : begun.asOf());
  }

  /** Whether it has landed without a load. */
  boolean foundArrived() {
    return arrived;
  }

  void land(@Nullable V value) {
    landing.complete(value);
  }

  void crash(Throwable failure) {
    landing.completeExceptionally(failure);
  }

  /**
   * What was loaded; waits for it if need be.
   *
   * @throws RuntimeException what the loader threw
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  @Nullable V await() throws InterruptedException {
    try {
      return landing.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new CompletionException(e.getCause());
    }
  }
}
