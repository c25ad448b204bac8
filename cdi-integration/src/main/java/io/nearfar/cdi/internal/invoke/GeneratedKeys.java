package io.nearfar.cdi.internal.invoke;

import io.nearfar.cdi.internal.keys.KeyMaker;
import io.nearfar.cdi.internal.messages.CdiMessages;
import io.nearfar.cdi.internal.model.CacheOperation;
import jakarta.interceptor.InvocationContext;
import javax.cache.CacheException;
import javax.cache.annotation.CacheKeyGenerator;

/** Keys of a generator of the application. */
final class GeneratedKeys implements KeyMaker {
  private final CacheKeyGenerator generator;
  private final CacheOperation operation;

  GeneratedKeys(CacheKeyGenerator generator, CacheOperation operation) {
    this.generator = generator;
    this.operation = operation;
  }

  @Override
  public Object key(InvocationContext call) {
    Object key = generator.generateCacheKey(new CallContext(operation, call));
    if (key == null) {
      throw new CacheException(
          CdiMessages.noKey(generator.getClass().getName(), operation.method().name()));
    }
    return key;
  }
}
