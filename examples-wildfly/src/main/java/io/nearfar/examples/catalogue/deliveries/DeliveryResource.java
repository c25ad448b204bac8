package io.nearfar.examples.catalogue.deliveries;

import io.nearfar.cdi.CacheEvents;
import io.nearfar.examples.catalogue.InvalidRequestException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;

/** {@code /api/deliveries}. */
@Path("deliveries")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class DeliveryResource {

  private static final int LONGEST = 365;

  @Inject private Deliveries deliveries;
  @Inject private DeliveryRepository repository;
  @Inject private CacheEvents events;

  /** How long a supplier takes. */
  @GET
  @Path("{supplier}")
  public CompletionStage<Delivery> delivery(@PathParam("supplier") long supplier) {
    return deliveries
        .of(supplier)
        .thenApply(delivery -> delivery.orElseThrow(NotFoundException::new));
  }

  /**
   * Sets the time of all suppliers. The event is fired after the commit: until then no server
   * caches a time, and after it none has an old one.
   */
  @PUT
  @Transactional
  public void setAll(@QueryParam("days") @DefaultValue("-1") int days) {
    if (days < 0 || days > LONGEST) {
      throw new InvalidRequestException(
          "Say how many days, 0 to " + LONGEST + ", for example ?days=3");
    }
    repository.setAll(days);
    events.fire(Deliveries.IMPORTED);
  }
}
