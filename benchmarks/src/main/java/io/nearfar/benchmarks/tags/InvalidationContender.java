package io.nearfar.benchmarks.tags;

import io.nearfar.benchmarks.far.FarManagers;
import io.nearfar.benchmarks.far.Links;
import io.nearfar.cache.NearfarCache;
import io.nearfar.testing.RedisServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.CacheManager;

/** What is done to many entries at once. */
enum InvalidationContender {
  /** Nothing: what this machine does to the probe by itself. */
  NOTHING(/* near= */ false) {
    @Override
    Store open(RedisServer server) {
      return new Store() {
        @Override
        public void load(int entries) {
          // Nothing is there.
        }

        @Override
        public void invalidate() {
          // And it stays so.
        }

        @Override
        public void close() {
          // Nothing was opened.
        }
      };
    }
  },
  /** Nearfar: a tag that all entries carry. */
  TAG(/* near= */ true) {
    @Override
    Store open(RedisServer server) {
      return new NearfarStore(server) {
        @Override
        public void load(int entries) {
          List<String> tags = List.of(ALL);
          Filling.each(entries, i -> cache().put(Filling.key(i), Filling.value(i), tags));
        }

        @Override
        public void invalidate() {
          var unused = cache().invalidateTag(ALL);
        }
      };
    }
  },
  /** Nearfar: the whole cache. */
  CLEAR(/* near= */ true) {
    @Override
    Store open(RedisServer server) {
      return new NearfarStore(server) {
        @Override
        public void load(int entries) {
          Map<String, String> some = new TreeMap<>();
          for (int i = 0; i < entries; i++) {
            some.put(Filling.key(i), Filling.value(i));
            if (some.size() == AT_ONCE || i == entries - 1) {
              cache().putAll(some);
              some.clear();
            }
          }
        }

        @Override
        public void invalidate() {
          cache().clear();
        }
      };
    }
  },
  /** The plain approach: {@link KeySets}. */
  KEY_SETS(/* near= */ false) {
    @Override
    Store open(RedisServer server) {
      KeySets sets = new KeySets(server);
      return new Store() {
        @Override
        public void load(int entries) {
          sets.store(entries, ALL);
        }

        @Override
        public void invalidate() {
          sets.invalidate(ALL);
        }

        @Override
        public void close() {
          sets.close();
        }
      };
    }
  };

  private static final String ALL = "table:items";
  private static final int AT_ONCE = 1_000;

  private final boolean near;

  InvalidationContender(boolean near) {
    this.near = near;
  }

  /** Whether nodes keep near copies. */
  boolean near() {
    return near;
  }

  abstract Store open(RedisServer server);

  /** Entries, numbered from 0 on, with the keys and values of {@link Filling}. */
  interface Store extends AutoCloseable {

    /** Creates or updates the first ones. */
    void load(int entries);

    /** Makes all of them invalid. */
    void invalidate();

    @Override
    void close();
  }

  /** Nearfar, topology {@code near-far}. */
  abstract static class NearfarStore implements Store {
    private final CacheManager manager;
    private final NearfarCache<String, String> cache;

    NearfarStore(RedisServer server) {
      manager = FarManagers.open(server.url());
      cache = InvalidationNode.cache(manager);
      Links.await(cache);
    }

    NearfarCache<String, String> cache() {
      return cache;
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
