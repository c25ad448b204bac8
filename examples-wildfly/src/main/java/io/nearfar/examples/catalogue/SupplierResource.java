package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/suppliers}. */
@Path("suppliers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SupplierResource {

  @Inject private ProductCatalogue catalogue;
  @Inject private Event<OwnChange> ownChanges;

  /**
   * Takes an amount off the price of each product of a supplier; if one would cost less than
   * nothing, the transaction is rolled back, and no price and no cache has changed.
   */
  @PUT
  @Path("{id}/discount")
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Discount discount(@PathParam("id") long id, String change) {
    Discount discount =
        catalogue.discount(id, Amounts.read(change, "amount")).orElseThrow(NotFoundException::new);
    ownChanges.fire(new OwnChange("supplier:" + id));
    if (discount.lowestPrice().signum() < 0) {
      throw new InvalidRequestException(
          "A product of this supplier costs less than that: its price would be "
              + discount.lowestPrice());
    }
    return discount;
  }
}
