package io.nearfar.examples.rows;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** The gate, for the test. */
@Path("gate")
public class GateResource {
  @Inject Gate gate;

  /** Answers once a request waits. */
  @GET
  public String awaitArrival() {
    gate.awaitArrival();
    return "here";
  }

  /** Lets it go on. */
  @PUT
  public void order(String order) {
    gate.order(order);
  }
}
