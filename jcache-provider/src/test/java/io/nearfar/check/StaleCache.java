package io.nearfar.check;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A cache whose {@code get} remembers what it has read until this JVM changes something: coherent
 * within the JVM, and nowhere else.
 */
final class StaleCache {
  private final Cache<Integer, Long> cache;
  private final Map<Object, Object> near = new ConcurrentHashMap<>();

  private StaleCache(Cache<Integer, Long> cache) {
    this.cache = cache;
  }

  @SuppressWarnings("unchecked")
  static Cache<Integer, Long> of(Cache<Integer, Long> cache) {
    StaleCache stale = new StaleCache(cache);
    return (Cache<Integer, Long>)
        Proxy.newProxyInstance(
            StaleCache.class.getClassLoader(),
            new Class<?>[] {Cache.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("get")) {
                return stale.get((Integer) arguments[0]);
              }
              try {
                return method.invoke(cache, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              } finally {
                stale.forget(arguments);
              }
            });
  }

  /** What this JVM may have changed. */
  private void forget(Object @Nullable [] arguments) {
    if (arguments != null && arguments[0] instanceof Integer key) {
      near.remove(key);
    } else {
      near.clear();
    }
  }

  private @Nullable Object get(Integer key) {
    Object known = near.get(key);
    if (known == null) {
      known = cache.get(key);
      if (known != null) {
        near.put(key, known);
      }
    }
    return known;
  }
}
