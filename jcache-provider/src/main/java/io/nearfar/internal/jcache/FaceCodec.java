package io.nearfar.internal.jcache;

import io.nearfar.spi.Codec;
import io.nearfar.spi.CodecException;
import javax.cache.CacheException;

/**
 * A codec whose refusals of the application's keys and values come out as the exception that JCache
 * users expect. What can't be read stays a {@link CodecException}: the engine counts it as a miss.
 */
final class FaceCodec implements Codec {
  private final CacheIdentity cache;
  private final Codec codec;

  FaceCodec(CacheIdentity cache, Codec codec) {
    this.cache = cache;
    this.codec = codec;
  }

  private CacheException translated(CodecException e) {
    return new CacheException(JCacheMessages.notEncoded(cache.name(), cache.manager(), e), e);
  }

  @Override
  public String id() {
    return codec.id();
  }

  @Override
  public byte[] encodeKey(Object key) {
    try {
      return codec.encodeKey(key);
    } catch (CodecException e) {
      throw translated(e);
    }
  }

  @Override
  public Object decodeKey(byte[] bytes) {
    return codec.decodeKey(bytes);
  }

  @Override
  public byte[] encode(Object value) {
    try {
      return codec.encode(value);
    } catch (CodecException e) {
      throw translated(e);
    }
  }

  @Override
  public Object decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  @Override
  public void close() {
    codec.close();
  }
}
