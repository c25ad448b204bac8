package io.nearfar.internal.jcache;

import io.nearfar.config.FarSettings;
import io.nearfar.management.NearfarManagerMXBean;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows a manager over JMX, and takes orders from there. */
final class ManagerBean implements NearfarManagerMXBean {
  private static final String[] NONE = {};

  private final ManagerContext context;
  private final FarTiers farTiers;
  private final Supplier<Collection<NearfarJCache<?, ?>>> caches;

  /**
   * A bean.
   *
   * @param caches those that are open, in the order of their names
   */
  ManagerBean(
      ManagerContext context, FarTiers farTiers, Supplier<Collection<NearfarJCache<?, ?>>> caches) {
    this.context = context;
    this.farTiers = farTiers;
    this.caches = caches;
  }

  @Override
  public String getUri() {
    return context.uri().toString();
  }

  @Override
  public String getVersion() {
    return Objects.requireNonNullElse(
        ManagerBean.class.getPackage().getImplementationVersion(), "unknown");
  }

  @Override
  public String getConfigurationFile() {
    return context.settings().file().orElse("");
  }

  @Override
  public String[] getProfiles() {
    return context.settings().profiles().toArray(String[]::new);
  }

  @Override
  public String[] getCacheNames() {
    return caches.get().stream().map(NearfarJCache::getName).toArray(String[]::new);
  }

  @Override
  public Map<String, String> getTopologies() {
    Map<String, String> topologies = new LinkedHashMap<>();
    caches.get().forEach(cache -> topologies.put(cache.getName(), cache.topology()));
    return topologies;
  }

  private @Nullable FarSettings far() {
    return context.settings().far().orElse(null);
  }

  @Override
  public String[] getFarServers() {
    FarSettings far = far();
    return far == null ? NONE : far.connection().servers().urls().toArray(String[]::new);
  }

  @Override
  public int getFarClientUsers() {
    return farTiers.clientUsers();
  }

  @Override
  public String getNamespace() {
    return farTiers.namespace();
  }

  @Override
  public String getCodec() {
    return far() == null ? "" : FarTiers.CODEC;
  }

  @Override
  public Map<String, String> getFarSettings() {
    FarSettings far = far();
    if (far == null) {
      return Map.of();
    }
    Map<String, String> settings = new LinkedHashMap<>(far.settings());
    settings.put("namespace", getNamespace());
    return settings;
  }

  @Override
  public void invalidateTag(String tag) {
    Set<String> checked = BeanOperations.call(() -> TagNames.one(tag));
    inEach(cache -> cache.invalidateNow(checked));
  }

  @Override
  public void clearAll() {
    inEach(NearfarJCache::clear);
  }

  /** In all of them, whether it works in each or not. */
  private void inEach(Consumer<NearfarJCache<?, ?>> operation) {
    Map<String, String> failed = new LinkedHashMap<>();
    for (NearfarJCache<?, ?> cache : caches.get()) {
      try {
        BeanOperations.run(() -> operation.accept(cache));
      } catch (RuntimeException e) {
        if (!cache.isClosed()) {
          failed.put(cache.getName(), String.valueOf(e.getMessage()));
        }
      }
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          JCacheMessages.notInAllCaches(
              String.join(", ", failed.keySet()), failed.values().iterator().next()));
    }
  }
}
