package io.nearfar.check;

import io.nearfar.spi.FarException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RMap;
import org.redisson.client.RedisException;

/** A map of Redisson as a cache: the operations that a map has. */
final class MapCache {
  private final RMap<Integer, Long> map;

  private MapCache(RMap<Integer, Long> map) {
    this.map = map;
  }

  @SuppressWarnings("unchecked")
  static Cache<Integer, Long> of(RMap<Integer, Long> map) {
    MapCache cache = new MapCache(map);
    return (Cache<Integer, Long>)
        Proxy.newProxyInstance(
            MapCache.class.getClassLoader(),
            new Class<?>[] {Cache.class},
            (proxy, method, arguments) -> {
              try {
                return cache.call(method.getName(), arguments == null ? new Object[0] : arguments);
              } catch (RedisException e) {
                // Cautious: it may have been executed, whatever is the matter.
                throw new CacheException(
                    new FarException("The map failed", e, /* outcomeUnknown= */ true));
              }
            });
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object call(String name, Object[] arguments) {
    return switch (name) {
      case "getAll" -> map.getAll((Set<Integer>) arguments[0]);
      case "putAll" -> {
        map.putAll((Map<Integer, Long>) arguments[0]);
        yield null;
      }
      case "removeAll" -> map.fastRemove(((Set<Integer>) arguments[0]).toArray(Integer[]::new));
      case "clear" -> {
        map.clear();
        yield null;
      }
      default -> {
        Integer key = (Integer) arguments[0];
        yield switch (arguments.length) {
          case 1 -> ofKey(name, key);
          case 2 -> ofKey(name, key, (Long) arguments[1]);
          default -> map.replace(key, (Long) arguments[1], (Long) arguments[2]);
        };
      }
    };
  }

  private @Nullable Object ofKey(String name, Integer key) {
    return switch (name) {
      case "get" -> map.get(key);
      case "containsKey" -> map.containsKey(key);
      case "remove" -> map.fastRemove(key) == 1;
      case "getAndRemove" -> map.remove(key);
      default -> throw new UnsupportedOperationException(name);
    };
  }

  private @Nullable Object ofKey(String name, Integer key, Long value) {
    return switch (name) {
      case "put" -> {
        map.fastPut(key, value);
        yield null;
      }
      case "getAndPut" -> map.put(key, value);
      case "putIfAbsent" -> map.putIfAbsent(key, value) == null;
      case "replace" -> map.replace(key, value) != null;
      case "getAndReplace" -> map.replace(key, value);
      case "remove" -> map.remove(key, value);
      default -> throw new UnsupportedOperationException(name);
    };
  }
}
