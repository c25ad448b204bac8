package io.nearfar.internal.jcache;

import io.nearfar.config.CacheSettings;
import io.nearfar.config.ManagerSettings;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.internal.engine.Background;
import io.nearfar.internal.engine.CacheEngine;
import io.nearfar.internal.engine.EngineConfig;
import io.nearfar.internal.engine.EntryWriter;
import io.nearfar.internal.engine.ExpiryRule;
import io.nearfar.internal.engine.FarTier;
import io.nearfar.internal.engine.Loader;
import io.nearfar.internal.util.Failures;
import io.nearfar.spi.Copier;
import io.nearfar.spi.Ticker;
import io.nearfar.stats.CacheCounters;
import io.nearfar.stats.LoadCounters;
import java.net.URI;
import javax.cache.configuration.Factory;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/** Makes the parts of a cache from its configuration and the manager's settings. */
final class CacheFactory {
  private final ManagerSettings settings;
  private final Background background;
  private final Ticker ticker;
  private final ClassLoader loader;
  private final URI manager;
  private final Copiers copiers;
  private final FarTiers farTiers;

  CacheFactory(
      ManagerSettings settings,
      Background background,
      Ticker ticker,
      ClassLoader loader,
      URI manager,
      FarTiers farTiers) {
    this.settings = settings;
    this.background = background;
    this.ticker = ticker;
    this.loader = loader;
    this.manager = manager;
    this.copiers = new Copiers(loader);
    this.farTiers = farTiers;
  }

  /** Calls the application's factories; closes what they have made if one of them fails. */
  <K, V> CacheParts<K, V> create(String name, NearfarConfiguration<K, V> code) {
    NearfarConfiguration<K, V> configuration = settings.effective(name, code);
    UserObjects userObjects = new UserObjects(name);
    try {
      return create(new CacheIdentity(name, manager), configuration, code, userObjects);
    } catch (RuntimeException | Error e) {
      userObjects.closeAll();
      throw e;
    }
  }

  private <K, V> CacheParts<K, V> create(
      CacheIdentity identity,
      NearfarConfiguration<K, V> configuration,
      NearfarConfiguration<K, V> code,
      UserObjects userObjects) {
    CacheSettings tuning = settings.cacheSettings(identity.name(), code);
    CacheCounters counters = new CacheCounters();
    LoadCounters loads = new LoadCounters();
    ExpiryRule expiry = expiry(identity, configuration, tuning, userObjects);
    Loader<K, V> source = loader(identity, configuration, loads, userObjects);
    Copier copier = copier(identity, configuration, tuning);
    EntryWriter<K, V> writer = writer(identity, configuration, copier, userObjects);
    // Last of what can fail: the engine closes it.
    FarTier far = farTiers.open(identity, configuration, tuning, ExpiryRules.nameOf(expiry));
    CacheEngine<K, V> engine =
        new CacheEngine<>(
            new EngineConfig<>(
                identity.name(),
                tuning,
                far,
                expiry,
                copier,
                source,
                configuration.isReadThrough(),
                writer,
                counters,
                background,
                ticker));
    CacheTasks tasks = new CacheTasks(background, loader);
    return new CacheParts<>(
        identity,
        configuration,
        tuning.tagDependencies(),
        engine,
        copier,
        counters,
        loads,
        tasks,
        userObjects);
  }

  private static ExpiryRule expiry(
      CacheIdentity identity,
      NearfarConfiguration<?, ?> configuration,
      CacheSettings tuning,
      UserObjects userObjects) {
    Factory<ExpiryPolicy> given = configuration.givenExpiryPolicyFactory().orElse(null);
    return given == null
        ? ExpiryRules.of(tuning.expiry())
        : ExpiryRules.of(
            identity, userObjects.add(Factories.create(identity, given, "expiry policy")));
  }

  private static <K, V> @Nullable Loader<K, V> loader(
      CacheIdentity identity,
      NearfarConfiguration<K, V> configuration,
      LoadCounters loads,
      UserObjects userObjects) {
    Factory<CacheLoader<K, V>> given = configuration.getCacheLoaderFactory();
    return given == null
        ? null
        : new LoaderAdapter<>(
            identity,
            userObjects.add(Factories.create(identity, given, "cache loader")),
            new TypeCheck<>(identity, configuration.getKeyType(), configuration.getValueType()),
            loads);
  }

  private static <K, V> @Nullable EntryWriter<K, V> writer(
      CacheIdentity identity,
      NearfarConfiguration<K, V> configuration,
      Copier copier,
      UserObjects userObjects) {
    Factory<CacheWriter<? super K, ? super V>> given = configuration.getCacheWriterFactory();
    if (given == null) {
      return null;
    }
    CacheWriter<? super K, ? super V> writer =
        userObjects.add(Factories.create(identity, given, "cache writer"));
    return configuration.isWriteThrough() ? new WriterAdapter<>(identity, writer, copier) : null;
  }

  private Copier copier(
      CacheIdentity identity, NearfarConfiguration<?, ?> configuration, CacheSettings tuning) {
    return configuration.isStoreByValue() && tuning.topology() != Topology.NONE
        ? new FaceCopier(identity, copiers.of(tuning.immutableTypes()))
        : Copier.byReference();
  }

  /**
   * Removes what other JVMs may know of a cache that is not open here.
   *
   * @param wasFar whether it was far when it was open here
   */
  void destroyClosed(String name, boolean wasFar) {
    NearfarConfiguration<Object, Object> unknown =
        NearfarConfiguration.builder(Object.class, Object.class).build();
    if (wasFar || settings.cacheSettings(name, unknown).topology().hasFar()) {
      farTiers.destroy(new CacheIdentity(name, manager));
    }
  }

  /** Lets go of what the caches shared; they are closed by then. */
  void close() {
    Throwable failure = Failures.after(/* first= */ null, farTiers::close);
    failure = Failures.after(failure, copiers::close);
    Failures.throwIfAny(failure);
  }
}
