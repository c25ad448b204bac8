package fish.payara.cdi.jsr107;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheResult;

/** Stands for an interceptor that Payara brings; of its classes only the package is used. */
@Interceptor
@CacheResult
@Priority(500)
public class CacheResultInterceptorOfTheServer {
  public static final AtomicInteger CALLS = new AtomicInteger();

  @AroundInvoke
  public Object invoke(InvocationContext call) throws Exception {
    CALLS.incrementAndGet();
    return call.proceed();
  }
}
