package io.nearfar.internal.far;

import java.time.Duration;
import java.util.List;

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

  static StoreSettings store(String cache) {
    return new StoreSettings("nf:", "shop", cache, "test", "", 1_000_000);
  }
}
