package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code /api/entries}: what this server has in its caches, and hears of those of others. */
@Path("entries")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class EntryResource {

  @Inject private ProductReader reader;
  @Inject private HeardChanges heard;

  /** A product, who has answered, and how fast. */
  @GET
  @Path("products/{id}")
  public ProductRead product(@PathParam("id") long id) {
    return reader.read(id).orElseThrow(NotFoundException::new);
  }

  /** The changes of other servers that this one has heard of last. */
  @GET
  @Path("heard")
  public List<HeardChange> heard() {
    return heard.last();
  }
}
