package io.nearfar.internal.far;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Frees the memory of a cache's dead entries, a page at a time. */
final class Sweep {
  private final FarClient client;
  private final CacheLayout layout;

  Sweep(FarClient client, CacheLayout layout) {
    this.client = client;
    this.layout = layout;
  }

  /**
   * Looks at all entries once.
   *
   * @param pause called between two pages of one server, with the nanoseconds that the last took
   * @return how many were freed
   */
  long sweep(LongConsumer pause) {
    Scan scan = new Scan(client, layout);
    long freed = 0;
    long start = System.nanoTime();
    for (List<byte[]> keys = scan.next(); keys != null && !client.isClosed(); keys = scan.next()) {
      freed += free(keys);
      if (!scan.atEndOfServer()) {
        pause.accept(System.nanoTime() - start);
      }
      start = System.nanoTime();
    }
    return freed;
  }

  private long free(List<byte[]> keys) {
    @Nullable List<Object>[] bySegment = group(keys);
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < bySegment.length; i++) {
      List<Object> parameters = bySegment[i];
      if (parameters != null) {
        parameters.set(0, parameters.size() - 1);
        calls.add(
            Call.of(Script.SWEEP, layout.slot(i), /* isChange= */ false, parameters.toArray()));
      }
    }
    long freed = 0;
    for (Object reply : client.callAll(calls, layout.cache())) {
      freed += reply instanceof Long number ? number : 0;
    }
    return freed;
  }

  /** For each segment the number of keys (to be set), its clock's key, the keys of its entries. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of lists can't be made otherwise.
  private @Nullable List<Object>[] group(List<byte[]> keys) {
    @Nullable List<Object>[] bySegment = new List[layout.segments().count()];
    for (byte[] key : keys) {
      int segment = layout.segments().of(key);
      List<Object> parameters = bySegment[segment];
      if (parameters == null) {
        parameters = new ArrayList<>();
        parameters.add(0);
        parameters.add(layout.metaKey(segment));
        bySegment[segment] = parameters;
      }
      parameters.add(layout.entryKey(segment, key));
    }
    return bySegment;
  }
}
