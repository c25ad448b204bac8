package io.nearfar.internal.jcache;

/**
 * Keeps entries of other types than a cache was created for out of it, where generics could not.
 * {@code Object} accepts everything.
 */
final class TypeCheck<K, V> {
  private final CacheIdentity cache;
  private final Class<K> keyType;
  private final Class<V> valueType;

  TypeCheck(CacheIdentity cache, Class<K> keyType, Class<V> valueType) {
    this.cache = cache;
    this.keyType = keyType;
    this.valueType = valueType;
  }

  /**
   * Checks a key that is about to be stored.
   *
   * @throws NullPointerException if it is null
   * @throws ClassCastException if it is of another type
   */
  K key(K key) {
    Checks.nonNull(key, "The key");
    if (keyType != Object.class && !keyType.isInstance(key)) {
      throw wrong("key", keyType, key.getClass());
    }
    return key;
  }

  /**
   * Checks a value that is about to be stored.
   *
   * @throws NullPointerException if it is null
   * @throws ClassCastException if it is of another type
   */
  V value(V value) {
    Checks.nonNull(value, "The value");
    if (valueType != Object.class && !valueType.isInstance(value)) {
      throw wrong("value", valueType, value.getClass());
    }
    return value;
  }

  /**
   * Checks the types with which somebody asks for the cache.
   *
   * @throws ClassCastException if they are not those of the cache
   */
  void request(Class<?> wantedKey, Class<?> wantedValue) {
    if (!keyType.equals(wantedKey)) {
      throw wrong("key", keyType, wantedKey);
    }
    if (!valueType.equals(wantedValue)) {
      throw wrong("value", valueType, wantedValue);
    }
  }

  private ClassCastException wrong(String what, Class<?> declared, Class<?> seen) {
    return new ClassCastException(
        JCacheMessages.wrongType(cache.name(), cache.manager(), what, declared, seen));
  }
}
