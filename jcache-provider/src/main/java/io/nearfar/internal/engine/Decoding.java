package io.nearfar.internal.engine;

import io.nearfar.spi.Codec;
import io.nearfar.spi.CodecException;
import io.nearfar.spi.FarStore.Entry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Turns what comes from the far tier into keys and values. What cannot be read is a miss with a
 * count and one warning per reason: invariant I7.
 */
final class Decoding<K, V> {
  private static final Logger LOGGER = System.getLogger(Decoding.class.getName());

  /** So many different reasons are told at WARN, all others at DEBUG. */
  private static final int REASONS = 50;

  private final String cacheName;
  private final Codec codec;
  private final LongAdder unreadable = new LongAdder();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Decoding(String cacheName, Codec codec) {
    this.cacheName = cacheName;
    this.codec = codec;
  }

  /** The value of an entry; null if there is none, or it can't be read. */
  @SuppressWarnings("unchecked") // The cache's types were checked when it was stored.
  @Nullable V value(@Nullable Entry entry) {
    if (entry == null) {
      return null;
    }
    try {
      return (V) codec.decode(entry.value());
    } catch (CodecException e) {
      count(e);
      return null;
    }
  }

  /** A key; null if it can't be read. */
  @SuppressWarnings("unchecked") // as above
  @Nullable K key(byte[] bytes) {
    try {
      return (K) codec.decodeKey(bytes);
    } catch (CodecException e) {
      count(e);
      return null;
    }
  }

  /** How many could not be read so far. */
  long unreadable() {
    return unreadable.sum();
  }

  private void count(CodecException e) {
    unreadable.increment();
    String reason = String.valueOf(e.getMessage());
    boolean first = told.size() < REASONS && told.add(reason);
    LOGGER.log(first ? Level.WARNING : Level.DEBUG, EngineMessages.unreadable(cacheName, e), e);
  }
}
