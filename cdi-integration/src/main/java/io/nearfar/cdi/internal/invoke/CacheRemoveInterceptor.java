package io.nearfar.cdi.internal.invoke;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serial;
import javax.cache.annotation.CacheRemove;
import org.jspecify.annotations.Nullable;

/** Stands before methods with {@code @CacheRemove}, at {@code PLATFORM_BEFORE + 192}. */
@Interceptor
@CacheRemove
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 192)
public class CacheRemoveInterceptor extends CacheInterceptor {
  @Serial private static final long serialVersionUID = 1L;

  @Inject
  CacheRemoveInterceptor(Invocations invocations) {
    super(invocations, CacheRemove.class);
  }

  @AroundInvoke
  @Nullable Object invoke(InvocationContext call) throws Exception {
    return intercept(call);
  }
}
