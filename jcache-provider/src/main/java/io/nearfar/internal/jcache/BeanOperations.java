package io.nearfar.internal.jcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.cache.CacheException;

/**
 * Runs what a JMX console asks for. A console has none of our classes, nor JSR-107's or the
 * application's, so it is told of failures by exceptions of the JDK: ours with their texts, those
 * of the application's code with the names of their classes, because texts may have keys in them.
 */
final class BeanOperations {
  private static final Logger LOGGER = System.getLogger(BeanOperations.class.getName());
  private static final String OURS = "NEARFAR-";

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
    } catch (CompletionException e) {
      throw told(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException | Error e) {
      throw told(e);
    }
  }

  private static RuntimeException told(Throwable failure) {
    LOGGER.log(Level.DEBUG, "An operation over JMX has failed", failure);
    String text = failure.getMessage();
    boolean ours = text != null && text.startsWith(OURS);
    if (failure instanceof IllegalArgumentException && ours) {
      return new IllegalArgumentException(text);
    }
    return new IllegalStateException(
        ours || failure instanceof CacheException
            ? text
            : JCacheMessages.operationFailed(failure.getClass()));
  }
}
