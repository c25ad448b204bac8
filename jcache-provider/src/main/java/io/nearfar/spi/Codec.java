package io.nearfar.spi;

/**
 * Turns keys and values into bytes for the far tier, and back.
 *
 * <p>Equal keys have equal bytes, in every JVM and after every restart. What comes from far is not
 * trusted: {@link #decode} makes no instance of a class that is not allowed.
 *
 * <p>Implementations are thread-safe and do not block.
 */
public interface Codec extends AutoCloseable {

  /**
   * Names the format. Nodes that share a cache have to agree on it.
   *
   * @return a short name without spaces; never null
   */
  String id();

  /**
   * The bytes of a key, by which it is found.
   *
   * @param key a key, not null
   * @return the same bytes for all equal keys; never null
   * @throws CodecException if its type has no such form; the text says which type and what to do,
   *     never the key
   */
  byte[] encodeKey(Object key);

  /**
   * A key, for those who list entries.
   *
   * @param bytes what {@link #encodeKey} returned
   * @return an equal key; never null
   * @throws CodecException if the bytes can't be read, or name a class that is not allowed
   */
  Object decodeKey(byte[] bytes);

  /**
   * The bytes of a value.
   *
   * @param value a value, not null
   * @return its bytes; never null
   * @throws CodecException if it can't be encoded; the text says which type and what to do, never
   *     the value
   */
  byte[] encode(Object value);

  /**
   * A value.
   *
   * @param bytes what {@link #encode} returned, here or on another node; perhaps damaged, foreign,
   *     or hostile
   * @return a new value; never null
   * @throws CodecException if the bytes can't be read, or name a class that is not allowed
   */
  Object decode(byte[] bytes);

  /** Releases everything that refers to classes of keys and values. May be called repeatedly. */
  @Override
  void close();
}
