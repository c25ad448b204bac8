package io.nearfar.internal.codec;

import static java.io.ObjectStreamConstants.*;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the bytes of a Java serialization without making anything of them: tells which
 * classes they name, and how many objects one meets on all ways through them. An {@code
 * ObjectInputFilter} hears of a class when it is loaded, and not at all of references, which make
 * of a few hundred bytes sets within sets whose hash code takes for ever.
 *
 * <p>Follows the grammar of the "Java Object Serialization Specification", protocol version 2; what
 * we never write (reset, exception, proxies) it refuses. Belongs to one call.
 */
final class StreamScan {
  private final DataInputStream in;
  private final Consumer<String> names;
  private final List<Handle> handles = new ArrayList<>();
  private int depth;

  /** What a later reference can mean; its weight is 0 while it is open. */
  private static final class Handle {
    private final @Nullable Description description;
    private long weight;

    Handle(@Nullable Description description) {
      this.description = description;
    }
  }

  /** The description of a class. */
  private static final class Description {
    private final String name;
    private int flags;
    private String fields = "";
    private @Nullable Description parent;

    Description(String name) {
      this.name = name;
    }
  }

  /**
   * For some bytes.
   *
   * @param start where they begin
   * @param names is told the name of each class; may throw
   */
  StreamScan(byte[] bytes, int start, Consumer<String> names) {
    this.in = new DataInputStream(new ByteArrayInputStream(bytes, start, bytes.length - start));
    this.names = names;
  }

  /** The number of objects beyond which so many bytes are not what they should be. */
  static long most(int bytes) {
    return 1_000_000 + 100L * bytes;
  }

  /**
   * Looks through all of it.
   *
   * @return the number of objects on all ways
   * @throws io.nearfar.spi.CodecException if it is not the serialization of one object
   */
  long scan() throws IOException {
    try {
      if (in.readShort() != STREAM_MAGIC || in.readShort() != STREAM_VERSION) {
        throw damaged();
      }
      long weight = content(in.readByte());
      if (in.read() >= 0) {
        throw damaged();
      }
      return weight;
    } catch (EOFException e) {
      throw CodecMessages.unreadable("Its end is missing");
    }
  }

  private long content(byte code) throws IOException {
    if (++depth > GraphLimits.DEPTH) {
      throw CodecMessages.unreadable("Its objects are nested too deeply");
    }
    long weight =
        switch (code) {
          case TC_NULL -> 1;
          case TC_REFERENCE -> Math.max(1, reference().weight);
          case TC_STRING -> text(in.readUnsignedShort());
          case TC_LONGSTRING -> text(in.readLong());
          case TC_OBJECT -> object();
          case TC_ARRAY -> array();
          case TC_ENUM -> constant();
          case TC_CLASS -> {
            description();
            yield close(open(null), 1);
          }
          case TC_CLASSDESC -> {
            newDescription();
            yield 1;
          }
          case TC_BLOCKDATA -> block(in.readUnsignedByte());
          case TC_BLOCKDATALONG -> block(in.readInt());
          case TC_PROXYCLASSDESC -> throw CodecMessages.notAllowed("java.lang.reflect.Proxy");
          default -> throw damaged();
        };
    depth--;
    return weight;
  }

  private Handle open(@Nullable Description description) {
    Handle handle = new Handle(description);
    handles.add(handle);
    return handle;
  }

  private static long close(Handle handle, long weight) {
    handle.weight = weight;
    return weight;
  }

  private Handle reference() throws IOException {
    int number = in.readInt() - baseWireHandle;
    if (number < 0 || number >= handles.size()) {
      throw CodecMessages.unreadable("A reference leads nowhere");
    }
    return handles.get(number);
  }

  private long text(long length) throws IOException {
    long weight = close(open(null), 1);
    in.skipNBytes(checked(length));
    return weight;
  }

  private long block(long length) throws IOException {
    in.skipNBytes(checked(length));
    return 0;
  }

  private long checked(long length) throws IOException {
    if (length < 0 || length > in.available()) {
      throw CodecMessages.unreadable("Its end is missing");
    }
    return length;
  }

  private long annotations() throws IOException {
    long sum = 0;
    for (byte code = in.readByte(); code != TC_ENDBLOCKDATA; code = in.readByte()) {
      sum = HashBudget.sum(sum, content(code));
    }
    return sum;
  }

  // ---- classes

  private @Nullable Description description() throws IOException {
    byte code = in.readByte();
    return switch (code) {
      case TC_NULL -> null;
      case TC_REFERENCE -> {
        Description known = reference().description;
        if (known == null) {
          throw damaged();
        }
        yield known;
      }
      case TC_CLASSDESC -> newDescription();
      case TC_PROXYCLASSDESC -> throw CodecMessages.notAllowed("java.lang.reflect.Proxy");
      default -> throw damaged();
    };
  }

  private Description newDescription() throws IOException {
    if (++depth > GraphLimits.DEPTH) {
      throw CodecMessages.unreadable("Its objects are nested too deeply");
    }
    Description description = new Description(in.readUTF());
    names.accept(description.name);
    in.readLong();
    close(open(description), 1);
    description.flags = in.readUnsignedByte();
    int count = in.readUnsignedShort();
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < count; i++) {
      char type = (char) in.readUnsignedByte();
      fields.append(type);
      in.skipNBytes(checked(in.readUnsignedShort()));
      if (type == 'L' || type == '[') {
        content(in.readByte());
      }
    }
    description.fields = fields.toString();
    annotations();
    description.parent = description();
    depth--;
    return description;
  }

  private Description mustDescribe() throws IOException {
    Description description = description();
    if (description == null) {
      throw damaged();
    }
    return description;
  }

  // ---- objects

  private long object() throws IOException {
    Description description = mustDescribe();
    Handle handle = open(null);
    Deque<Description> levels = new ArrayDeque<>();
    for (Description level = description; level != null; level = level.parent) {
      if (levels.size() > GraphLimits.DEPTH) {
        throw damaged();
      }
      levels.push(level);
    }
    long sum = 1;
    for (Description level : levels) {
      sum = HashBudget.sum(sum, data(level));
    }
    return close(handle, sum);
  }

  private long data(Description level) throws IOException {
    if ((level.flags & SC_EXTERNALIZABLE) != 0) {
      if ((level.flags & SC_BLOCK_DATA) == 0) {
        throw damaged();
      }
      return annotations();
    }
    long sum = 0;
    if ((level.flags & SC_SERIALIZABLE) != 0) {
      // Primitive values come first, all together; the order among them does not matter here.
      for (int i = 0; i < level.fields.length(); i++) {
        sum = HashBudget.sum(sum, element(level.fields.charAt(i)));
      }
      if ((level.flags & SC_WRITE_METHOD) != 0) {
        sum = HashBudget.sum(sum, annotations());
      }
    }
    return sum;
  }

  private long element(char type) throws IOException {
    int width = width(type);
    if (width == 0) {
      return content(in.readByte());
    }
    in.skipNBytes(checked(width));
    return 0;
  }

  private static int width(char type) {
    return switch (type) {
      case 'B', 'Z' -> 1;
      case 'C', 'S' -> 2;
      case 'I', 'F' -> 4;
      case 'J', 'D' -> 8;
      case 'L', '[' -> 0;
      default -> throw damaged();
    };
  }

  private long array() throws IOException {
    Description description = mustDescribe();
    Handle handle = open(null);
    int length = in.readInt();
    if (description.name.length() < 2 || description.name.charAt(0) != '[') {
      throw damaged();
    }
    char type = description.name.charAt(1);
    int width = width(type);
    checked((long) length * Math.max(1, width));
    if (width > 0) {
      in.skipNBytes((long) length * width);
      return close(handle, 1);
    }
    long sum = 1;
    for (int i = 0; i < length; i++) {
      sum = HashBudget.sum(sum, content(in.readByte()));
    }
    return close(handle, sum);
  }

  private long constant() throws IOException {
    mustDescribe();
    long weight = close(open(null), 1);
    content(in.readByte());
    return weight;
  }

  private static RuntimeException damaged() {
    return CodecMessages.unreadable("It is no serialized object");
  }
}
