package io.nearfar.internal.jcache;

import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.Tags;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** A far store whose failures come out as the exception that JCache users expect. */
final class FaceFarStore implements FarStore {
  private final CacheIdentity cache;
  private final FarStore store;

  FaceFarStore(CacheIdentity cache, FarStore store) {
    this.cache = cache;
    this.store = store;
  }

  private <T> T read(Supplier<T> call) {
    try {
      return call.get();
    } catch (FarException e) {
      throw new CacheException(JCacheMessages.farNotRead(cache.name(), cache.manager(), e), e);
    }
  }

  private <T> T changed(Supplier<T> call) {
    try {
      return call.get();
    } catch (FarException e) {
      throw notChanged(e);
    }
  }

  private CacheException notChanged(FarException e) {
    return new CacheException(
        JCacheMessages.farNotChanged(cache.name(), cache.manager(), e.outcomeUnknown(), e), e);
  }

  private void make(Runnable call) {
    changed(
        () -> {
          call.run();
          return this;
        });
  }

  @Override
  public Found get(byte[] key, long accessTtlNanos) {
    return read(() -> store.get(key, accessTtlNanos));
  }

  @Override
  public Found reread(byte[] key, long version) {
    return read(() -> store.reread(key, version));
  }

  @Override
  public List<Found> getAll(List<byte[]> keys, long accessTtlNanos) {
    return read(() -> store.getAll(keys, accessTtlNanos));
  }

  @Override
  public Reply change(byte[] key, Change change) {
    return changed(() -> store.change(key, change));
  }

  @Override
  public Replies changeAll(List<byte[]> keys, List<Change> changes) {
    Replies replies = changed(() -> store.changeAll(keys, changes));
    return replies.failure() instanceof FarException failure
        ? new Replies(replies.each(), notChanged(failure))
        : replies;
  }

  @Override
  public List<Lease> lease(List<byte[]> keys, boolean tagged) {
    return read(() -> store.lease(keys, tagged));
  }

  @Override
  public boolean isOutdated(byte[] key, Tags tags, long since) {
    return read(() -> store.isOutdated(key, tags, since));
  }

  @Override
  public Pending invalidate(Invalidate wish) {
    Pending pending = changed(() -> store.invalidate(wish));
    return () -> {
      Invalidated made = pending.await();
      return made.failure() instanceof FarException failure
          ? new Invalidated(made.keys(), made.segments(), notChanged(failure))
          : made;
    };
  }

  @Override
  public void touch(byte[] key, long version, long ttlNanos) {
    make(() -> store.touch(key, version, ttlNanos));
  }

  @Override
  public void touchAll(List<byte[]> keys, List<Life> lives) {
    make(() -> store.touchAll(keys, lives));
  }

  @Override
  public long takeTurn(byte[] key, long nanos) {
    return changed(() -> store.takeTurn(key, nanos));
  }

  @Override
  public void yieldTurn(byte[] key, long turn) {
    make(() -> store.yieldTurn(key, turn));
  }

  @Override
  public Iterator<KeyedEntry> entries() {
    Iterator<KeyedEntry> all = read(store::entries);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return read(all::hasNext);
      }

      @Override
      public KeyedEntry next() {
        return read(all::next);
      }
    };
  }

  @Override
  public long[] clear() {
    return changed(store::clear);
  }

  @Override
  public void destroy() {
    make(store::destroy);
  }

  @Override
  public CompletionStage<List<@Nullable Clock>> clocks() {
    return store.clocks();
  }

  @Override
  public int segments() {
    return store.segments();
  }

  @Override
  public int segmentOf(byte[] key) {
    return store.segmentOf(key);
  }

  @Override
  public long origin() {
    return store.origin();
  }

  @Override
  public void close() {
    make(store::close);
  }
}
