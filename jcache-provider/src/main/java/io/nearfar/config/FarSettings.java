package io.nearfar.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The effective settings of a manager's far tier, all sources merged and checked; {@link
 * ManagerSettings#far()} has them. Immutable and thread-safe; {@code toString} does not show
 * passwords.
 *
 * @param connection how its servers are reached; the key by which managers share a client
 * @param namespace sets the data of one application apart from those of others; null = to be
 *     derived from the manager
 * @param keyPrefix what all keys on the server begin with
 * @param maxValueBytes the largest encoded value, in bytes
 */
public record FarSettings(
    FarConnection connection, @Nullable String namespace, String keyPrefix, long maxValueBytes) {

  /** Checks for null. */
  public FarSettings {
    Objects.requireNonNull(connection, "connection");
    Objects.requireNonNull(keyPrefix, "keyPrefix");
  }

  /**
   * One server about which nothing else is said.
   *
   * @param url its address, as {@code nearfar.far.url} has it: {@code redis://host:port}, {@code
   *     rediss://host:port}, {@code embedded} or {@code embedded:port}
   * @return the settings; never null
   * @throws NullPointerException if the address is null
   * @throws IllegalArgumentException if it is no such address, or has a user or password in it
   */
  public static FarSettings of(String url) {
    Objects.requireNonNull(url, () -> ConfigMessages.isNull("url"));
    try {
      List<String> urls = FarUrls.parse(FarSetting.URL, List.of(url));
      return new FarSettings(
          new FarConnection(
              new FarServers(
                  Defaults.FAR_MODE,
                  FarUrls.withPorts(urls, Defaults.FAR_PORT),
                  /* masterName= */ null,
                  Defaults.FAR_READ_FROM),
              FarLogin.NONE,
              FarLogin.NONE,
              Defaults.FAR_DATABASE,
              FarTls.DEFAULT,
              Defaults.FAR_CONNECTIONS,
              Defaults.FAR_TIMES),
          /* namespace= */ null,
          Defaults.FAR_KEY_PREFIX,
          Defaults.FAR_MAX_VALUE_BYTES);
    } catch (RefusedValueException e) {
      throw new IllegalArgumentException(e.text(), e);
    }
  }

  /**
   * All settings by their paths in the file's section, as they would be written there, in its
   * order. Of secrets only whether there is one.
   *
   * @return an unmodifiable map; never null
   */
  public Map<String, String> settings() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (FarSetting setting : FarSetting.values()) {
      texts.put(setting.path(), SettingTexts.of(setting, value(setting)));
    }
    return Collections.unmodifiableMap(texts);
  }

  private @Nullable Object value(FarSetting setting) {
    return switch (setting) {
      case URL -> connection.servers().urls();
      case MODE -> connection.servers().mode();
      case MASTER_NAME -> connection.servers().masterName();
      case USERNAME -> connection.login().username();
      case PASSWORD -> connection.login().password();
      case SENTINEL_USERNAME -> connection.sentinelLogin().username();
      case SENTINEL_PASSWORD -> connection.sentinelLogin().password();
      case DATABASE -> connection.database();
      case READ_FROM -> connection.servers().readFrom();
      case CONNECTIONS -> connection.connections();
      case TIMEOUT -> connection.times().response();
      case CONNECT_TIMEOUT -> connection.times().connect();
      case PING_INTERVAL -> connection.times().pingInterval();
      case NAMESPACE -> namespace;
      case KEY_PREFIX -> keyPrefix;
      case MAX_VALUE_BYTES -> maxValueBytes;
      case TLS_TRUST_STORE -> connection.tls().trustStore();
      case TLS_TRUST_STORE_PASSWORD -> connection.tls().trustStorePassword();
      case TLS_KEY_STORE -> connection.tls().keyStore();
      case TLS_KEY_STORE_PASSWORD -> connection.tls().keyStorePassword();
      case TLS_VERIFY_HOSTNAME -> connection.tls().verifyHostname();
    };
  }
}
