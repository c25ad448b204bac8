package io.nearfar.internal.jcache;

import io.nearfar.spi.Codec;
import io.nearfar.spi.CodecException;
import java.util.function.Supplier;
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

  private byte[] translated(Supplier<byte[]> call) {
    try {
      return call.get();
    } catch (CodecException e) {
      throw new CacheException(JCacheMessages.notEncoded(cache.name(), cache.manager(), e), e);
    }
  }

  @Override
  public String id() {
    return codec.id();
  }

  @Override
  public byte[] encodeKey(Object key) {
    return translated(() -> codec.encodeKey(key));
  }

  @Override
  public Object decodeKey(byte[] bytes) {
    return codec.decodeKey(bytes);
  }

  @Override
  public byte[] encode(Object value) {
    return translated(() -> codec.encode(value));
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
