package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/entries}: what this server has in its caches, and which changes it knows of. */
@Path("entries")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class EntryResource {

  @Inject private ProductReader reader;
  @Inject private HeardChanges heard;

  /** A product, who has answered, and how fast. */
  @GET
  @Path("products/{id}")
  public ProductRead product(@PathParam("id") long id) {
    return reader.read(id).orElseThrow(NotFoundException::new);
  }

  /** The changes that this server has heard of last, and its own of products. */
  @GET
  @Path("heard")
  public HeardList heard() {
    return heard.last();
  }
}
