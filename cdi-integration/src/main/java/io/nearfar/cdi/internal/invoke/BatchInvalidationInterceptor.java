package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.BatchInvalidation;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Stands before methods with {@code @BatchInvalidation}, at {@code PLATFORM_BEFORE + 201}: inside
 * of {@code @Transactional}, so that the batch belongs to the transaction of the method.
 */
@Interceptor
@BatchInvalidation
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 201)
public class BatchInvalidationInterceptor extends CacheInterceptor {
  @Serial private static final long serialVersionUID = 1L;

  @Inject
  BatchInvalidationInterceptor(Invocations invocations) {
    super(invocations, BatchInvalidation.class);
  }

  @AroundInvoke
  @Nullable Object invoke(InvocationContext call) throws Exception {
    return intercept(call);
  }
}
