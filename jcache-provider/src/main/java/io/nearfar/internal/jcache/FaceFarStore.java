package io.nearfar.internal.jcache;

import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import javax.cache.CacheException;

/** A far store whose failures come out as the exception that JCache users expect. */
final class FaceFarStore implements FarStore {
  private final CacheIdentity cache;
  private final FarStore store;

  FaceFarStore(CacheIdentity cache, FarStore store) {
    this.cache = cache;
    this.store = store;
  }

  private <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (FarException e) {
      throw failure(e);
    }
  }

  private void translated(Runnable call) {
    try {
      call.run();
    } catch (FarException e) {
      throw failure(e);
    }
  }

  private CacheException failure(FarException e) {
    return new CacheException(
        JCacheMessages.farFailed(cache.name(), cache.manager(), e.outcomeUnknown(), e), e);
  }

  @Override
  public Found get(byte[] key, long accessTtlNanos) {
    return translated(() -> store.get(key, accessTtlNanos));
  }

  @Override
  public List<Found> getAll(List<byte[]> keys, long accessTtlNanos) {
    return translated(() -> store.getAll(keys, accessTtlNanos));
  }

  @Override
  public Reply change(byte[] key, Change change) {
    return translated(() -> store.change(key, change));
  }

  @Override
  public List<Reply> changeAll(List<byte[]> keys, List<Change> changes) {
    return translated(() -> store.changeAll(keys, changes));
  }

  @Override
  public void touch(byte[] key, long version, long ttlNanos) {
    translated(() -> store.touch(key, version, ttlNanos));
  }

  @Override
  public long takeTurn(byte[] key, long nanos) {
    return translated(() -> store.takeTurn(key, nanos));
  }

  @Override
  public void yieldTurn(byte[] key, long turn) {
    translated(() -> store.yieldTurn(key, turn));
  }

  @Override
  public Iterator<KeyedEntry> entries() {
    Iterator<KeyedEntry> all = translated(store::entries);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return translated(() -> all.hasNext());
      }

      @Override
      public KeyedEntry next() {
        return translated(all::next);
      }
    };
  }

  @Override
  public void clear() {
    translated(store::clear);
  }

  @Override
  public void destroy() {
    translated(store::destroy);
  }

  @Override
  public void close() {
    translated(store::close);
  }
}
