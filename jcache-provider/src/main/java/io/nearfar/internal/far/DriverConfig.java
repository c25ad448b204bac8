package io.nearfar.internal.far;

import io.nearfar.internal.far.ClientSettings.Login;
import io.nearfar.internal.far.ClientSettings.Tls;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SslVerificationMode;
import org.redisson.config.SubscriptionMode;

/** Makes the driver's configuration. */
final class DriverConfig {
  /** With fewer the driver shares connections, and a cut one fails only its first command. */
  private static final int MIN_POOL = 10;

  private static final Duration RECONNECT_DELAY = Duration.ofMillis(200);
  private static final int SCAN_INTERVAL_MILLIS = 1000;

  private DriverConfig() {}

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException if a store of certificates or keys can't be opened
   */
  static Config of(ClientSettings settings, DriverThreads threads, CutNotice notice) {
    JvmSelectors.leaveAlone();
    Config config = new Config();
    // Connects when it is first used: between, its timer thread can be made a daemon.
    config.setLazyInitialization(true);
    config.setCodec(ByteArrayCodec.INSTANCE);
    // Its class loader must not be kept by the driver, nor its names for scripts be trusted: in
    // batches they fail for ever once the server has forgotten a script.
    config.setUseThreadClassLoader(false);
    config.setUseScriptCache(false);
    config.setReferenceEnabled(false);
    config.setNettyThreads(DriverThreads.CHANNEL_THREADS);
    config.setNettyExecutor(threads.channels());
    config.setExecutor(threads.workers());
    config.setTcpKeepAlive(true);
    config.setNettyHook(notice);
    logIn(config, settings.login());
    encrypt(config, settings.tls());
    servers(config, settings);
    return config;
  }

  private static void logIn(Config config, Login login) {
    if (login.username() != null) {
      config.setUsername(login.username());
    }
    if (login.password() != null) {
      config.setPassword(login.password());
    }
  }

  /**
   * The driver logs in at the sentinels only if it has a password for the servers too. Where these
   * want none their default user takes any, if it is named; and who wants one gets a refusal either
   * way.
   */
  private static void logInForForm(Config config) {
    config.setUsername("default");
    config.setPassword("none");
  }

  private static void encrypt(Config config, Tls tls) {
    if (tls.trustStore() != null) {
      config.setSslTruststore(url(tls.trustStore(), tls.trustStorePassword()));
    }
    if (tls.trustStorePassword() != null) {
      config.setSslTruststorePassword(tls.trustStorePassword());
    }
    if (tls.keyStore() != null) {
      config.setSslKeystore(url(tls.keyStore(), tls.keyStorePassword()));
    }
    if (tls.keyStorePassword() != null) {
      config.setSslKeystorePassword(tls.keyStorePassword());
    }
    if (!tls.verifyHostname()) {
      config.setSslVerificationMode(SslVerificationMode.CA_ONLY);
    }
  }

  /** Opens it first: the driver would report only that it can't connect. */
  private static URL url(Path file, @Nullable String password) {
    try {
      KeyStore.getInstance(file.toFile(), password == null ? null : password.toCharArray());
      return file.toUri().toURL();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(new KeyStoreException("Can't be opened: " + file, e));
    }
  }

  private static void servers(Config config, ClientSettings settings) {
    String[] urls = settings.urls().toArray(new String[0]);
    switch (settings.mode()) {
      case STANDALONE -> {
        SingleServerConfig servers = config.useSingleServer();
        servers.setAddress(urls[0]);
        servers.setDatabase(settings.database());
        servers.setConnectionPoolSize(poolSize(settings));
        servers.setConnectionMinimumIdleSize(1);
        servers.setSubscriptionConnectionMinimumIdleSize(0);
        common(servers, settings);
      }
      case SENTINEL -> {
        SentinelServersConfig servers = config.useSentinelServers();
        servers.addSentinelAddress(urls);
        servers.setMasterName(settings.masterName());
        servers.setDatabase(settings.database());
        servers.setScanInterval(SCAN_INTERVAL_MILLIS);
        // It would refuse a single sentinel.
        servers.setCheckSentinelsList(false);
        Login login = settings.sentinelLogin();
        if (login.username() != null) {
          servers.setSentinelUsername(login.username());
        }
        if (login.password() != null) {
          servers.setSentinelPassword(login.password());
          if (settings.login().password() == null) {
            logInForForm(config);
          }
        }
        masters(servers, settings);
      }
      case CLUSTER ->
          masters(
              config.useClusterServers().addNodeAddress(urls).setScanInterval(SCAN_INTERVAL_MILLIS),
              settings);
      case REPLICATED ->
          masters(
              config
                  .useReplicatedServers()
                  .addNodeAddress(urls)
                  .setDatabase(settings.database())
                  .setScanInterval(SCAN_INTERVAL_MILLIS),
              settings);
    }
  }

  private static int poolSize(ClientSettings settings) {
    return Math.max(MIN_POOL, settings.connections());
  }

  /** What the mode says only allows reads from replicas: each command says where it goes. */
  private static void masters(BaseMasterSlaveServersConfig<?> servers, ClientSettings settings) {
    servers.setReadMode(settings.readsReplicas() ? ReadMode.SLAVE : ReadMode.MASTER);
    servers.setSlaveConnectionPoolSize(poolSize(settings));
    servers.setSlaveConnectionMinimumIdleSize(1);
    servers.setSubscriptionMode(SubscriptionMode.MASTER);
    servers.setMasterConnectionPoolSize(poolSize(settings));
    servers.setMasterConnectionMinimumIdleSize(1);
    servers.setSubscriptionConnectionMinimumIdleSize(0);
    common(servers, settings);
  }

  private static void common(BaseConfig<?> servers, ClientSettings settings) {
    servers.setTimeout(Math.toIntExact(settings.timeout().toMillis()));
    servers.setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()));
    servers.setPingConnectionInterval(Math.toIntExact(settings.pingInterval().toMillis()));
    // It repeats scripts too, without knowing whether they were executed.
    servers.setRetryAttempts(0);
    servers.setRetryDelay(new ConstantDelay(Duration.ofSeconds(1)));
    servers.setReconnectionDelay(new ConstantDelay(RECONNECT_DELAY));
    servers.setSubscriptionsPerConnection(1000);
  }
}
