package io.nearfar.testing;

import io.nearfar.spi.Codec;
import io.nearfar.spi.CodecException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Java serialization without any care: for tests of what is around a codec. */
public final class TestCodec implements Codec {
  /** A codec. */
  public TestCodec() {}

  @Override
  public String id() {
    return "test";
  }

  @Override
  public byte[] encodeKey(Object key) {
    return encode(key);
  }

  @Override
  public Object decodeKey(byte[] bytes) {
    return decode(bytes);
  }

  @Override
  public byte[] encode(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new CodecException("can't be written", e);
    }
    return bytes.toByteArray();
  }

  @Override
  @SuppressWarnings("BanSerializableRead") // what the test itself has written
  public Object decode(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new CodecException("can't be read", e);
    }
  }

  @Override
  public void close() {}
}
