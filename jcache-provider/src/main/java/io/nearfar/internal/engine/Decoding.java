package io.nearfar.internal.engine;

import io.nearfar.spi.CodecException;
import io.nearfar.spi.FarStore.Entry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
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
  private final FarTier far;
  private final LongAdder unreadable = new LongAdder();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Decoding(String cacheName, FarTier far) {
    this.cacheName = cacheName;
    this.far = far;
  }

  /** The value of an entry; null if there is none, or it can't be read. */
  @SuppressWarnings("unchecked") // It is checked.
  @Nullable V value(@Nullable Entry entry) {
    return entry == null
        ? null
        : (V) checked(far.valueType(), () -> far.codec().decode(entry.value()));
  }

  /** A key; null if it can't be read. */
  @SuppressWarnings("unchecked") // It is checked.
  @Nullable K key(byte[] bytes) {
    return (K) checked(far.keyType(), () -> far.codec().decodeKey(bytes));
  }

  private @Nullable Object checked(Class<?> type, Supplier<Object> decoding) {
    try {
      Object decoded = decoding.get();
      if (type.isInstance(decoded)) {
        return decoded;
      }
      throw new CodecException(EngineMessages.otherType(decoded.getClass(), type), null);
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
