package io.nearfar.internal.engine;

import io.nearfar.internal.near.Ttl;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Life;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * New lives for entries that were read, on their way to a far store. Used by one thread.
 *
 * <p>Who visits entries one by one can have them given in batches: the first is made at once, each
 * further one is as large as all before it, up to a limit. So an iterator that is given up has done
 * at least half of what it owes, and a long one takes few round trips. A batch does not wait for
 * more than a second, nor for more than a fraction of the lives in it.
 */
final class FarTouches {
  private static final int LIMIT = 256;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** As much of a life may be lost, the same as if it is prolonged by a plain read. */
  private static final int FRACTION = 8;

  private final FarStore store;
  private List<byte[]> keys = new ArrayList<>();
  private List<Life> lives = new ArrayList<>();
  private int made;
  private long first;
  private long patience;

  FarTouches(FarStore store) {
    this.store = store;
  }

  void add(byte[] key, long version, long ttl) {
    if (ttl != Ttl.KEEP) {
      keys.add(key);
      lives.add(new Life(version, ttl));
    }
  }

  /** Adds one, and makes them all if it is time. */
  void addOrMake(byte[] key, long version, long ttl) {
    long now = System.nanoTime();
    if (keys.isEmpty()) {
      first = now;
      patience = PATIENCE_NANOS;
    }
    patience = Math.min(patience, ttl / FRACTION);
    add(key, version, ttl);
    if (keys.size() >= Math.min(LIMIT, made) || now - first >= patience) {
      make();
    }
  }

  void make() {
    if (keys.isEmpty()) {
      return;
    }
    List<byte[]> allKeys = keys;
    List<Life> allLives = lives;
    keys = new ArrayList<>();
    lives = new ArrayList<>();
    made += allKeys.size();
    store.touchAll(allKeys, allLives);
  }
}
