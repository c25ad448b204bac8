package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.near.Ttl;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A read that gives an entry another life leaves it the same entry. Covered: iterator and its
 * remove, process, get with an access expiry.
 */
class TouchTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private static EngineFixture<String, String> fixture(long creation, long access) {
    return EngineFixture.<String, String>near()
        .expiry(new FixedExpiry(creation, Ttl.KEEP, access))
        .build();
  }

  @ParameterizedTest
  @ValueSource(longs = {60_000_000_000L, Ttl.ETERNAL})
  void iteratorRemove_ofAnEntryThatItsNextHasProlonged_removesIt(long access) {
    for (long creation : new long[] {Ttl.ETERNAL, MINUTE}) {
      try (EngineFixture<String, String> fixture = fixture(creation, access)) {
        CacheEngine<String, String> engine = fixture.engine();
        engine.put("key", "value");
        Iterator<EngineEntry<String, String>> entries = engine.iterator();
        engine.remove(entries.next());
        assertThat(engine.containsKey("key")).isFalse();
      }
    }
  }

  @Test
  void process_whileOthersRead_runsOnce() {
    try (EngineFixture<String, String> fixture = fixture(Ttl.ETERNAL, Ttl.ETERNAL)) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("key", "value");
      int[] runs = new int[1];
      engine.process(
          "key",
          entry -> {
            runs[0]++;
            engine.get("key");
            entry.set("next");
            return entry.value();
          });
      assertThat(runs[0]).isEqualTo(1);
    }
  }

  @Test
  void get_eternalEntryWithAnAccessExpiry_expiresAfterTheAccess() {
    try (EngineFixture<String, String> fixture = fixture(Ttl.ETERNAL, MINUTE)) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("key", "value");
      fixture.ticker().advance(Duration.ofDays(365));
      assertThat(engine.get("key")).isEqualTo("value");
      fixture.ticker().advance(Duration.ofMinutes(1));
      assertThat(engine.get("key")).isNull();
    }
  }

  @Test
  void get_accessMakesEternal_neverExpires() {
    try (EngineFixture<String, String> fixture = fixture(MINUTE, Ttl.ETERNAL)) {
      CacheEngine<String, String> engine = fixture.engine();
      engine.put("key", "value");
      engine.get("key");
      fixture.ticker().advance(Duration.ofDays(365));
      assertThat(engine.get("key")).isEqualTo("value");
    }
  }
}
