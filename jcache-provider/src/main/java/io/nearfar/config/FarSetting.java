package io.nearfar.config;

import java.time.Duration;
import java.util.Map;

/**
 * The table of settings of the far tier, of which a manager has one. Parser, names of properties
 * and variables, JSON schema and reference page are derived from it, as from {@link Setting}.
 */
enum FarSetting implements AnySetting {
  URL(
      "url",
      SettingType.FAR_URLS,
      "none",
      "The servers' addresses; with `sentinel` the sentinels', with `cluster` some of the nodes'."
          + " Without a port: 6379, or 26379 for sentinels. `embedded` starts a server for"
          + " development in this JVM. There is no far tier without it."),
  MODE(
      "mode",
      SettingType.FAR_MODE,
      Setting.spelled(Defaults.FAR_MODE),
      "How the servers work together."),
  MASTER_NAME(
      "master-name",
      SettingType.TEXT,
      "none",
      "What the sentinels call the master; needed with `sentinel`, and only there."),
  USERNAME("username", SettingType.TEXT, "none", "The user, if the server has several."),
  PASSWORD("password", SettingType.SECRET, "none", "The user's password, or the server's."),
  SENTINEL_USERNAME(
      "sentinel-username", SettingType.TEXT, "none", "The user on the sentinels, likewise."),
  SENTINEL_PASSWORD(
      "sentinel-password", SettingType.SECRET, "none", "The password on the sentinels."),
  DATABASE(
      "database",
      SettingType.DATABASE,
      Integer.toString(Defaults.FAR_DATABASE),
      "The number of the database; a cluster has only 0."),
  READ_FROM(
      "read-from",
      SettingType.READ_FROM,
      Setting.spelled(Defaults.FAR_READ_FROM),
      "Which servers answer reads; a replica may lag behind its master."),
  CONNECTIONS(
      "connections",
      SettingType.CONNECTIONS,
      Integer.toString(Defaults.FAR_CONNECTIONS),
      "The most connections to each server."),
  TIMEOUT(
      "timeout",
      SettingType.WAIT,
      spelled(Defaults.FAR_TIMES.response()),
      "How long an answer is waited for."),
  CONNECT_TIMEOUT(
      "connect-timeout",
      SettingType.WAIT,
      spelled(Defaults.FAR_TIMES.connect()),
      "How long a connection is waited for."),
  PING_INTERVAL(
      "ping-interval",
      SettingType.WAIT,
      spelled(Defaults.FAR_TIMES.pingInterval()),
      "After how much silence a connection is tried."),
  NAMESPACE(
      "namespace",
      SettingType.NAMESPACE,
      "none",
      "Sets this application's data apart from those of others on the same servers; JVMs that"
          + " share caches have the same. Not set: the manager's URI if the application has chosen"
          + " one, otherwise the name of the application."),
  KEY_PREFIX(
      "key-prefix",
      SettingType.KEY_PREFIX,
      Defaults.FAR_KEY_PREFIX,
      "What all keys on the server begin with; a byte of memory per character and entry."),
  MAX_VALUE_BYTES(
      "max-value-bytes",
      SettingType.VALUE_SIZE,
      (Defaults.FAR_MAX_VALUE_BYTES >> 20) + "MiB",
      "The largest encoded value."),
  TLS_TRUST_STORE(
      "tls.trust-store",
      SettingType.FILE,
      "none",
      "The authorities that servers' certificates are checked against. Not set: the JVM's."),
  TLS_TRUST_STORE_PASSWORD(
      "tls.trust-store-password", SettingType.SECRET, "none", "Opens the trust store."),
  TLS_KEY_STORE(
      "tls.key-store",
      SettingType.FILE,
      "none",
      "The certificate and key that this JVM shows to the servers."),
  TLS_KEY_STORE_PASSWORD(
      "tls.key-store-password", SettingType.SECRET, "none", "Opens the key store."),
  TLS_VERIFY_HOSTNAME(
      "tls.verify-hostname",
      SettingType.BOOLEAN,
      Boolean.toString(Defaults.FAR_VERIFY_HOSTNAME),
      "Whether a server's certificate must name the host that was asked for.");

  /** The section's key in the file. */
  static final String SECTION = "far";

  /** What the names of all properties begin with. */
  static final String PROPERTY_PREFIX = "nearfar." + SECTION + ".";

  /** What the names of all environment variables begin with. */
  static final String VARIABLE_PREFIX = Setting.variableName(PROPERTY_PREFIX);

  private final String path;
  private final SettingType type;
  private final String defaultText;
  private final String doc;

  FarSetting(String path, SettingType type, String defaultText, String doc) {
    this.path = path;
    this.type = type;
    this.defaultText = defaultText;
    this.doc = doc;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String label() {
    return SECTION + "." + path;
  }

  @Override
  public SettingType type() {
    return type;
  }

  @Override
  public String defaultText() {
    return defaultText;
  }

  @Override
  public String doc() {
    return doc;
  }

  /** The name of the system property, and of the manager's property. */
  String property() {
    return PROPERTY_PREFIX + path;
  }

  /** The name of the environment variable. */
  String variable() {
    return VARIABLE_PREFIX + variableSuffix();
  }

  /** The table by path, in its order. */
  static Map<String, FarSetting> byPath() {
    return AnySetting.byPath(values());
  }

  private static String spelled(Duration whole) {
    return whole.toSeconds() + "s";
  }
}
