package io.nearfar.internal.codec;

import io.nearfar.spi.CopyException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies by Java serialization: what takes part in its own serialization decides itself what a copy
 * of it is.
 *
 * <p>Writing keeps the list of the classes met and puts only their positions into the stream.
 * Reading takes the classes from that list. So a copy has the very class of its original whatever
 * class loaders there are, nothing is looked up by name, and the stream can name no other class.
 * Stateless and thread-safe; a copy within a copy has its own streams.
 */
final class StreamCopier {

  private StreamCopier() {}

  static <T> T copy(T value) {
    Class<?> type = value.getClass();
    try {
      Bytes bytes = new Bytes();
      List<Class<?>> classes = new ArrayList<>();
      try (ObjectOutputStream out = new Writer(bytes, classes)) {
        out.writeObject(value);
      }
      try (ObjectInputStream in = new Reader(bytes.read(), classes)) {
        in.setObjectInputFilter(new NotLargerThanWritten(bytes.size()));
        @SuppressWarnings("unchecked") // a copy has the class of its original
        T copy = (T) in.readObject();
        return checked(copy, type);
      }
    } catch (NotSerializableException e) {
      throw CodecMessages.notSerializable(type, e);
    } catch (CopyException e) {
      throw e;
    } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
      throw CodecMessages.failed(type, e);
    } catch (StackOverflowError e) {
      throw CodecMessages.tooDeep(type, e);
    }
  }

  private static <T> T checked(@Nullable T copy, Class<?> type) {
    if (copy == null) {
      throw CodecMessages.failed(type, new NullPointerException("readResolve returned null"));
    }
    return copy;
  }

  /** A buffer that is read without being copied. */
  private static final class Bytes extends ByteArrayOutputStream {
    Bytes() {
      super(512);
    }

    InputStream read() {
      return new ByteArrayInputStream(buf, 0, count);
    }
  }

  private static final class Writer extends ObjectOutputStream {
    private final List<Class<?>> classes;

    Writer(OutputStream out, List<Class<?>> classes) throws IOException {
      super(out);
      this.classes = classes;
    }

    @Override
    protected void writeClassDescriptor(ObjectStreamClass descriptor) throws IOException {
      writeInt(classes.size());
      classes.add(descriptor.forClass());
    }

    @Override
    protected void annotateProxyClass(Class<?> proxy) throws IOException {
      writeInt(classes.size());
      classes.add(proxy);
    }
  }

  private static final class Reader extends ObjectInputStream {
    private final List<Class<?>> classes;

    Reader(InputStream in, List<Class<?>> classes) throws IOException {
      super(in);
      this.classes = classes;
    }

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException {
      return ObjectStreamClass.lookupAny(written(readInt()));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass descriptor) throws ClassNotFoundException {
      Class<?> type = descriptor.forClass();
      if (type == null) {
        throw new ClassNotFoundException(descriptor.getName());
      }
      return type;
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
      return written(readInt());
    }

    private Class<?> written(int position) throws InvalidClassException {
      if (position < 0 || position >= classes.size()) {
        throw new InvalidClassException("not a class of this copy");
      }
      return classes.get(position);
    }
  }

  /**
   * Lets pass nothing that is larger than what was written just before. Which classes may pass is
   * not decided here: the stream has no means to name one that was not written, and what a {@code
   * readResolve} returns is up to the class that has it.
   */
  private record NotLargerThanWritten(long size) implements ObjectInputFilter {

    /** Hash tables announce room for more than they hold. */
    private static final int ROOM = 1_024;

    private static final int DEEPEST = 100_000;

    @Override
    public Status checkInput(FilterInfo info) {
      boolean larger =
          info.streamBytes() > size
              || info.references() > size
              || info.depth() > DEEPEST
              || info.arrayLength() > Math.max(ROOM, 8 * size);
      return larger ? Status.REJECTED : Status.ALLOWED;
    }
  }
}
