package io.nearfar.internal.jcache;

import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.cache.CacheException;

/**
 * Runs what a JMX console asks for. A console has none of our classes, and not those of JSR-107, so
 * it is told of failures by exceptions of the JDK, which have the same texts.
 */
final class BeanOperations {
  private BeanOperations() {}

  static void run(Runnable operation) {
    var unused =
        call(
            () -> {
              operation.run();
              return true;
            });
  }

  static <T> T call(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (CacheException e) {
      throw told(e);
    } catch (CompletionException e) {
      throw told(e.getCause() == null ? e : e.getCause());
    }
  }

  private static IllegalStateException told(Throwable failure) {
    return new IllegalStateException(failure.getMessage());
  }
}
