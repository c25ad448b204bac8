package io.nearfar.cdi.internal.lite;

import io.nearfar.cdi.internal.model.OperationSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.interceptor.Interceptor;

/** Has the operations read and checked before the application does anything. */
@Dependent
public class StartChecks {

  /**
   * @param operations read and checked when they are made
   */
  void check(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Startup event,
      OperationSource operations) {}
}
