package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/products}. */
@Path("products")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ProductResource {

  @Inject private Products products;
  @Inject private ProductLists lists;
  @Inject private ProductCatalogue catalogue;
  @Inject private Event<OwnChange> ownChanges;
  @Inject private ProductRepository repository;

  /**
   * One product; {@code ?nocache=true} reads it from the database and leaves the cache as it is.
   */
  @GET
  @Path("{id}")
  public ProductView product(
      @PathParam("id") long id, @QueryParam("nocache") @DefaultValue("false") boolean noCache) {
    return found(noCache ? repository.find(id) : products.find(id));
  }

  /** The products of a category; {@code ?nocache=true} as above. */
  @GET
  public CategoryListing products(
      @QueryParam("category") @Nullable String category,
      @QueryParam("nocache") @DefaultValue("false") boolean noCache) {
    if (category == null || category.isEmpty()) {
      throw new InvalidRequestException("Name a category, for example ?category=garden-tools");
    }
    return noCache ? repository.findByCategory(category) : lists.findByCategory(category);
  }

  /** Sets a new price, in one transaction with what is cached of it. */
  @PUT
  @Path("{id}/price")
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public ProductView changePrice(@PathParam("id") long id, String change) {
    ProductView product = found(catalogue.changePrice(id, Amounts.read(change, "price")));
    ownChanges.fire(new OwnChange("product:" + id));
    return product;
  }

  /** Takes a product out of the catalogue; answers what it was. */
  @DELETE
  @Path("{id}")
  @Transactional
  public ProductView delete(@PathParam("id") long id) {
    ProductView product = found(catalogue.delete(id));
    ownChanges.fire(new OwnChange("product:" + id));
    return product;
  }

  private static ProductView found(Optional<ProductView> product) {
    return product.orElseThrow(NotFoundException::new);
  }
}
