package io.nearfar.examples.catalogue;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/**
 * Says in each answer how long the application has worked on it, in milliseconds, in the header
 * {@code Server-Timing}, which browsers show among their timings: what is left when the network,
 * the server's threads and the writing of the answer are left out.
 */
@Provider
public class ServerTiming implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String START = ServerTiming.class.getName();

  /** Decimal places. */
  private static final int MICROS_IN_MILLIS = 3;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(START, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    // Absent where no resource was found.
    if (request.getProperty(START) instanceof Long start) {
      long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
      response
          .getHeaders()
          .putSingle("Server-Timing", "app;dur=" + BigDecimal.valueOf(micros, MICROS_IN_MILLIS));
    }
  }
}
