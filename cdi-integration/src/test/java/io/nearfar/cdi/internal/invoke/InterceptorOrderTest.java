package io.nearfar.cdi.internal.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Priority;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where the interceptors stand, seen from {@code @Transactional}: Jakarta Transactions 2.0, 3.7.
 */
class InterceptorOrderTest {
  private static final int TRANSACTIONAL = Interceptor.Priority.PLATFORM_BEFORE + 200;

  private static int priority(Class<?> interceptor) {
    return interceptor.getAnnotation(Priority.class).value();
  }

  @Test
  void caches_standOutside_soThatHitsBeginNoTransaction() {
    assertThat(
            List.of(
                priority(CacheResultInterceptor.class),
                priority(CachePutInterceptor.class),
                priority(CacheRemoveInterceptor.class),
                priority(CacheRemoveAllInterceptor.class)))
        .allMatch(priority -> priority < TRANSACTIONAL);
  }

  @Test
  void batchesAndTags_standInside_soThatTheyFollowTheTransactionOfTheMethod() {
    assertThat(priority(BatchInvalidationInterceptor.class)).isGreaterThan(TRANSACTIONAL);
    assertThat(priority(InvalidateTagsInterceptor.class))
        .isGreaterThan(priority(BatchInvalidationInterceptor.class));
  }
}
