package io.nearfar.internal.jcache;

import io.nearfar.spi.Copier;
import io.nearfar.spi.CopyException;
import javax.cache.CacheException;

/** A copier whose failures come out as the exception that JCache users expect. */
final class FaceCopier implements Copier {
  private final CacheIdentity cache;
  private final Copier copier;

  FaceCopier(CacheIdentity cache, Copier copier) {
    this.cache = cache;
    this.copier = copier;
  }

  @Override
  public boolean shares(Object object) {
    return copier.shares(object);
  }

  @Override
  public <T> T copy(T object) {
    try {
      return copier.copy(object);
    } catch (CopyException e) {
      throw new CacheException(JCacheMessages.valueNotCopied(cache.name(), cache.manager()), e);
    }
  }

  @Override
  public void close() {
    copier.close();
  }
}
