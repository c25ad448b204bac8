package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.nearfar.config.EvictionPolicy;
import io.nearfar.config.NearSettings;
import io.nearfar.testing.FakeTicker;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.GraphLayout;

/** What a near copy costs besides what a plain Caffeine cache needs. */
class CopyFootprintTest {
  private static final int ENTRIES = 2_000;
  private static final long MOST = 48;

  static {
    // Lets JOL look into records; read when JOL starts.
    System.setProperty("jol.magicFieldOffset", "true");
  }

  @Test
  void copy_isSmall() {
    assertThat(ClassLayout.parseClass(Copy.class).instanceSize()).isLessThanOrEqualTo(MOST);
  }

  @Test
  void entry_needsLittleMoreThanInAPlainCache() {
    ConcurrentMap<Integer, String> plain =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(ENTRIES)
            .<Integer, String>build()
            .asMap();
    FakeTicker ticker = new FakeTicker();
    long unlimited = NearSettings.UNLIMITED;
    CopyStore<Integer, String> copies =
        NearStores.copies(
            new NearSettings(EvictionPolicy.ADAPTIVE, ENTRIES, unlimited, unlimited, null),
            ticker,
            /* segments= */ 1,
            evicted -> {});
    copies.confirm(0, Long.MAX_VALUE / 2, 0);

    double more =
        perEntry(
                copies,
                (key, value) ->
                    copies.learn(
                        copies.ask(0), key, new Fact<>(key, value, true, key, Ttl.ETERNAL)))
            - perEntry(plain, plain::put);

    assertThat(copies.heldEntries()).isEqualTo(ENTRIES);
    assertThat(more).isBetween(1.0, MOST + 0.5);
  }

  private static double perEntry(Object store, BiConsumer<Integer, String> put) {
    put(0, 1, put);
    long before = GraphLayout.parseInstance(store).totalSize();
    put(1, ENTRIES, put);
    return (GraphLayout.parseInstance(store).totalSize() - before) / (ENTRIES - 1.0);
  }

  private static void put(int from, int to, BiConsumer<Integer, String> put) {
    for (int i = from; i < to; i++) {
      put.accept(1_000_000 + i, "value " + (1_000_000 + i));
    }
  }
}
