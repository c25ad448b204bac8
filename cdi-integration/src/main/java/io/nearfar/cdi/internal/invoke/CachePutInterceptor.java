package io.nearfar.cdi.internal.invoke;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serial;
import javax.cache.annotation.CachePut;
import org.jspecify.annotations.Nullable;

/** Stands before methods with {@code @CachePut}, at {@code PLATFORM_BEFORE + 191}. */
@Interceptor
@CachePut
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 191)
public class CachePutInterceptor extends CacheInterceptor {
  @Serial private static final long serialVersionUID = 1L;

  @Inject
  CachePutInterceptor(Invocations invocations) {
    super(invocations, CachePut.class);
  }

  @AroundInvoke
  @Nullable Object invoke(InvocationContext call) throws Exception {
    return intercept(call);
  }
}
