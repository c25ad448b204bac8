package io.nearfar.internal.far;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.connection.MasterSlaveEntry;

/**
 * Walks over the keys of a cache's entries, master by master and page by page, without ever
 * blocking a server for long. A key may come more than once, and dead entries come too.
 */
final class Scan {
  private static final RedisCommand<Object> SCAN = new RedisCommand<>("SCAN");
  private static final byte[] START = {'0'};
  private static final int COUNT = 1000;

  private final FarClient client;
  private final CacheLayout layout;
  private final Iterator<MasterSlaveEntry> masters;
  private @Nullable MasterSlaveEntry master;
  private byte[] cursor = START;

  Scan(FarClient client, CacheLayout layout) {
    this.client = client;
    this.layout = layout;
    masters = client.masters().iterator();
  }

  /** Whether the page just read was the last of a server. */
  boolean atEndOfServer() {
    return master == null;
  }

  /**
   * The next page.
   *
   * @return encoded keys, perhaps none; null after the last page
   */
  @Nullable List<byte[]> next() {
    if (master == null) {
      if (!masters.hasNext()) {
        return null;
      }
      master = masters.next();
      cursor = START;
    }
    Call call =
        new Call(SCAN, 0, /* isChange= */ false, cursor, "MATCH", layout.pattern(), "COUNT", COUNT);
    List<?> reply = (List<?>) requireNonNull(client.call(master, call, layout.cache()));
    cursor = (byte[]) requireNonNull(reply.get(0));
    if (cursor.length == 1 && cursor[0] == '0') {
      master = null;
    }
    List<byte[]> keys = new ArrayList<>();
    for (Object whole : (List<?>) requireNonNull(reply.get(1))) {
      byte[] key = layout.keyOf((byte[]) requireNonNull(whole));
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }
}
