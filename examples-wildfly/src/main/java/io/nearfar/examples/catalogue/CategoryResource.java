package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** {@code /api/categories}. */
@Path("categories")
@RequestScoped
public class CategoryResource {

  @Inject private ProductCatalogue catalogue;

  /**
   * Drops whatever is cached of a category, on all servers: for somebody who has changed its
   * products past this application, as an import does.
   */
  @DELETE
  @Path("{name}/cached")
  public void forget(@PathParam("name") String name) {
    catalogue.forgetCategory(name);
  }
}
