package io.nearfar.config;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link NearfarConfiguration}. Each value is checked when it is set, combinations in
 * {@link #build()}. Whatever is not set may come from the configuration file, and otherwise from
 * {@link Defaults}. Not thread-safe; may be used again after {@code build()}.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class NearfarConfigurationBuilder<K, V> {
  final Class<K> keyType;
  final Class<V> valueType;
  final EnumMap<Setting, Object> given = new EnumMap<>(Setting.class);
  final Set<CacheEntryListenerConfiguration<K, V>> listeners = new LinkedHashSet<>();
  boolean readThrough;
  boolean writeThrough;
  @Nullable Factory<CacheLoader<K, V>> loaderFactory;
  @Nullable Factory<CacheWriter<? super K, ? super V>> writerFactory;
  @Nullable Factory<ExpiryPolicy> expiryPolicyFactory;

  NearfarConfigurationBuilder(Class<K> keyType, Class<V> valueType) {
    this.keyType = Objects.requireNonNull(keyType, () -> ConfigMessages.isNull("keyType"));
    this.valueType = Objects.requireNonNull(valueType, () -> ConfigMessages.isNull("valueType"));
  }

  static <K, V> NearfarConfigurationBuilder<K, V> copyOf(Configuration<K, V> from) {
    NearfarConfigurationBuilder<K, V> copy =
        new NearfarConfigurationBuilder<>(from.getKeyType(), from.getValueType());
    copy.setUnlessDefault(Setting.STORE_BY_VALUE, from.isStoreByValue(), Defaults.STORE_BY_VALUE);
    if (from instanceof CompleteConfiguration<K, V> complete) {
      copy.readThrough = complete.isReadThrough();
      copy.writeThrough = complete.isWriteThrough();
      copy.loaderFactory = complete.getCacheLoaderFactory();
      copy.writerFactory = complete.getCacheWriterFactory();
      copy.setUnlessDefault(
          Setting.STATISTICS, complete.isStatisticsEnabled(), Defaults.STATISTICS);
      copy.setUnlessDefault(
          Setting.MANAGEMENT, complete.isManagementEnabled(), Defaults.MANAGEMENT);
      Factory<ExpiryPolicy> policy = complete.getExpiryPolicyFactory();
      if (!EternalExpiryPolicy.factoryOf().equals(policy)) {
        copy.expiryPolicyFactory = policy;
      }
      for (CacheEntryListenerConfiguration<K, V> listener :
          complete.getCacheEntryListenerConfigurations()) {
        copy.listeners.add(snapshot(listener));
      }
    }
    return copy;
  }

  /**
   * Whether keys and values are copied on the way in and out.
   *
   * @param storeByValue true = copied; not set = {@link Defaults#STORE_BY_VALUE}
   * @return this builder
   */
  public NearfarConfigurationBuilder<K, V> storeByValue(boolean storeByValue) {
    return set(Setting.STORE_BY_VALUE, storeByValue);
  }

  /**
   * Whether statistics are gathered and published over JMX.
   *
   * @param enabled true = gathered; not set = {@link Defaults#STATISTICS}
   * @return this builder
   */
  public NearfarConfigurationBuilder<K, V> statisticsEnabled(boolean enabled) {
    return set(Setting.STATISTICS, enabled);
  }

  /**
   * Whether the configuration is published over JMX.
   *
   * @param enabled true = published; not set = {@link Defaults#MANAGEMENT}
   * @return this builder
   */
  public NearfarConfigurationBuilder<K, V> managementEnabled(boolean enabled) {
    return set(Setting.MANAGEMENT, enabled);
  }

  /**
   * Whether a miss asks the loader. Needs {@link #loaderFactory}.
   *
   * @param readThrough true = it does; not set = false
   * @return this builder
   */
  public NearfarConfigurationBuilder<K, V> readThrough(boolean readThrough) {
    this.readThrough = readThrough;
    return this;
  }

  /**
   * Whether a write goes to the writer first. Needs {@link #writerFactory}.
   *
   * @param writeThrough true = it does; not set = false
   * @return this builder
   */
  public NearfarConfigurationBuilder<K, V> writeThrough(boolean writeThrough) {
    this.writeThrough = writeThrough;
    return this;
  }

  /**
   * Makes the loader of read-through and {@code loadAll}.
   *
   * @param factory called once per cache; not set = no loader
   * @return this builder
   * @throws NullPointerException if the factory is null
   */
  @SuppressWarnings("unchecked") // a factory only hands out
  public NearfarConfigurationBuilder<K, V> loaderFactory(
      Factory<? extends CacheLoader<K, V>> factory) {
    loaderFactory = (Factory<CacheLoader<K, V>>) notNull("loaderFactory", factory);
    return this;
  }

  /**
   * Makes the writer of write-through.
   *
   * @param factory called once per cache; not set = no writer
   * @return this builder
   * @throws NullPointerException if the factory is null
   */
  @SuppressWarnings("unchecked") // a factory only hands out
  public NearfarConfigurationBuilder<K, V> writerFactory(
      Factory<? extends CacheWriter<? super K, ? super V>> factory) {
    writerFactory = (Factory<CacheWriter<? super K, ? super V>>) notNull("writerFactory", factory);
    return this;
  }

  /**
   * Makes the policy that says when entries expire; excludes the {@code expireAfter} methods.
   *
   * @param factory called once per cache; not set = the times given, or eternal
   * @return this builder
   * @throws NullPointerException if the factory is null
   */
  @SuppressWarnings("unchecked") // a factory only hands out
  public NearfarConfigurationBuilder<K, V> expiryPolicyFactory(
      Factory<? extends ExpiryPolicy> factory) {
    expiryPolicyFactory = (Factory<ExpiryPolicy>) notNull("expiryPolicyFactory", factory);
    return this;
  }

  /**
   * Adds a listener.
   *
   * @param listener its configuration; a {@link MutableCacheEntryListenerConfiguration} is copied
   * @return this builder
   * @throws NullPointerException if the listener is null
   * @throws IllegalArgumentException if an equal one was added before
   */
  public NearfarConfigurationBuilder<K, V> listener(
      CacheEntryListenerConfiguration<K, V> listener) {
    if (!listeners.add(snapshot(notNull("listener", listener)))) {
      throw new IllegalArgumentException(ConfigMessages.listenerTwice());
    }
    return this;
  }

  /**
   * Which tiers the cache has.
   *
   * @param topology not set = {@link Defaults#TOPOLOGY}
   * @return this builder
   * @throws NullPointerException if the topology is null
   */
  public NearfarConfigurationBuilder<K, V> topology(Topology topology) {
    return set(Setting.TOPOLOGY, notNull("topology", topology));
  }

  /**
   * Which entry leaves a near tier that is full.
   *
   * @param policy not set = {@link Defaults#EVICTION_POLICY}
   * @return this builder
   * @throws NullPointerException if the policy is null
   */
  public NearfarConfigurationBuilder<K, V> evictionPolicy(EvictionPolicy policy) {
    return set(Setting.NEAR_POLICY, notNull("evictionPolicy", policy));
  }

  /**
   * Limits the near tier by count; excludes the other limits.
   *
   * @param maxEntries the most entries; 0 keeps nothing, {@link NearSettings#UNLIMITED} = no limit
   * @return this builder
   * @throws IllegalArgumentException if it is less than {@link NearSettings#UNLIMITED}
   */
  public NearfarConfigurationBuilder<K, V> maxEntries(long maxEntries) {
    return set(Setting.NEAR_MAX_ENTRIES, limit("maxEntries", maxEntries));
  }

  /**
   * Limits the near tier by weight; excludes the other limits.
   *
   * @param maxWeight the most weight, in the weigher's units; 0 keeps only entries without weight,
   *     {@link NearSettings#UNLIMITED} = no limit
   * @param weigher says what an entry weighs; thread-safe
   * @return this builder
   * @throws IllegalArgumentException if the weight is less than {@link NearSettings#UNLIMITED}
   * @throws NullPointerException if the weigher is null
   */
  public NearfarConfigurationBuilder<K, V> maxWeight(
      long maxWeight, EntryWeigher<? super K, ? super V> weigher) {
    notNull("weigher", weigher);
    set(Setting.NEAR_MAX_WEIGHT, limit("maxWeight", maxWeight));
    return set(Setting.NEAR_WEIGHER, weigher);
  }

  /**
   * Limits the near tier by heap; excludes the other limits.
   *
   * @param maxBytes the most heap, in bytes, as estimated by Nearfar; 0 keeps nothing, {@link
   *     NearSettings#UNLIMITED} = no limit
   * @return this builder
   * @throws IllegalArgumentException if it is less than {@link NearSettings#UNLIMITED}
   */
  public NearfarConfigurationBuilder<K, V> maxBytes(long maxBytes) {
    return set(Setting.NEAR_MAX_BYTES, limit("maxBytes", maxBytes));
  }

  /**
   * How often a node asks the servers whether it has missed a change; for topology {@code
   * near-far}.
   *
   * @param interval from one millisecond to an hour, shorter than the greatest staleness; not set =
   *     one second
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   * @throws NullPointerException if it is null
   */
  public NearfarConfigurationBuilder<K, V> pollInterval(Duration interval) {
    return set(
        Setting.NEAR_POLL_INTERVAL,
        FarValues.inRange("pollInterval", notNull("pollInterval", interval)));
  }

  /**
   * How long near copies are served without an answer from the servers; for topology {@code
   * near-far}.
   *
   * @param staleness from one millisecond to an hour, longer than the poll interval; not set = five
   *     seconds
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   * @throws NullPointerException if it is null
   */
  public NearfarConfigurationBuilder<K, V> maxStaleness(Duration staleness) {
    return set(
        Setting.NEAR_MAX_STALENESS,
        FarValues.inRange("maxStaleness", notNull("maxStaleness", staleness)));
  }

  /**
   * Whether near copies are served while changes of other nodes are not announced; for topology
   * {@code near-far}.
   *
   * @param choice not set = {@link WhileUnlinked#SERVE}
   * @return this builder
   * @throws NullPointerException if it is null
   */
  public NearfarConfigurationBuilder<K, V> whileUnlinked(WhileUnlinked choice) {
    return set(Setting.NEAR_WHILE_UNLINKED, notNull("whileUnlinked", choice));
  }

  /**
   * How long a load waits for another node that is loading the same key, so that there is one load
   * per cluster; for topologies with a far tier. If the other node has not stored a value by then,
   * because it is slow or has died, this one loads as well.
   *
   * @param wait from one millisecond to an hour; not set = it does not wait
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   * @throws NullPointerException if it is null
   */
  public NearfarConfigurationBuilder<K, V> loadsWait(Duration wait) {
    return set(Setting.LOADS_WAIT, FarValues.inRange("loadsWait", notNull("loadsWait", wait)));
  }

  /**
   * Names classes whose instances are never changed after construction, so that a store-by-value
   * cache need not copy them; adds to those named before.
   *
   * @param types the classes; not set = {@link Defaults#IMMUTABLE_TYPES}
   * @return this builder
   * @throws NullPointerException if a class is null
   * @throws IllegalArgumentException if one is an array or a primitive
   */
  public NearfarConfigurationBuilder<K, V> immutableType(Class<?>... types) {
    return immutableTypes(Arrays.asList(notNull("immutableType", types)));
  }

  /**
   * As {@link #immutableType}, for a collection.
   *
   * @param types the classes
   * @return this builder
   * @throws NullPointerException if the collection or a class is null
   * @throws IllegalArgumentException if one is an array or a primitive
   */
  public NearfarConfigurationBuilder<K, V> immutableTypes(Collection<? extends Class<?>> types) {
    Set<String> names = namesOf(Setting.IMMUTABLE_TYPES);
    for (Class<?> type : notNull("immutableTypes", types)) {
      if (notNull("immutableType", type).isArray() || type.isPrimitive()) {
        throw new IllegalArgumentException(ConfigMessages.mutableType(type.getTypeName()));
      }
      names.add(type.getName());
    }
    return set(Setting.IMMUTABLE_TYPES, Collections.unmodifiableSet(names));
  }

  /**
   * Names classes that may be read from the far tier, beside values of the JDK, the cache's own
   * types and what this JVM has written to the cache itself; adds to those named before. What a
   * class that is named itself has as fields, record components, type arguments and permitted
   * subclasses is allowed, too.
   *
   * @param types full class names, {@code com.acme.*} for a package, {@code com.acme.**} for it and
   *     those below it; not set = {@link Defaults#ALLOWED_TYPES}
   * @return this builder
   * @throws NullPointerException if a name is null
   * @throws IllegalArgumentException if one is neither a class name nor such a pattern
   */
  public NearfarConfigurationBuilder<K, V> allowedTypes(String... types) {
    Set<String> names = namesOf(Setting.ALLOWED_TYPES);
    for (String type : notNull("allowedTypes", types)) {
      if (!TypePattern.isRight(notNull("allowedType", type))) {
        throw new IllegalArgumentException(ConfigMessages.typePattern(type));
      }
      names.add(type);
    }
    return set(Setting.ALLOWED_TYPES, Collections.unmodifiableSet(names));
  }

  /**
   * As {@link #allowedTypes(String...)}, for classes themselves.
   *
   * @param types the classes
   * @return this builder
   * @throws NullPointerException if a class is null
   * @throws IllegalArgumentException if one is an array
   */
  public NearfarConfigurationBuilder<K, V> allowedType(Class<?>... types) {
    return allowedTypes(
        Arrays.stream(notNull("allowedType", types))
            .map(type -> notNull("allowedType", type).getName())
            .toArray(String[]::new));
  }

  /**
   * Lets a tag depend on others: whoever invalidates a tag that matches the pattern invalidates the
   * dependent tag, too, and what depends on that. Circles do no harm. Adds to the rules given
   * before.
   *
   * @param pattern in which {@code *} stands for any characters, also none, and {@code ?} for one;
   *     at most 255 bytes of UTF-8; not set = {@link Defaults#TAG_DEPENDENCIES}
   * @param dependent a tag, at most 255 bytes of UTF-8, without {@code *}
   * @return this builder
   * @throws NullPointerException if one is null
   * @throws IllegalArgumentException if one is empty, too long or no valid text, or if the
   *     dependent has a {@code *}
   */
  public NearfarConfigurationBuilder<K, V> tagDependency(String pattern, String dependent) {
    TagDependencies before =
        given.get(Setting.TAG_DEPENDENCIES) instanceof TagDependencies rules
            ? rules
            : TagDependencies.NONE;
    return set(Setting.TAG_DEPENDENCIES, before.with(pattern, dependent));
  }

  /**
   * How long a new entry lives; excludes {@link #expiryPolicyFactory}.
   *
   * @param duration zero = expires at once, {@link ExpirySettings#FOREVER} or longer = eternal; not
   *     set = eternal
   * @return this builder
   * @throws NullPointerException if the duration is null
   * @throws IllegalArgumentException if it is negative
   */
  public NearfarConfigurationBuilder<K, V> expireAfterCreation(Duration duration) {
    return time(Setting.EXPIRY_AFTER_CREATION, "expireAfterCreation", duration);
  }

  /**
   * How long an entry lives from an update on; excludes {@link #expiryPolicyFactory}.
   *
   * @param duration zero = expires at once, {@link ExpirySettings#FOREVER} or longer = eternal; not
   *     set = the remaining time stays
   * @return this builder
   * @throws NullPointerException if the duration is null
   * @throws IllegalArgumentException if it is negative
   */
  public NearfarConfigurationBuilder<K, V> expireAfterUpdate(Duration duration) {
    return time(Setting.EXPIRY_AFTER_UPDATE, "expireAfterUpdate", duration);
  }

  /**
   * How long an entry lives from a read on; excludes {@link #expiryPolicyFactory}.
   *
   * @param duration zero = expires at once, {@link ExpirySettings#FOREVER} or longer = eternal; not
   *     set = the remaining time stays
   * @return this builder
   * @throws NullPointerException if the duration is null
   * @throws IllegalArgumentException if it is negative
   */
  public NearfarConfigurationBuilder<K, V> expireAfterAccess(Duration duration) {
    return time(Setting.EXPIRY_AFTER_ACCESS, "expireAfterAccess", duration);
  }

  /**
   * Checks the combinations and makes the configuration.
   *
   * @return an immutable configuration; never null
   * @throws NearfarConfigurationException with all faults, if there is more than one limit, an
   *     expiry policy besides times, read-through without a loader, write-through without a writer,
   *     or {@link Topology#FAR} without store by value
   */
  public NearfarConfiguration<K, V> build() {
    List<String> texts = SettingChecks.contradictions(this);
    if (!texts.isEmpty()) {
      throw new NearfarConfigurationException(
          "a NearfarConfiguration",
          texts.stream().map(text -> new Fault(SettingValue.CODE, 0, "", text)).toList());
    }
    return buildUnchecked();
  }

  /** For configurations that came from elsewhere: the standard lets them be inconsistent. */
  NearfarConfiguration<K, V> buildUnchecked() {
    return new NearfarConfiguration<>(this);
  }

  /** The names that were given before, to be added to. */
  private Set<String> namesOf(Setting setting) {
    TreeSet<String> names = new TreeSet<>();
    if (given.get(setting) instanceof Set<?> before) {
      before.forEach(name -> names.add((String) name));
    }
    return names;
  }

  private NearfarConfigurationBuilder<K, V> set(Setting setting, Object value) {
    given.put(setting, value);
    return this;
  }

  private void setUnlessDefault(Setting setting, boolean value, boolean standard) {
    if (value != standard) {
      given.put(setting, value);
    }
  }

  private NearfarConfigurationBuilder<K, V> time(Setting setting, String name, Duration duration) {
    if (notNull(name, duration).isNegative()) {
      throw new IllegalArgumentException(ConfigMessages.negative(name, duration));
    }
    return set(setting, ExpirySettings.capped(duration));
  }

  private static long limit(String name, long limit) {
    if (limit < NearSettings.UNLIMITED) {
      throw new IllegalArgumentException(ConfigMessages.negative(name, limit));
    }
    return limit;
  }

  private static <T> T notNull(String name, @Nullable T value) {
    return Objects.requireNonNull(value, () -> ConfigMessages.isNull(name));
  }

  /** An equal configuration that nobody can change; only the standard's own class can be copied. */
  private static <K, V> CacheEntryListenerConfiguration<K, V> snapshot(
      CacheEntryListenerConfiguration<K, V> listener) {
    return listener.getClass() == MutableCacheEntryListenerConfiguration.class
        ? new MutableCacheEntryListenerConfiguration<>(listener)
        : listener;
  }
}
