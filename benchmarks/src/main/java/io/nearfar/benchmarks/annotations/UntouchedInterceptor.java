package io.nearfar.benchmarks.annotations;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Only goes on: what any interceptor costs. */
@Untouched
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 190)
public class UntouchedInterceptor {

  /** Made by the container. */
  public UntouchedInterceptor() {}

  @AroundInvoke
  @Nullable Object invoke(InvocationContext call) throws Exception {
    return call.proceed();
  }
}
