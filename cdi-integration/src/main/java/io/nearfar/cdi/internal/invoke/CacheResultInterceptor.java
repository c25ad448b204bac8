package io.nearfar.cdi.internal.invoke;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serial;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/** Stands before methods with {@code @CacheResult}, at {@code PLATFORM_BEFORE + 190}. */
@Interceptor
@CacheResult
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 190)
public class CacheResultInterceptor extends CacheInterceptor {
  @Serial private static final long serialVersionUID = 1L;

  @Inject
  CacheResultInterceptor(Invocations invocations) {
    super(invocations, CacheResult.class);
  }

  @AroundInvoke
  @Nullable Object invoke(InvocationContext call) throws Exception {
    return intercept(call);
  }
}
