package io.nearfar.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.cache.integration.CacheLoader;

/**
 * What the entries of a cache are loaded from: a version per key that only grows, in memory that
 * all processes share. Thread-safe.
 */
final class Source implements CacheLoader<Integer, Long> {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Long enough that much happens while a value that was read is not in the cache yet. */
  private static final long MAX_LOAD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** No value is {@link Request#NONE}. */
  private static final long FIRST_VERSION = 1;

  private final int first;
  private final ByteBuffer versions;

  /**
   * For the keys from a number on.
   *
   * @param file the same for all processes; made if it is not there
   */
  Source(Path file, int first, int keys) {
    this.first = first;
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      versions = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) keys * Long.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a new version; returns it. */
  long change(int key) {
    return FIRST_VERSION + 1 + (long) LONGS.getAndAdd(versions, index(key), 1L);
  }

  /** What the version was, some time ago. */
  @Override
  public Long load(Integer key) {
    long version = (long) LONGS.getVolatile(versions, index(key));
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_LOAD_NANOS));
    return FIRST_VERSION + version;
  }

  @Override
  public Map<Integer, Long> loadAll(Iterable<? extends Integer> keys) {
    Map<Integer, Long> all = new HashMap<>();
    keys.forEach(key -> all.put(key, load(key)));
    return all;
  }

  private int index(int key) {
    return (key - first) * Long.BYTES;
  }
}
