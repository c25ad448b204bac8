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
   * Sets the time of all suppliers. The event is fired in the transaction, and works after its
   * commit, or not at all: until then no server caches a time, after it each drops its old ones as
   * soon as it hears of it.
   */
  @PUT
  @Transactional
  public void setAll(@QueryParam("days") @DefaultValue("") String days) {
    repository.setAll(read(days));
    events.fire(Deliveries.IMPORTED);
  }

  private static int read(String days) {
    if (!days.matches("\\d{1,3}") || Integer.parseInt(days) > LONGEST) {
      throw new InvalidRequestException(
          "Say how many days, 0 to " + LONGEST + ", for example ?days=3");
    }
    return Integer.parseInt(days);
  }
}
