package io.nearfar.internal.codec;

import io.nearfar.spi.CodecException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Java serialization, for values that take part in their own. What is read has been looked through
 * before ({@link StreamScan}): all classes that it names are allowed, and it is no larger when
 * unfolded than its length justifies. The filter checks both again, as the classes are loaded.
 */
final class FarStreams {

  private FarStreams() {}

  /**
   * The bytes of a value, tag included.
   *
   * @throws CodecException if it can't be serialized, or could not be read
   */
  static byte[] write(Object value, AllowedTypes allowed) {
    Class<?> type = value.getClass();
    Set<String> names = new LinkedHashSet<>();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
      bytes.write(Tag.STREAM);
      try (ObjectOutputStream out = new Writer(bytes, names)) {
        out.writeObject(value);
      }
      byte[] written = bytes.toByteArray();
      if (new StreamScan(written, 1, name -> {}).scan() > StreamScan.most(written.length)) {
        throw CodecMessages.tooManyWays(type);
      }
      names.forEach(allowed::addWritten);
      return written;
    } catch (NotSerializableException e) {
      throw CodecMessages.notEncodable(type, e);
    } catch (StackOverflowError e) {
      throw CodecMessages.nestedTooDeeply();
    } catch (IOException | RuntimeException | LinkageError e) {
      throw e instanceof CodecException known ? known : CodecMessages.encodingFailed(type, e);
    }
  }

  /**
   * Reads a value.
   *
   * @param bytes the payload; its first byte is the tag
   * @throws CodecException if it names a class that is not allowed, or can't be read
   */
  static Object read(byte[] bytes, TypePlans plans) throws IOException, ClassNotFoundException {
    AllowedTypes allowed = plans.allowed();
    if (new StreamScan(bytes, 1, allowed::check).scan() > StreamScan.most(bytes.length)) {
      throw CodecMessages.unreadable("It would take too long to read");
    }
    try (ObjectInputStream in =
        new Reader(new ByteArrayInputStream(bytes, 1, bytes.length - 1), plans)) {
      in.setObjectInputFilter(new Filter(allowed, bytes.length));
      Object value = in.readObject();
      if (value == null || in.read() >= 0) {
        throw CodecMessages.unreadable("It is not one value");
      }
      return value;
    }
  }

  private static final class Writer extends ObjectOutputStream {
    private final Set<String> names;

    Writer(OutputStream out, Set<String> names) throws IOException {
      super(out);
      this.names = names;
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
      if (type.isHidden() || AllowedTypes.isNever(type)) {
        throw new InvalidClassException(type.getName(), "a lambda, which no other node knows");
      }
      names.add(type.getName());
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
      throw new InvalidClassException(type.getName(), "a proxy, which no other node knows");
    }
  }

  private static final class Reader extends ObjectInputStream {
    private final TypePlans plans;

    Reader(ByteArrayInputStream in, TypePlans plans) throws IOException {
      super(in);
      this.plans = plans;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass descriptor) {
      return plans.load(descriptor.getName());
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) {
      throw CodecMessages.notAllowed("java.lang.reflect.Proxy");
    }
  }

  private record Filter(AllowedTypes allowed, long size) implements ObjectInputFilter {

    /** Hash tables announce room for more than they hold. */
    private static final int ROOM = 1_024;

    @Override
    public Status checkInput(FilterInfo info) {
      Class<?> type = info.serialClass();
      if (type != null) {
        allowed.check(type.getName());
      }
      boolean larger =
          info.streamBytes() > size
              || info.references() > size
              || info.depth() > GraphLimits.DEPTH
              || info.arrayLength() > Math.max(ROOM, 8 * size);
      return larger ? Status.REJECTED : Status.UNDECIDED;
    }
  }
}
