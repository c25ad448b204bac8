package io.nearfar.cdi.internal.invoke;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serial;
import javax.cache.annotation.CacheRemoveAll;
import org.jspecify.annotations.Nullable;

/** Stands before methods with {@code @CacheRemoveAll}, at {@code PLATFORM_BEFORE + 193}. */
@Interceptor
@CacheRemoveAll
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 193)
public class CacheRemoveAllInterceptor extends CacheInterceptor {
  @Serial private static final long serialVersionUID = 1L;

  @Inject
  CacheRemoveAllInterceptor(Invocations invocations) {
    super(invocations, CacheRemoveAll.class);
  }

  @AroundInvoke
  @Nullable Object invoke(InvocationContext call) throws Exception {
    return intercept(call);
  }
}
