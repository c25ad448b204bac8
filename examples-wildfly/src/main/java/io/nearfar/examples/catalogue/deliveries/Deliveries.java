package io.nearfar.examples.catalogue.deliveries;

import io.nearfar.cdi.CachePolicy;
import io.nearfar.cdi.InvalidateOn;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;

/**
 * Times of delivery, from the cache if it has them, else from the database, for which the thread of
 * the request does not wait.
 */
@ApplicationScoped
@CacheDefaults(cacheName = "deliveries")
public class Deliveries {

  /** Fired when all times have changed. */
  static final String IMPORTED = "deliveries_imported";

  @Inject private DeliveryRepository repository;

  @Resource
  @SuppressWarnings("NullAway.Init") // the container sets it
  private ManagedExecutorService executor;

  /** How long a supplier takes, if there is one with this number. */
  @CacheResult
  @CachePolicy(ttl = "5m")
  @InvalidateOn(IMPORTED)
  public CompletionStage<Optional<Delivery>> of(long supplierId) {
    return executor.supplyAsync(() -> repository.find(supplierId));
  }
}
