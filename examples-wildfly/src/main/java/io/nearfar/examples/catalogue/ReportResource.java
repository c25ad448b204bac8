package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/reports}. */
@Path("reports")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReportResource {

  @Inject private Reports reports;
  @Inject private ReportRepository repository;

  /** The revenue report; {@code ?nocache=true} computes it anew and leaves the cache as it is. */
  @GET
  @Path("revenue-by-category")
  public RevenueReport revenueByCategory(
      @QueryParam("nocache") @DefaultValue("false") boolean noCache) {
    return noCache ? repository.revenueByCategory() : reports.revenueByCategory();
  }
}
