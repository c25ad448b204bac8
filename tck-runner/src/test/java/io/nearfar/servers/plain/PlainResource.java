package io.nearfar.servers.plain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Answers what the other application is asked first. */
@ApplicationScoped
@Path("providers")
public class PlainResource {

  /** There are none. */
  @GET
  @Produces("text/plain")
  public String all() {
    return "none";
  }
}
