package io.nearfar.examples.catalogue;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import javax.cache.CacheException;

/**
 * Answers 503 with the reason when a cache can't be used, as while Redis is away. The database
 * would have the answer, but an application that has caches because its database can't take all
 * requests does not send all of them there.
 */
@Provider
public class CacheFailureMapper implements ExceptionMapper<CacheException> {

  @Override
  public Response toResponse(CacheException failure) {
    // The text names the cache and what to do, never a key, a value or a password.
    return Response.status(Response.Status.SERVICE_UNAVAILABLE)
        .type(MediaType.TEXT_PLAIN_TYPE)
        .entity(failure.getMessage())
        .build();
  }
}
