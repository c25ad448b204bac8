package io.nearfar.servers.plain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Answers what the other application is asked first. */
@ApplicationScoped
@Path("providers")
public class PlainResource {
  @Inject PlainTransactions transactions;

  /** There are none. */
  @GET
  @Produces("text/plain")
  public String all() {
    return "none";
  }

  /** Has two transactions; one is rolled back. */
  @PUT
  public void transact() {
    transactions.run(false);
    try {
      transactions.run(true);
    } catch (PlainFailedException expected) {
      // This is what was asked for.
    }
  }
}
