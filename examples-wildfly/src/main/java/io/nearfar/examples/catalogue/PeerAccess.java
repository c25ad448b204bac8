package io.nearfar.examples.catalogue;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets the page of the other server read here (CORS). Read: browsers ask before they change
 * something elsewhere, and are not answered.
 */
@Provider
public class PeerAccess implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String origin = request.getHeaderString("Origin");
    if (request.getMethod().equals(HttpMethod.GET) && origin != null && Peer.isOrigin(origin)) {
      response.getHeaders().putSingle("Access-Control-Allow-Origin", origin);
      response.getHeaders().add(HttpHeaders.VARY, "Origin");
    }
  }
}
