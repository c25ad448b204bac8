package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code /api/catalogue}: about the application itself. */
@Path("catalogue")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CatalogueResource {

  @Inject private QueryCounter counter;
  @Inject private CacheBeans beans;

  /** Which server this is, and which one is the other. */
  @GET
  @Path("node")
  public Node node() {
    return new Node(ServerName.get(), Peer.address().orElse(null));
  }

  /** How many queries this server has sent to the database; asking costs none. */
  @GET
  @Path("queries")
  public QueryCount queries() {
    return new QueryCount(ServerName.get(), counter.queries());
  }

  /** What the caches have done on this server, as far as they have been used. */
  @GET
  @Path("caches")
  public List<CacheFigures> caches() {
    return beans.all();
  }
}
