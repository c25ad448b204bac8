package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/catalogue}: about the application itself. */
@Path("catalogue")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CatalogueResource {

  @Inject private QueryCounter counter;

  /** How many queries this server has sent to the database; asking costs none. */
  @GET
  @Path("queries")
  public QueryCount queries() {
    return new QueryCount(ServerName.get(), counter.queries());
  }
}
