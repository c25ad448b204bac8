package io.nearfar.internal.far;

import static java.util.Objects.requireNonNull;

import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Begins loads; what leases are is told at the head of {@code lease.lua}. */
final class Leases {
  /**
   * Longer than most loads take: what takes longer is not stored. Not much longer, because what
   * does not exist leaves its lease behind. Nobody waits for the end of one.
   */
  private static final long LIFE_MICROS = TimeUnit.MINUTES.toMicros(1);

  private final RedisFarStore store;
  private final CacheLayout layout;

  Leases(RedisFarStore store) {
    this.store = store;
    layout = store.layout();
  }

  /** What is there, or a token, for each key in their order. */
  List<Lease> lease(List<byte[]> keys) {
    List<Call> calls = new ArrayList<>(keys.size());
    for (byte[] key : keys) {
      int segment = layout.segments().of(key);
      calls.add(
          Call.of(
              Script.LEASE,
              layout.slot(segment),
              // Executed twice, it gives the same token, or a newer one that nobody uses.
              /* isChange= */ false,
              2,
              layout.entryKey(segment, key),
              layout.metaKey(segment),
              LIFE_MICROS));
    }
    List<Lease> leases = new ArrayList<>(keys.size());
    for (Object reply : store.client().callAll(calls, layout.cache())) {
      Lease lease = read((List<?>) requireNonNull(reply));
      store.saw(layout.segments().of(keys.get(leases.size())), lease.asOf());
      leases.add(lease);
    }
    return leases;
  }

  private static Lease read(List<?> reply) {
    @Nullable Entry entry =
        reply.get(0) instanceof byte[] record ? RecordFormat.read(record) : null;
    return new Lease(
        entry, (Long) requireNonNull(reply.get(1)), (Long) requireNonNull(reply.get(2)));
  }
}
