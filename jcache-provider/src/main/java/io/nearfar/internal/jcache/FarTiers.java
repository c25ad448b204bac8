package io.nearfar.internal.jcache;

import io.nearfar.config.CacheSettings;
import io.nearfar.config.FarServers;
import io.nearfar.config.FarSettings;
import io.nearfar.config.NearfarConfiguration;
import io.nearfar.config.Topology;
import io.nearfar.internal.codec.FarCodec;
import io.nearfar.internal.engine.FarTier;
import io.nearfar.internal.engine.Patience;
import io.nearfar.internal.far.RedisFarStore;
import io.nearfar.internal.far.StoreSettings;
import io.nearfar.internal.util.Failures;
import io.nearfar.spi.Codec;
import io.nearfar.spi.FarException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Opens the far tiers of one manager's caches. */
final class FarTiers implements AutoCloseable {
  /** What entries are written with. */
  static final String CODEC = FarCodec.ID;

  private final @Nullable FarSettings settings;
  private final @Nullable FarLink link;
  private final @Nullable FarNamespace namespace;
  private final ClassLoader loader;

  FarTiers(@Nullable FarSettings settings, ClassLoader loader, URI manager) {
    this.settings = settings;
    this.link = settings == null ? null : new FarLink(settings.connection(), loader, manager);
    this.namespace = settings == null ? null : namespace(settings, loader, manager);
    this.loader = loader;
  }

  private static FarNamespace namespace(FarSettings far, ClassLoader loader, URI manager) {
    FarServers servers = far.connection().servers();
    return new FarNamespace(
        far.namespace(),
        servers.isEmbedded() && servers.embeddedPort() == 0,
        loader,
        manager,
        DefaultUris.ofThisProcess());
  }

  /**
   * The far tier of a cache, connected.
   *
   * @param policy names the times to live: nodes that share a cache have to agree on them
   * @return null if its topology has none
   * @throws CacheException if the servers can't be reached, or the cache exists there with other
   *     settings
   */
  @Nullable FarTier open(
      CacheIdentity identity,
      NearfarConfiguration<?, ?> configuration,
      CacheSettings tuning,
      String policy) {
    FarSettings far = settings;
    if (!tuning.topology().hasFar() || far == null || link == null || namespace == null) {
      return null;
    }
    Codec codec =
        new FarCodec(
            loader,
            tuning.allowedTypes(),
            List.of(configuration.getKeyType(), configuration.getValueType()));
    try {
      StoreSettings store = store(far, namespace, identity.name(), codec.id(), policy);
      RedisFarStore opened = link.lease().open(store);
      return new FarTier(
          new FaceFarStore(identity, opened),
          tuning.topology() == Topology.NEAR_FAR ? opened.newChannel() : null,
          new FaceCodec(identity, codec),
          configuration.getKeyType(),
          configuration.getValueType(),
          patience(identity, far.connection().times().response()));
    } catch (FarException e) {
      codec.close();
      throw new CacheException(
          JCacheMessages.farNotOpened(identity.name(), identity.manager(), e), e);
    } catch (RuntimeException | Error e) {
      codec.close();
      throw e;
    }
  }

  private static Patience patience(CacheIdentity identity, Duration timeout) {
    return Patience.of(
        timeout,
        interrupt ->
            new CacheException(
                interrupt == null
                    ? JCacheMessages.entryBusy(identity.name(), identity.manager(), timeout)
                    : JCacheMessages.entryWaitInterrupted(identity.name(), identity.manager()),
                interrupt));
  }

  /**
   * Removes the far tier of a cache that is not open here.
   *
   * @throws CacheException if the servers can't be reached
   */
  void destroy(CacheIdentity identity) {
    FarSettings far = settings;
    if (far == null || link == null || namespace == null) {
      return;
    }
    try {
      link.lease()
          .destroy(store(far, namespace, identity.name(), /* codec= */ "", /* policy= */ ""));
    } catch (FarException e) {
      throw new CacheException(
          JCacheMessages.farNotChanged(identity.name(), identity.manager(), e.outcomeUnknown(), e),
          e);
    }
  }

  private StoreSettings store(
      FarSettings far, FarNamespace space, String cache, String codec, String policy) {
    return new StoreSettings(
        far.keyPrefix(), space.name(), cache, codec, policy, far.maxValueBytes());
  }

  /**
   * What sets the data of this application apart; empty without a far tier, and as long as it is
   * not configured and no far cache was opened.
   */
  String namespace() {
    return namespace == null ? "" : namespace.known();
  }

  /** How many managers share the client, this one included; 0 as long as it has none. */
  int clientUsers() {
    return link == null ? 0 : link.clientUsers();
  }

  /** Leaves the servers; the caches are closed by then. */
  @Override
  public void close() {
    Throwable failure = null;
    if (link != null) {
      failure = Failures.after(failure, link::close);
    }
    if (namespace != null) {
      failure = Failures.after(failure, namespace::close);
    }
    Failures.throwIfAny(failure);
  }
}
