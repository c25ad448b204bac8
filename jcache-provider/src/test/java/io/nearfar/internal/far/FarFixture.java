package io.nearfar.internal.far;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.redisson.client.protocol.RedisCommand;

/** Settings for tests. */
final class FarFixture {
  private FarFixture() {}

  static ClientSettings settings(String url) {
    return settings(ClientSettings.Mode.STANDALONE, Duration.ofSeconds(10), url);
  }

  static ClientSettings settings(ClientSettings.Mode mode, Duration timeout, String... urls) {
    return new ClientSettings(
        mode,
        List.of(urls),
        null,
        ClientSettings.Login.NONE,
        ClientSettings.Login.NONE,
        0,
        10,
        timeout,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        false,
        ClientSettings.Tls.DEFAULT);
  }

  static ClientSettings withPassword(String url, String password) {
    return withLogin(settings(url), new ClientSettings.Login(null, password));
  }

  static ClientSettings withLogin(ClientSettings plain, ClientSettings.Login login) {
    return new ClientSettings(
        plain.mode(),
        plain.urls(),
        plain.masterName(),
        login,
        ClientSettings.Login.NONE,
        0,
        10,
        plain.timeout(),
        plain.connectTimeout(),
        plain.pingInterval(),
        plain.readsReplicas(),
        plain.tls());
  }

  /** A master and its replicas, which answer the reads. */
  static ClientSettings withReplicas(String... urls) {
    ClientSettings plain = settings(ClientSettings.Mode.REPLICATED, Duration.ofSeconds(10), urls);
    return new ClientSettings(
        plain.mode(),
        plain.urls(),
        null,
        plain.login(),
        plain.sentinelLogin(),
        0,
        10,
        plain.timeout(),
        plain.connectTimeout(),
        plain.pingInterval(),
        /* readsReplicas= */ true,
        plain.tls());
  }

  /**
   * Makes clocks for a store that has none, of now. Otherwise it would begin with versions of a
   * time to come, which is not reached while a test runs.
   */
  static void settle(RedisFarStore store) {
    CacheLayout layout = store.layout();
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < store.segments(); i++) {
      calls.add(
          new Call(
              new RedisCommand<>("EVAL"),
              layout.slot(i),
              /* isChange= */ true,
              "local t = redis.call('TIME'); local now = t[1] * 1000000 + t[2]"
                  + " redis.call('SET', KEYS[1], struct.pack('>I8I8I8', now, now, 0), 'NX')",
              1,
              layout.metaKey(i)));
    }
    store.client().callAll(calls, layout.cache());
  }

  static StoreSettings store(String cache) {
    return new StoreSettings("nf:", "shop", cache, "test", "", 1_000_000);
  }
}
