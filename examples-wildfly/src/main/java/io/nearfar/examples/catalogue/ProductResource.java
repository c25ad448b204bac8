package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.BadRequestException;
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
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/products}. */
@Path("products")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ProductResource {

  private static final BigDecimal HIGHEST_PRICE = new BigDecimal("99999999.99");
  private static final int DECIMALS = 2;

  @Inject private Products products;
  @Inject private ProductLists lists;
  @Inject private ProductCatalogue catalogue;
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
      throw badRequest("Name a category, for example ?category=garden-tools");
    }
    return noCache ? repository.findByCategory(category) : lists.findByCategory(category);
  }

  /** Sets a new price. */
  @PUT
  @Path("{id}/price")
  @Consumes(MediaType.APPLICATION_JSON)
  public ProductView changePrice(@PathParam("id") long id, String change) {
    BigDecimal price = price(change);
    if (price == null
        || price.signum() < 0
        || price.compareTo(HIGHEST_PRICE) > 0
        || price.scale() > DECIMALS) {
      throw badRequest(
          "Send a price of 0 or more with at most two decimals, for example {\"price\": 12.50}");
    }
    return found(catalogue.changePrice(id, price));
  }

  /** Takes a product out of the catalogue; answers what it was. */
  @DELETE
  @Path("{id}")
  public ProductView delete(@PathParam("id") long id) {
    return found(catalogue.delete(id));
  }

  private static @Nullable BigDecimal price(String change) {
    try (JsonReader reader = Json.createReader(new StringReader(change))) {
      JsonValue price = reader.readObject().get("price");
      return price instanceof JsonNumber number ? number.bigDecimalValue() : null;
    } catch (JsonException notAnObject) {
      return null;
    }
  }

  private static ProductView found(Optional<ProductView> product) {
    return product.orElseThrow(NotFoundException::new);
  }

  private static BadRequestException badRequest(String message) {
    return new BadRequestException(
        Response.status(Response.Status.BAD_REQUEST)
            .type(MediaType.TEXT_PLAIN_TYPE)
            .entity(message)
            .build());
  }
}
