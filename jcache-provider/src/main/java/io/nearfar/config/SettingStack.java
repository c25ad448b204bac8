package io.nearfar.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is said about one cache, the strongest first. Each setting is taken from the
 * first place that has it; the three limits count as one, so that a cache that is given {@code
 * max-bytes} loses the {@code max-entries} of a weaker place.
 *
 * @param places settings and their values, strongest place first
 */
record SettingStack(List<Map<Setting, SettingValue>> places) {

  @Nullable SettingValue find(Setting setting) {
    for (Map<Setting, SettingValue> place : places) {
      SettingValue value = place.get(setting);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  <T> T get(Setting setting, Class<T> type, T otherwise) {
    SettingValue value = find(setting);
    return value == null ? otherwise : type.cast(value.value());
  }

  /** The one limit that holds; null if there is none. */
  Map.@Nullable Entry<Setting, SettingValue> limit() {
    for (Map<Setting, SettingValue> place : places) {
      if (Setting.LIMITS.stream().anyMatch(place::containsKey)) {
        return limits(place).entrySet().stream().findFirst().orElse(null);
      }
    }
    return null;
  }

  /** The limits that one place sets, such as {@code near.max-entries 5}; null unless several. */
  static @Nullable String contradictingLimits(Map<Setting, ?> place) {
    Map<Setting, ?> limits = limits(place);
    return limits.size() < 2
        ? null
        : limits.entrySet().stream()
            .map(limit -> limit.getKey().path() + " " + raw(limit.getValue()))
            .collect(Collectors.joining(", "));
  }

  CacheSettings cacheSettings() {
    return new CacheSettings(
        get(Setting.TOPOLOGY, Topology.class, Defaults.TOPOLOGY),
        near(),
        coherence(),
        get(Setting.LOADS_WAIT, Duration.class, Defaults.LOADS_WAIT),
        expiry(),
        names(Setting.IMMUTABLE_TYPES, Defaults.IMMUTABLE_TYPES),
        names(Setting.ALLOWED_TYPES, Defaults.ALLOWED_TYPES),
        get(Setting.TAG_DEPENDENCIES, TagDependencies.class, Defaults.TAG_DEPENDENCIES));
  }

  /** All effective settings, as if the application had given each. */
  EnumMap<Setting, Object> effective() {
    CacheSettings settings = cacheSettings();
    NearSettings near = settings.near();
    EnumMap<Setting, Object> all = new EnumMap<>(Setting.class);
    all.put(Setting.TOPOLOGY, settings.topology());
    all.put(Setting.NEAR_POLICY, near.policy());
    Map.Entry<Setting, SettingValue> limit = limit();
    if (limit != null) {
      all.put(limit.getKey(), limit.getValue().value());
    } else {
      all.put(Setting.NEAR_MAX_ENTRIES, NearSettings.UNLIMITED);
    }
    putUnlessNull(all, Setting.NEAR_WEIGHER, near.weigher());
    CoherenceSettings coherence = settings.coherence();
    all.put(Setting.NEAR_POLL_INTERVAL, coherence.pollInterval());
    all.put(Setting.NEAR_MAX_STALENESS, coherence.maxStaleness());
    all.put(Setting.NEAR_WHILE_UNLINKED, coherence.whileUnlinked());
    if (!settings.loadsWait().isZero()) {
      all.put(Setting.LOADS_WAIT, settings.loadsWait());
    }
    putUnlessNull(all, Setting.EXPIRY_AFTER_CREATION, settings.expiry().afterCreation());
    putUnlessNull(all, Setting.EXPIRY_AFTER_UPDATE, settings.expiry().afterUpdate());
    putUnlessNull(all, Setting.EXPIRY_AFTER_ACCESS, settings.expiry().afterAccess());
    all.put(Setting.IMMUTABLE_TYPES, settings.immutableTypes());
    all.put(Setting.ALLOWED_TYPES, settings.allowedTypes());
    all.put(Setting.TAG_DEPENDENCIES, settings.tagDependencies());
    for (Setting flag : List.of(Setting.STORE_BY_VALUE, Setting.STATISTICS, Setting.MANAGEMENT)) {
      SettingValue value = find(flag);
      if (value != null) {
        all.put(flag, value.value());
      }
    }
    return all;
  }

  CoherenceSettings coherence() {
    return new CoherenceSettings(
        get(Setting.NEAR_POLL_INTERVAL, Duration.class, Defaults.COHERENCE.pollInterval()),
        get(Setting.NEAR_MAX_STALENESS, Duration.class, Defaults.COHERENCE.maxStaleness()),
        get(Setting.NEAR_WHILE_UNLINKED, WhileUnlinked.class, Defaults.COHERENCE.whileUnlinked()));
  }

  private NearSettings near() {
    Map.Entry<Setting, SettingValue> limit = limit();
    SettingValue weigher =
        limit != null && limit.getKey() == Setting.NEAR_MAX_WEIGHT
            ? find(Setting.NEAR_WEIGHER)
            : null;
    return new NearSettings(
        get(Setting.NEAR_POLICY, EvictionPolicy.class, Defaults.EVICTION_POLICY),
        amount(limit, Setting.NEAR_MAX_ENTRIES, Defaults.MAX_ENTRIES),
        amount(limit, Setting.NEAR_MAX_WEIGHT, Defaults.MAX_WEIGHT),
        amount(limit, Setting.NEAR_MAX_BYTES, Defaults.MAX_BYTES),
        weigher == null ? null : (EntryWeigher<?, ?>) weigher.value());
  }

  private static long amount(
      Map.@Nullable Entry<Setting, SettingValue> limit, Setting setting, long otherwise) {
    return limit != null && limit.getKey() == setting ? (Long) limit.getValue().value() : otherwise;
  }

  private ExpirySettings expiry() {
    EnumMap<Setting, Duration> times = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.EXPIRY) {
      SettingValue value = find(setting);
      if (value != null) {
        times.put(setting, (Duration) value.value());
      }
    }
    return times.isEmpty() ? Defaults.EXPIRY : ExpirySettings.of(times);
  }

  @SuppressWarnings("unchecked") // only sets of names are put there
  private Set<String> names(Setting setting, Set<String> otherwise) {
    SettingValue value = find(setting);
    return value == null ? otherwise : (Set<String>) value.value();
  }

  /** The limits that a place sets, {@code unlimited} left out. */
  private static <T> Map<Setting, T> limits(Map<Setting, T> place) {
    EnumMap<Setting, T> limits = new EnumMap<>(Setting.class);
    for (Setting limit : Setting.LIMITS) {
      T value = place.get(limit);
      if (value != null && (Long) raw(value) != NearSettings.UNLIMITED) {
        limits.put(limit, value);
      }
    }
    return limits;
  }

  private static Object raw(Object value) {
    return value instanceof SettingValue inPlace ? inPlace.value() : value;
  }

  private static void putUnlessNull(
      Map<Setting, Object> all, Setting setting, @Nullable Object value) {
    if (value != null) {
      all.put(setting, value);
    }
  }
}
