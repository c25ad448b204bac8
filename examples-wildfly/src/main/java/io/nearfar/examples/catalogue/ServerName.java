package io.nearfar.examples.catalogue;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Says in each answer, in the header {@code Served-By}, which server has given it. */
@Provider
public class ServerName implements ContainerResponseFilter {

  /** The name of this server, as WildFly knows it. */
  static String get() {
    return System.getProperty("jboss.node.name", "unknown");
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle("Served-By", get());
  }
}
