package io.nearfar.examples.catalogue.visitors;

import io.nearfar.examples.catalogue.Products;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code /api/visitors}. */
@Path("visitors")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class VisitorResource {

  @Inject private LastSeen lastSeen;
  @Inject private Visits visits;
  @Inject private Products products;

  /** A visitor looks at a product, which counts. */
  @POST
  @Path("{visitor}/last-seen/{product}")
  public Visit look(@PathParam("visitor") String visitor, @PathParam("product") long product) {
    if (products.find(product).isEmpty()) {
      throw new NotFoundException();
    }
    lastSeen.remember(visitor, Optional.of(product));
    return new Visit(product, visits.count(product));
  }

  /** What a visitor has looked at last. */
  @GET
  @Path("{visitor}/last-seen")
  public Visit lastSeen(@PathParam("visitor") String visitor) {
    long product = lastSeen.of(visitor).orElseThrow(NotFoundException::new);
    return new Visit(product, visits.of(product));
  }

  /** Forgets a visitor. */
  @DELETE
  @Path("{visitor}/last-seen")
  public void forget(@PathParam("visitor") String visitor) {
    lastSeen.forget(visitor);
  }

  /** Forgets all visitors. */
  @DELETE
  public void forgetAll() {
    lastSeen.forgetAll();
  }
}
