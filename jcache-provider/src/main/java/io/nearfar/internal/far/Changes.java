package io.nearfar.internal.far;

import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.FarStore.Status;
import java.security.SecureRandom;
import java.util.ArrayList;
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
    Status.MISMATCH,
    Status.OUTDATED
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
    boolean tagged = value != null && !change.tags().isEmpty();
    if (value != null
        && change.condition() == Condition.ALWAYS
        && !change.wantsOldValue()
        && !tagged) {
      return put(key, value, change, operation);
    }
    int segment = layout.segments().of(key);
    List<Object> parameters = new ArrayList<>(16);
    parameters.add(tagged ? 3 : 2);
    parameters.add(layout.entryKey(segment, key));
    parameters.add(layout.metaKey(segment));
    if (tagged) {
      parameters.add(layout.tagsKey(segment));
    }
    parameters.add(letter(change.condition()));
    parameters.add(operation);
    parameters.add(ttl(change.creationTtlNanos(), FOR_EVER));
    parameters.add(ttl(change.updateTtlNanos(), AS_IT_IS));
    parameters.add(layout.channel());
    parameters.add(value == null ? heads.removed(segment) : heads.stored(segment));
    parameters.add(change.wantsOldValue() ? "1" : "0");
    parameters.add(compared(change));
    if (value != null) {
      parameters.add(value);
    }
    if (tagged) {
      parameters.add(change.tags().bytes());
      parameters.add(change.since() == Change.NOW ? NOTHING : change.since());
    }
    return Call.of(Script.CHANGE, layout.slot(segment), /* isChange= */ true, parameters.toArray());
  }

  /** The command that removes an entry, whatever is there, and has to do with a hold. */
  Call invalidation(byte[] key, Hold hold, long holdNanos) {
    int segment = layout.segments().of(key);
    return Call.of(
        Script.CHANGE,
        layout.slot(segment),
        /* isChange= */ true,
        2,
        layout.entryKey(segment, key),
        layout.metaKey(segment),
        letter(hold),
        NOTHING,
        holdMicros(holdNanos),
        "0",
        layout.channel(),
        heads.removed(segment),
        "0",
        NOTHING);
  }

  /** What a script takes for what an invalidation has to do with a hold. */
  static String letter(Hold hold) {
    return switch (hold) {
      case NONE -> "*";
      case BEGIN -> "<";
      case END -> ">";
      case RELEASE -> "/";
    };
  }

  /** The time of a hold as the scripts take it. */
  static long holdMicros(long nanos) {
    return Math.min(Math.max(1, nanos / 1000), LONGEST_MICROS);
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
