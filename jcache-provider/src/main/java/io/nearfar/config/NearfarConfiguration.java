package io.nearfar.config;

import java.io.Serial;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a cache as the application gives it: everything that JSR-107 knows, and
 * Nearfar's own settings. Made by {@link #builder(Class, Class)} or {@link #copyOf(Configuration)}.
 *
 * <p>It remembers which settings were given: what was not given may come from the configuration
 * file. The accessors of Nearfar's settings are therefore empty for what was not given; {@link
 * ManagerSettings#cacheSettings} has the effective values.
 *
 * <p>Immutable and thread-safe. Serializable if its factories, listener configurations and weigher
 * are.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class NearfarConfiguration<K, V> implements CompleteConfiguration<K, V> {
  @Serial private static final long serialVersionUID = 1L;

  private final Class<K> keyType;
  private final Class<V> valueType;
  private final EnumMap<Setting, Object> given;
  private final boolean readThrough;
  private final boolean writeThrough;
  private final @Nullable Factory<CacheLoader<K, V>> loaderFactory;
  private final @Nullable Factory<CacheWriter<? super K, ? super V>> writerFactory;
  private final @Nullable Factory<ExpiryPolicy> expiryPolicyFactory;

  @SuppressWarnings("serial") // unmodifiable LinkedHashSet
  private final Set<CacheEntryListenerConfiguration<K, V>> listeners;

  NearfarConfiguration(NearfarConfigurationBuilder<K, V> builder) {
    keyType = builder.keyType;
    valueType = builder.valueType;
    given = new EnumMap<>(builder.given);
    readThrough = builder.readThrough;
    writeThrough = builder.writeThrough;
    loaderFactory = builder.loaderFactory;
    writerFactory = builder.writerFactory;
    expiryPolicyFactory = builder.expiryPolicyFactory;
    listeners = Collections.unmodifiableSet(new LinkedHashSet<>(builder.listeners));
  }

  /**
   * Starts a configuration with JSR-107's defaults.
   *
   * @param keyType the class of keys, checked by {@code CacheManager.getCache}; {@code
   *     Object.class} = not checked
   * @param valueType the class of values, likewise
   * @param <K> the key type
   * @param <V> the value type
   * @return a new builder; never null
   * @throws NullPointerException if a type is null
   */
  public static <K, V> NearfarConfigurationBuilder<K, V> builder(
      Class<K> keyType, Class<V> valueType) {
    return new NearfarConfigurationBuilder<>(keyType, valueType);
  }

  /**
   * Turns any configuration into an immutable one. Factories and listener configurations are kept
   * as they are; nothing that is changed in the original afterwards shows here.
   *
   * <p>What a standard configuration leaves at JSR-107's default (store by value, no statistics, no
   * management, eternal) counts as not given.
   *
   * @param configuration a plain, complete, mutable or Nearfar configuration
   * @param <K> the key type
   * @param <V> the value type
   * @return the copy, or the configuration itself if it is a {@code NearfarConfiguration}; never
   *     null
   * @throws NullPointerException if the configuration or one of its types is null
   */
  public static <K, V> NearfarConfiguration<K, V> copyOf(Configuration<K, V> configuration) {
    Objects.requireNonNull(configuration, () -> ConfigMessages.isNull("configuration"));
    if (configuration instanceof NearfarConfiguration<K, V> ours) {
      return ours;
    }
    return NearfarConfigurationBuilder.copyOf(configuration).buildUnchecked();
  }

  /**
   * A builder with all of this configuration's settings.
   *
   * @return a new builder; never null
   */
  public NearfarConfigurationBuilder<K, V> toBuilder() {
    NearfarConfigurationBuilder<K, V> builder =
        new NearfarConfigurationBuilder<>(keyType, valueType);
    builder.given.putAll(given);
    builder.readThrough = readThrough;
    builder.writeThrough = writeThrough;
    builder.loaderFactory = loaderFactory;
    builder.writerFactory = writerFactory;
    builder.expiryPolicyFactory = expiryPolicyFactory;
    builder.listeners.addAll(listeners);
    return builder;
  }

  /**
   * This configuration and one more listener.
   *
   * @param listener the listener's configuration
   * @return a new configuration; never null
   * @throws NullPointerException if the listener is null
   * @throws IllegalArgumentException if an equal one is there already
   */
  public NearfarConfiguration<K, V> withListener(CacheEntryListenerConfiguration<K, V> listener) {
    return toBuilder().listener(listener).buildUnchecked();
  }

  /**
   * This configuration without a listener.
   *
   * @param listener the listener's configuration; one that is not there changes nothing
   * @return a configuration without it; never null
   * @throws NullPointerException if the listener is null
   */
  public NearfarConfiguration<K, V> withoutListener(
      CacheEntryListenerConfiguration<K, V> listener) {
    Objects.requireNonNull(listener, () -> ConfigMessages.isNull("listener"));
    NearfarConfigurationBuilder<K, V> builder = toBuilder();
    builder.listeners.remove(listener);
    return builder.buildUnchecked();
  }

  /**
   * This configuration with statistics on or off.
   *
   * @param enabled whether statistics are gathered
   * @return a new configuration; never null
   */
  public NearfarConfiguration<K, V> withStatisticsEnabled(boolean enabled) {
    return toBuilder().statisticsEnabled(enabled).buildUnchecked();
  }

  /**
   * This configuration with management on or off.
   *
   * @param enabled whether the configuration is published over JMX
   * @return a new configuration; never null
   */
  public NearfarConfiguration<K, V> withManagementEnabled(boolean enabled) {
    return toBuilder().managementEnabled(enabled).buildUnchecked();
  }

  @Override
  public Class<K> getKeyType() {
    return keyType;
  }

  @Override
  public Class<V> getValueType() {
    return valueType;
  }

  @Override
  public boolean isStoreByValue() {
    return given(Setting.STORE_BY_VALUE, Boolean.class).orElse(Defaults.STORE_BY_VALUE);
  }

  @Override
  public boolean isReadThrough() {
    return readThrough;
  }

  @Override
  public boolean isWriteThrough() {
    return writeThrough;
  }

  @Override
  public boolean isStatisticsEnabled() {
    return given(Setting.STATISTICS, Boolean.class).orElse(Defaults.STATISTICS);
  }

  @Override
  public boolean isManagementEnabled() {
    return given(Setting.MANAGEMENT, Boolean.class).orElse(Defaults.MANAGEMENT);
  }

  /**
   * The listeners registered with the cache.
   *
   * @return an immutable set in the order they were added; never null
   */
  @Override
  public Set<CacheEntryListenerConfiguration<K, V>> getCacheEntryListenerConfigurations() {
    return listeners;
  }

  @Override
  public @Nullable Factory<CacheLoader<K, V>> getCacheLoaderFactory() {
    return loaderFactory;
  }

  @Override
  public @Nullable Factory<CacheWriter<? super K, ? super V>> getCacheWriterFactory() {
    return writerFactory;
  }

  /**
   * When entries expire: the policy that was given, or one made from the times that were given, or
   * the eternal one.
   *
   * @return the factory; never null
   */
  @Override
  public Factory<ExpiryPolicy> getExpiryPolicyFactory() {
    return expiryPolicyFactory != null
        ? expiryPolicyFactory
        : SettingsExpiryPolicy.factoryOf(ExpirySettings.of(given));
  }

  /**
   * The expiry policy that the application named itself. If there is one, {@link
   * CacheSettings#expiry()} does not apply.
   *
   * @return the factory as it was given; empty if none was given, or, in a standard configuration,
   *     if it was the eternal one
   */
  public Optional<Factory<ExpiryPolicy>> givenExpiryPolicyFactory() {
    return Optional.ofNullable(expiryPolicyFactory);
  }

  /**
   * Which tiers the cache has.
   *
   * @return the topology; empty if not given
   */
  public Optional<Topology> topology() {
    return given(Setting.TOPOLOGY, Topology.class);
  }

  /**
   * Which entry leaves a near tier that is full.
   *
   * @return the policy; empty if not given
   */
  public Optional<EvictionPolicy> evictionPolicy() {
    return given(Setting.NEAR_POLICY, EvictionPolicy.class);
  }

  /**
   * The most entries in the near tier.
   *
   * @return 0 or more, or {@link NearSettings#UNLIMITED}; empty if not given
   */
  public OptionalLong maxEntries() {
    return givenLong(Setting.NEAR_MAX_ENTRIES);
  }

  /**
   * The most weight in the near tier, in the weigher's units.
   *
   * @return 0 or more, or {@link NearSettings#UNLIMITED}; empty if not given
   */
  public OptionalLong maxWeight() {
    return givenLong(Setting.NEAR_MAX_WEIGHT);
  }

  /**
   * The most heap of the near tier, in bytes.
   *
   * @return 0 or more, or {@link NearSettings#UNLIMITED}; empty if not given
   */
  public OptionalLong maxBytes() {
    return givenLong(Setting.NEAR_MAX_BYTES);
  }

  /**
   * How often a node asks whether it has missed a change.
   *
   * @return the interval; empty if not given
   */
  public Optional<Duration> pollInterval() {
    return given(Setting.NEAR_POLL_INTERVAL, Duration.class);
  }

  /**
   * How long near copies are served without an answer from the servers.
   *
   * @return the time; empty if not given
   */
  public Optional<Duration> maxStaleness() {
    return given(Setting.NEAR_MAX_STALENESS, Duration.class);
  }

  /**
   * Whether near copies are served while changes are not announced.
   *
   * @return the choice; empty if not given
   */
  public Optional<WhileUnlinked> whileUnlinked() {
    return given(Setting.NEAR_WHILE_UNLINKED, WhileUnlinked.class);
  }

  /**
   * How long a load waits for another node that is loading the same key.
   *
   * @return the time; empty if not given
   */
  public Optional<Duration> loadsWait() {
    return given(Setting.LOADS_WAIT, Duration.class);
  }

  /**
   * What counts towards {@link #maxWeight()}.
   *
   * @return the weigher; empty if not given
   */
  @SuppressWarnings("unchecked") // the builder took it with this type
  public Optional<EntryWeigher<? super K, ? super V>> weigher() {
    return Optional.ofNullable(
        (EntryWeigher<? super K, ? super V>) given.get(Setting.NEAR_WEIGHER));
  }

  /**
   * The time to live of a new entry.
   *
   * @return the duration, {@link ExpirySettings#FOREVER} = eternal; empty if not given
   */
  public Optional<Duration> expireAfterCreation() {
    return given(Setting.EXPIRY_AFTER_CREATION, Duration.class);
  }

  /**
   * The time to live from an update on.
   *
   * @return the duration, {@link ExpirySettings#FOREVER} = eternal; empty if not given
   */
  public Optional<Duration> expireAfterUpdate() {
    return given(Setting.EXPIRY_AFTER_UPDATE, Duration.class);
  }

  /**
   * The time to live from a read on.
   *
   * @return the duration, {@link ExpirySettings#FOREVER} = eternal; empty if not given
   */
  public Optional<Duration> expireAfterAccess() {
    return given(Setting.EXPIRY_AFTER_ACCESS, Duration.class);
  }

  /**
   * The classes whose instances never change.
   *
   * @return an immutable set of class names; empty {@code Optional} if not given
   */
  public Optional<Set<String>> immutableTypes() {
    return givenNames(Setting.IMMUTABLE_TYPES);
  }

  /**
   * The classes that may be read from the far tier beside those that are allowed anyway.
   *
   * @return an immutable set of class names and patterns; empty {@code Optional} if not given
   */
  public Optional<Set<String>> allowedTypes() {
    return givenNames(Setting.ALLOWED_TYPES);
  }

  /**
   * Which tags are invalidated with others.
   *
   * @return the dependencies; empty if not given
   */
  public Optional<TagDependencies> tagDependencies() {
    return given(Setting.TAG_DEPENDENCIES, TagDependencies.class);
  }

  /**
   * All settings of a cache by their paths, as they would be written in the configuration file, in
   * its order. What was not given shows its default, so this is what holds only for the
   * configuration of a cache that is open.
   *
   * @return an unmodifiable map; never null
   */
  public Map<String, String> settings() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Setting setting : Setting.values()) {
      texts.put(setting.path(), SettingTexts.of(setting, given.get(setting)));
    }
    texts.put(Setting.KEY_TYPE.path(), keyType.getName());
    texts.put(Setting.VALUE_TYPE.path(), valueType.getName());
    if (expiryPolicyFactory != null) {
      Setting.EXPIRY.forEach(time -> texts.put(time.path(), "by the application's policy"));
    }
    return Collections.unmodifiableMap(texts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NearfarConfiguration<?, ?> that
        && keyType.equals(that.keyType)
        && valueType.equals(that.valueType)
        && given.equals(that.given)
        && readThrough == that.readThrough
        && writeThrough == that.writeThrough
        && Objects.equals(loaderFactory, that.loaderFactory)
        && Objects.equals(writerFactory, that.writerFactory)
        && Objects.equals(expiryPolicyFactory, that.expiryPolicyFactory)
        && listeners.equals(that.listeners);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        keyType,
        valueType,
        given,
        readThrough,
        writeThrough,
        loaderFactory,
        writerFactory,
        expiryPolicyFactory,
        listeners);
  }

  /** The settings, without the application's own objects: they may print anything. */
  @Override
  public String toString() {
    return "NearfarConfiguration["
        + keyType.getName()
        + " -> "
        + valueType.getName()
        + ", given: "
        + given.keySet().stream().map(Setting::path).toList()
        + ", readThrough: "
        + readThrough
        + ", writeThrough: "
        + writeThrough
        + ", listeners: "
        + listeners.size()
        + "]";
  }

  /** The given settings, for merging; not to be changed. */
  Map<Setting, Object> given() {
    return Collections.unmodifiableMap(given);
  }

  private <T> Optional<T> given(Setting setting, Class<T> type) {
    return Optional.ofNullable(given.get(setting)).map(type::cast);
  }

  @SuppressWarnings("unchecked") // only names are put there
  private Optional<Set<String>> givenNames(Setting setting) {
    return Optional.ofNullable((Set<String>) given.get(setting));
  }

  private OptionalLong givenLong(Setting setting) {
    return given.get(setting) instanceof Long value ? OptionalLong.of(value) : OptionalLong.empty();
  }
}
