package io.nearfar.internal.near;

import io.nearfar.spi.Tags;
import org.jspecify.annotations.Nullable;

/** The near copies of a single key of a single segment, for Lincheck. The value is its version. */
interface CopiesOfOneKey {

  /** To be asked before the far register is read or written. */
  Object ask();

  /** Learns what the far register contained. */
  void learn(Object asked, long version);

  /** The copy that is served; null if none is. */
  @Nullable Long get();

  /** Hears that the key was changed. */
  void changed(long version);

  /** Hears that the key may have been changed. */
  void suspect(long version);

  /** Hears that the history is another one. */
  void forked(long version);

  /** The copy leaves because of others. */
  void evict();

  /** The real ones. */
  static CopiesOfOneKey real() {
    return real(Tags.NONE);
  }

  /**
   * The real ones.
   *
   * @param tags of the entry: all changes are heard as invalidations of these, if there are any
   */
  static CopiesOfOneKey real(Tags tags) {
    return new CopiesOfOneKey() {
      private static final int KEY = 1;
      private static final long FRESH = Long.MAX_VALUE / 2;
      private final CopyStore<Integer, Long> store = store();

      private static CopyStore<Integer, Long> store() {
        CopyStore<Integer, Long> store =
            new CopyStore<>(
                new java.util.concurrent.ConcurrentHashMap<>(), () -> 0, /* segments= */ 1);
        store.confirm(0, FRESH, 0);
        return store;
      }

      @Override
      public Object ask() {
        return store.ask(0);
      }

      @Override
      public void learn(Object asked, long version) {
        store.learn(
            (CopyStore.Question) asked,
            KEY,
            new Fact<>(version, version, true, version, Ttl.ETERNAL, tags));
      }

      @Override
      public @Nullable Long get() {
        NearEntry<Long> copy = store.get(KEY);
        return copy == null ? null : copy.value();
      }

      @Override
      public void changed(long version) {
        if (tags.isEmpty()) {
          store.changed(0, KEY, version);
        } else {
          store.tagged(0, tags, version);
        }
      }

      @Override
      public void suspect(long version) {
        store.suspect(0, version);
      }

      @Override
      public void forked(long version) {
        store.forked(0, version);
        store.confirm(0, FRESH, 0);
      }

      @Override
      public void evict() {
        store.forget(KEY);
      }
    };
  }
}
