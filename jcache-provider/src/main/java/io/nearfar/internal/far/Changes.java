package io.nearfar.internal.far;

import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.FarStore.Status;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes the commands of changes, and reads their replies. */
final class Changes {
  private static final String FOR_EVER = "-1";
  private static final String AS_IT_IS = "-2";
  private static final byte[] NOTHING = new byte[0];

  /** As numbers on the wire: the order must not change. */
  private static final Status[] STATUSES = {
    Status.CREATED,
    Status.UPDATED,
    Status.REMOVED,
    Status.NOT_STORED,
    Status.ABSENT,
    Status.PRESENT,
    Status.MISMATCH
  };

  /** Longer lives are for ever: sums with them would not be exact in the scripts. */
  private static final long LONGEST_MICROS = TimeUnit.DAYS.toMicros(100 * 366);

  /** Ids of operations: begins anywhere, so that those of two JVMs do not meet. */
  private final AtomicLong operations = new AtomicLong(new SecureRandom().nextLong());

  private final CacheLayout layout;
  private final MessageHeads heads;

  Changes(CacheLayout layout, MessageHeads heads) {
    this.layout = layout;
    this.heads = heads;
  }

  /** The command of a change. */
  Call call(byte[] key, Change change) {
    byte[] value = change.value();
    byte[] operation = bytes(operations.incrementAndGet());
    if (value != null && change.condition() == Condition.ALWAYS && !change.wantsOldValue()) {
      return put(key, value, change, operation);
    }
    int segment = layout.segments().of(key);
    byte[] entryKey = layout.entryKey(segment, key);
    String creation = ttl(change.creationTtlNanos(), FOR_EVER);
    String update = ttl(change.updateTtlNanos(), AS_IT_IS);
    String wantsOld = change.wantsOldValue() ? "1" : "0";
    return value == null
        ? Call.of(
            Script.CHANGE,
            layout.slot(segment),
            /* isChange= */ true,
            2,
            entryKey,
            layout.metaKey(segment),
            letter(change.condition()),
            operation,
            creation,
            update,
            layout.channel(),
            heads.removed(segment),
            wantsOld,
            compared(change))
        : Call.of(
            Script.CHANGE,
            layout.slot(segment),
            /* isChange= */ true,
            2,
            entryKey,
            layout.metaKey(segment),
            letter(change.condition()),
            operation,
            creation,
            update,
            layout.channel(),
            heads.stored(segment),
            wantsOld,
            compared(change),
            value);
  }

  private Call put(byte[] key, byte[] value, Change change, byte[] operation) {
    int segment = layout.segments().of(key);
    return Call.of(
        Script.PUT,
        layout.slot(segment),
        /* isChange= */ true,
        2,
        layout.entryKey(segment, key),
        layout.metaKey(segment),
        value,
        operation,
        ttl(change.creationTtlNanos(), FOR_EVER),
        ttl(change.updateTtlNanos(), AS_IT_IS),
        layout.channel(),
        heads.stored(segment));
  }

  private static String letter(Condition condition) {
    return switch (condition) {
      case ALWAYS -> "*";
      case ABSENT -> "-";
      case PRESENT -> "+";
      case EQUAL -> "=";
      case VERSION -> "#";
      case TOKEN -> "@";
    };
  }

  private static Object compared(Change change) {
    byte[] expected = change.expected();
    return switch (change.condition()) {
      case EQUAL -> expected == null ? NOTHING : expected;
      case VERSION, TOKEN -> change.version();
      default -> NOTHING;
    };
  }

  /**
   * A time to live as the scripts take it.
   *
   * @param nanos 0 = none, {@link FarStore#ETERNAL}, {@link FarStore#KEEP}
   * @param kept what the last of them means there
   */
  static String ttl(long nanos, String kept) {
    if (nanos == 0) {
      return "0";
    } else if (nanos < 0) {
      return kept;
    }
    // Up: what has a life, however short, is not dead at once.
    long micros = (nanos - 1) / 1000 + 1;
    return micros >= LONGEST_MICROS ? FOR_EVER : Long.toString(micros);
  }

  private static byte[] bytes(long number) {
    byte[] bytes = new byte[Long.BYTES];
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[i] = (byte) (number >>> (56 - 8 * i));
    }
    return bytes;
  }

  /** What became of a change. */
  static Reply reply(@Nullable Object reply) {
    List<?> parts = (List<?>) java.util.Objects.requireNonNull(reply);
    Status status = STATUSES[(int) number(parts, 0)];
    if (parts.size() == 3) {
      long version = number(parts, 1);
      long made = status == Status.NOT_STORED ? 0 : version;
      return new Reply(status, null, made, version, number(parts, 2));
    }
    Entry old =
        parts.size() > 4 && parts.get(4) instanceof byte[] record
            ? RecordFormat.read(record)
            : null;
    return new Reply(status, old, number(parts, 1), number(parts, 2), number(parts, 3));
  }

  private static long number(List<?> parts, int index) {
    return parts.get(index) instanceof Long number ? number : 0;
  }
}
