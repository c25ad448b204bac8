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
  List<Lease> lease(List<byte[]> keys, boolean tagged) {
    List<Call> calls = new ArrayList<>(keys.size());
    for (byte[] key : keys) {
      calls.add(tagged ? tagged(key) : untagged(key));
    }
    List<Lease> leases = new ArrayList<>(keys.size());
    List<Integer> lost = new ArrayList<>();
    for (Object reply : store.client().callAll(calls, layout.cache())) {
      List<?> parts = (List<?>) requireNonNull(reply);
      if (parts.size() > 3) {
        lost.add(leases.size());
      }
      leases.add(read(keys.get(leases.size()), parts));
    }
    if (!lost.isEmpty()) {
      List<Lease> again = lease(lost.stream().map(keys::get).toList(), /* tagged= */ true);
      for (int i = 0; i < again.size(); i++) {
        leases.set(lost.get(i), again.get(i));
      }
    }
    return leases;
  }

  // Executed twice, they give the same token, or a newer one that nobody uses.

  private Call untagged(byte[] key) {
    int segment = layout.segments().of(key);
    return Call.of(
        Script.LEASE,
        layout.slot(segment),
        /* isChange= */ false,
        2,
        layout.entryKey(segment, key),
        layout.metaKey(segment),
        LIFE_MICROS);
  }

  private Call tagged(byte[] key) {
    int segment = layout.segments().of(key);
    return Call.of(
        Script.LEASE,
        layout.slot(segment),
        /* isChange= */ false,
        3,
        layout.entryKey(segment, key),
        layout.metaKey(segment),
        layout.tagsKey(segment),
        LIFE_MICROS);
  }

  private Lease read(byte[] key, List<?> reply) {
    @Nullable Entry entry =
        reply.get(0) instanceof byte[] record ? RecordFormat.read(record) : null;
    long asOf = (Long) requireNonNull(reply.get(2));
    store.saw(layout.segments().of(key), asOf);
    return new Lease(entry, (Long) requireNonNull(reply.get(1)), asOf);
  }
}
