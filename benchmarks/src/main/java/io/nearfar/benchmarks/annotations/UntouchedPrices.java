package io.nearfar.benchmarks.annotations;

import jakarta.enterprise.context.ApplicationScoped;

/** With an interceptor that only goes on. */
@ApplicationScoped
@Untouched
public class UntouchedPrices extends FixedPrices {

  /** Made by the container. */
  public UntouchedPrices() {}
}
