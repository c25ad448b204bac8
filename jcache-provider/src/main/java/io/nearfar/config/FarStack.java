package io.nearfar.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is said about the far tier, the strongest first, and what it amounts to.
 *
 * <p>Each setting is taken from the first place that has it. A setting that does not go with what
 * decides (the mode, the addresses) is a fault, unless what decides stands in a stronger place:
 * then it was said about what is no longer there, and does not count. So one property can send a
 * test to another server, whatever the file says about the production's.
 */
final class FarStack {
  private static final List<FarSetting> TLS =
      List.of(
          FarSetting.TLS_TRUST_STORE,
          FarSetting.TLS_TRUST_STORE_PASSWORD,
          FarSetting.TLS_KEY_STORE,
          FarSetting.TLS_KEY_STORE_PASSWORD,
          FarSetting.TLS_VERIFY_HOSTNAME);
  private static final List<FarSetting> SENTINEL =
      List.of(FarSetting.MASTER_NAME, FarSetting.SENTINEL_USERNAME, FarSetting.SENTINEL_PASSWORD);
  private static final List<FarSetting> LOGIN = List.of(FarSetting.USERNAME, FarSetting.PASSWORD);

  private final List<Map<FarSetting, SettingValue>> places;
  private final Faults faults;

  /** What does not count. */
  private final Set<FarSetting> overruled = EnumSet.noneOf(FarSetting.class);

  /**
   * A stack.
   *
   * @param places settings and their values, strongest place first
   * @param faults takes what contradicts itself, and knows what was refused
   */
  FarStack(List<Map<FarSetting, SettingValue>> places, Faults faults) {
    this.places = places;
    this.faults = faults;
  }

  /** Whether there is a far tier, or would be if its address could be read. */
  boolean isThere() {
    return find(FarSetting.URL) != null || faults.hasRefused(FarSetting.URL);
  }

  /** What it amounts to; null if there is no far tier, or faults keep it from being known. */
  @Nullable FarSettings settings() {
    SettingValue given = find(FarSetting.URL);
    if (given == null || faults.hasRefused(FarSetting.URL) || faults.hasRefused(FarSetting.MODE)) {
      return null;
    }
    List<String> urls = urls(given);
    checkEmbedded(urls);
    FarMode mode = get(FarSetting.MODE, FarMode.class, Defaults.FAR_MODE);
    // Where the mode is said; if nowhere, the default overrules nothing.
    int decided = place(FarSetting.MODE);
    checkMode(mode, isEmbedded(urls) ? Math.min(decided, place(FarSetting.URL)) : decided);
    if (mode == FarMode.STANDALONE && urls.size() > 1) {
      faults.add(given.fault(ConfigMessages.severalStandalone(urls.size())));
    }
    checkTls(urls);
    needs(FarSetting.USERNAME, FarSetting.PASSWORD);
    needs(FarSetting.SENTINEL_USERNAME, FarSetting.SENTINEL_PASSWORD);
    return new FarSettings(
        connection(urls, mode),
        text(FarSetting.NAMESPACE),
        get(FarSetting.KEY_PREFIX, String.class, Defaults.FAR_KEY_PREFIX),
        get(FarSetting.MAX_VALUE_BYTES, Long.class, Defaults.FAR_MAX_VALUE_BYTES));
  }

  private void checkEmbedded(List<String> urls) {
    if (isEmbedded(urls)) {
      int decided = place(FarSetting.URL);
      if (get(FarSetting.MODE, FarMode.class, Defaults.FAR_MODE) != FarMode.STANDALONE) {
        exclude(FarSetting.MODE, decided, ConfigMessages.embeddedWith(FarSetting.MODE));
      }
      for (FarSetting setting : LOGIN) {
        exclude(setting, decided, ConfigMessages.embeddedWith(setting));
      }
    }
  }

  private void checkMode(FarMode mode, int decided) {
    if (mode == FarMode.SENTINEL) {
      SettingValue said = find(FarSetting.MODE);
      if (said != null && isMissing(FarSetting.MASTER_NAME)) {
        faults.add(said.fault(ConfigMessages.sentinelWithoutMaster()));
      }
    } else {
      for (FarSetting setting : SENTINEL) {
        exclude(setting, decided, ConfigMessages.onlyInMode(setting, "'sentinel'", mode));
      }
    }
    int database = get(FarSetting.DATABASE, Integer.class, Defaults.FAR_DATABASE);
    if (mode == FarMode.CLUSTER && database != Defaults.FAR_DATABASE) {
      exclude(FarSetting.DATABASE, decided, ConfigMessages.databaseInCluster(database));
    }
    ReadFrom readFrom = get(FarSetting.READ_FROM, ReadFrom.class, Defaults.FAR_READ_FROM);
    if (mode == FarMode.STANDALONE && readFrom == ReadFrom.REPLICA) {
      exclude(
          FarSetting.READ_FROM,
          decided,
          ConfigMessages.onlyInMode(
              FarSetting.READ_FROM, "'sentinel', 'cluster' or 'replicated'", mode));
    }
  }

  private void checkTls(List<String> urls) {
    if (urls.stream().noneMatch(FarUrls::isEncrypted)) {
      int decided = place(FarSetting.URL);
      for (FarSetting setting : TLS) {
        exclude(setting, decided, ConfigMessages.tlsWithoutRediss(setting));
      }
    }
    needs(FarSetting.TLS_TRUST_STORE_PASSWORD, FarSetting.TLS_TRUST_STORE);
    needs(FarSetting.TLS_KEY_STORE_PASSWORD, FarSetting.TLS_KEY_STORE);
  }

  private FarConnection connection(List<String> urls, FarMode mode) {
    int port = mode == FarMode.SENTINEL ? Defaults.FAR_SENTINEL_PORT : Defaults.FAR_PORT;
    return new FarConnection(
        new FarServers(
            mode,
            FarUrls.withPorts(urls, port),
            text(FarSetting.MASTER_NAME),
            get(FarSetting.READ_FROM, ReadFrom.class, Defaults.FAR_READ_FROM)),
        new FarLogin(text(FarSetting.USERNAME), secret(FarSetting.PASSWORD)),
        new FarLogin(text(FarSetting.SENTINEL_USERNAME), secret(FarSetting.SENTINEL_PASSWORD)),
        get(FarSetting.DATABASE, Integer.class, Defaults.FAR_DATABASE),
        new FarTls(
            optional(FarSetting.TLS_TRUST_STORE, Path.class),
            secret(FarSetting.TLS_TRUST_STORE_PASSWORD),
            optional(FarSetting.TLS_KEY_STORE, Path.class),
            secret(FarSetting.TLS_KEY_STORE_PASSWORD),
            get(FarSetting.TLS_VERIFY_HOSTNAME, Boolean.class, Defaults.FAR_VERIFY_HOSTNAME)),
        get(FarSetting.CONNECTIONS, Integer.class, Defaults.FAR_CONNECTIONS),
        new FarTimes(
            get(FarSetting.TIMEOUT, Duration.class, Defaults.FAR_TIMES.response()),
            get(FarSetting.CONNECT_TIMEOUT, Duration.class, Defaults.FAR_TIMES.connect()),
            get(FarSetting.PING_INTERVAL, Duration.class, Defaults.FAR_TIMES.pingInterval())));
  }

  /** The setting does not go with what is decided in a place: a fault, or overruled. */
  private void exclude(FarSetting setting, int decided, String message) {
    SettingValue value = find(setting);
    if (value != null) {
      if (place(setting) <= decided) {
        faults.add(value.fault(message));
      }
      overruled.add(setting);
    }
  }

  private void needs(FarSetting setting, FarSetting other) {
    SettingValue value = find(setting);
    if (value != null && isMissing(other)) {
      faults.add(value.fault(ConfigMessages.alone(setting, other)));
    }
  }

  private boolean isMissing(FarSetting setting) {
    return find(setting) == null && !faults.hasRefused(setting);
  }

  /** The place that has a setting; the number of places if none has it. */
  private int place(FarSetting setting) {
    for (int at = 0; at < places.size(); at++) {
      if (!overruled.contains(setting) && places.get(at).containsKey(setting)) {
        return at;
      }
    }
    return places.size();
  }

  private @Nullable SettingValue find(FarSetting setting) {
    int place = place(setting);
    return place == places.size() ? null : places.get(place).get(setting);
  }

  private <T> T get(FarSetting setting, Class<T> type, T otherwise) {
    SettingValue value = find(setting);
    return value == null ? otherwise : type.cast(value.value());
  }

  private <T> @Nullable T optional(FarSetting setting, Class<T> type) {
    SettingValue value = find(setting);
    return value == null ? null : type.cast(value.value());
  }

  private @Nullable String text(FarSetting setting) {
    return optional(setting, String.class);
  }

  private @Nullable Secret secret(FarSetting setting) {
    return optional(setting, Secret.class);
  }

  @SuppressWarnings("unchecked") // only lists of texts are put there
  private static List<String> urls(SettingValue value) {
    return (List<String>) value.value();
  }

  private static boolean isEmbedded(List<String> urls) {
    return urls.stream().anyMatch(FarUrls::isEmbedded);
  }
}
