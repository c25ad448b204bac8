package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /api/categories}. */
@Path("categories")
@ApplicationScoped
public class CategoryResource {

  @Inject private ProductCatalogue catalogue;
  @Inject private Event<OwnChange> ownChanges;

  /**
   * Drops whatever is cached of a category, on all servers: for somebody who has changed its
   * products past this application, as an import does.
   */
  @DELETE
  @Path("{name}/cached")
  public void forget(@PathParam("name") String name) {
    catalogue.forgetCategory(name);
    ownChanges.fire(new OwnChange("category:" + name));
  }
}
