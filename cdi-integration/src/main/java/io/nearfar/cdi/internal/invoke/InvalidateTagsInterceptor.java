package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.InvalidateTags;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Stands before methods with {@code @InvalidateTags}, at {@code PLATFORM_BEFORE + 202}: inside of
 * {@code @Transactional}, so that the invalidation belongs to the transaction of the method.
 */
@Interceptor
@InvalidateTags({})
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 202)
public class InvalidateTagsInterceptor extends CacheInterceptor {
  @Serial private static final long serialVersionUID = 1L;

  @Inject
  InvalidateTagsInterceptor(Invocations invocations) {
    super(invocations, InvalidateTags.class);
  }

  @AroundInvoke
  @Nullable Object invoke(InvocationContext call) throws Exception {
    return intercept(call);
  }
}
