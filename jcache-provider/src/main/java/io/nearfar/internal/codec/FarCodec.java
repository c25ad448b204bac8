package io.nearfar.internal.codec;

import io.nearfar.internal.codec.TypePlan.Route;
import io.nearfar.spi.Codec;
import io.nearfar.spi.CodecException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The codec of the far tier: JDK values in forms of their own, objects and records of an
 * application field by field, what takes part in its own serialization by Java serialization.
 *
 * <p>A payload starts with a byte that says which of these follows ({@link Tag}). What is read is
 * not trusted: a class is only loaded if it is allowed ({@link AllowedTypes}), sizes are checked
 * against what is there, and {@link CodecException} is all that ever comes out of damaged bytes.
 * The decision record 0005 says why it is made like this.
 *
 * <p>Make one per cache: classes that this node has written to the cache may be read from it.
 */
public final class FarCodec implements Codec {
  /** Names the format. */
  public static final String ID = "nearfar-1";

  /** So many keys of each class are read back before they are believed. */
  private static final int PROBATION = 8;

  /** Null when closed. */
  private volatile @Nullable TypePlans plans;

  /** Keys of each class that were read back and were equal; inexact under concurrency. */
  private final Map<Class<?>, Integer> proven = new ConcurrentHashMap<>();

  /**
   * For one cache.
   *
   * @param loader finds the classes of keys and values
   * @param allowedTypes classes that may be read: exact names ({@code com.acme.Order}), packages
   *     ({@code com.acme.*}), packages with those below them ({@code com.acme.**})
   * @param cacheTypes the configured types of keys and values: they are allowed. What they and the
   *     classes with exact names have as fields, record components, type arguments and permitted
   *     subclasses is allowed, too
   * @throws IllegalArgumentException if one of the allowed types is neither a class nor a package
   */
  public FarCodec(ClassLoader loader, Set<String> allowedTypes, Collection<Class<?>> cacheTypes) {
    Set<Class<?>> known = new LinkedHashSet<>(cacheTypes);
    known.addAll(NamedClasses.of(allowedTypes, loader));
    this.plans = new TypePlans(loader, new AllowedTypes(allowedTypes, known));
  }

  @Override
  public String id() {
    return ID;
  }

  // ---- values

  @Override
  public byte[] encode(Object value) {
    if (value instanceof String text) {
      return WholeForms.text(text);
    }
    if (value instanceof byte[] array) {
      return WholeForms.bytes(array);
    }
    PayloadWriter out = new PayloadWriter(64);
    if (DirectForms.write(out, value)) {
      return out.toBytes();
    }
    TypePlans current = open();
    try {
      GraphWriter writer = new GraphWriter(out, current);
      writer.node(value);
      addWritten(current, writer.classes());
      return out.toBytes();
    } catch (DetourException e) {
      return encodeOtherwise(value, e, current);
    } catch (CodecException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw CodecMessages.nestedTooDeeply();
    } catch (RuntimeException | LinkageError e) {
      throw CodecMessages.encodingFailed(value.getClass(), e);
    }
  }

  /** Something in it can't be written field by field: all of it is serialized, or none. */
  private static byte[] encodeOtherwise(Object value, DetourException detour, TypePlans plans) {
    Class<?> met = detour.type();
    // As with copies: a lock may be a part of a value and comes back unlocked, but is no value.
    boolean resource =
        detour.route() == CopyRoutes.RESOURCE || LiveResources.isResource(value.getClass());
    if (resource || detour.route() != CopyRoutes.STREAM) {
      throw CodecMessages.notEncodable(value.getClass(), met, resource);
    }
    if (!(value instanceof Serializable)) {
      throw CodecMessages.onlySerializationEncodes(value.getClass(), met);
    }
    return FarStreams.write(value, plans.allowed());
  }

  private static void addWritten(TypePlans plans, Iterable<Class<?>> classes) {
    for (Class<?> type : classes) {
      plans.allowed().addWritten(type.getName());
    }
  }

  @Override
  public Object decode(byte[] bytes) {
    try {
      PayloadReader in = new PayloadReader(bytes);
      int tag = in.u8();
      if (DirectForms.isDirect(tag)) {
        Object value = DirectForms.read(tag, in);
        in.end();
        return value;
      }
      return switch (tag) {
        case Tag.WHOLE_UTF8 -> in.utf8(in.remaining());
        case Tag.WHOLE_UTF16 -> in.utf16Rest();
        case Tag.WHOLE_BYTES -> in.raw(in.remaining());
        case Tag.STREAM -> FarStreams.read(bytes, open());
        default ->
            notNull(new GraphReader(new PayloadReader(bytes), open(), /* key= */ false).root());
      };
    } catch (CodecException e) {
      throw e;
    } catch (IOException
        | ClassNotFoundException
        | RuntimeException
        | LinkageError
        | StackOverflowError e) {
      throw failed(e);
    }
  }

  private CodecException failed(Throwable failure) {
    if (plans == null) {
      throw CodecMessages.codecClosed();
    }
    return CodecMessages.readingFailed(failure);
  }

  private static Object notNull(@Nullable Object value) {
    if (value == null) {
      throw CodecMessages.unreadable("It is null, which is no value");
    }
    return value;
  }

  // ---- keys

  @Override
  public byte[] encodeKey(Object key) {
    if (key instanceof String text) {
      return WholeForms.text(text);
    }
    if (key instanceof Integer number) {
      return WholeForms.number(Tag.KEY_INTEGER, number);
    }
    if (key instanceof Long number) {
      return WholeForms.number(Tag.KEY_LONG, number);
    }
    Class<?> type = key.getClass();
    if (type.isArray()) {
      throw CodecMessages.keyRefused(type, type, "no array is equal to another one");
    }
    TypePlans current = open();
    PayloadWriter out = new PayloadWriter(64);
    try {
      KeyWriter writer = new KeyWriter(out, current, type);
      writer.node(key);
      byte[] bytes = out.toBytes();
      prove(key, bytes, writer, current);
      return bytes;
    } catch (CodecException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw CodecMessages.keyTooDeep(type);
    } catch (RuntimeException | LinkageError e) {
      throw CodecMessages.encodingFailed(type, e);
    }
  }

  /** Reads back the first keys of a class: whatever they consist of has to be equal then. */
  private void prove(Object key, byte[] bytes, KeyWriter writer, TypePlans current) {
    Class<?> type = key.getClass();
    if (DirectForms.isDirect(type) || current.of(type).route() == Route.ENUM) {
      addWritten(current, writer.classes());
      return;
    }
    addWritten(current, writer.classes());
    int already = proven.getOrDefault(type, 0);
    if (already < PROBATION) {
      Object back = readBack(type, bytes);
      if (!back.equals(key) || !key.equals(back) || back.hashCode() != key.hashCode()) {
        throw CodecMessages.keyNotItself(type, /* cause= */ null);
      }
      proven.put(type, already + 1);
    }
  }

  private Object readBack(Class<?> type, byte[] bytes) {
    try {
      return decodeKey(bytes);
    } catch (CodecException e) {
      throw CodecMessages.keyNotItself(type, e);
    }
  }

  @Override
  public Object decodeKey(byte[] bytes) {
    try {
      PayloadReader in = new PayloadReader(bytes);
      int tag = in.u8();
      return switch (tag) {
        case Tag.WHOLE_UTF8 -> in.utf8(in.remaining());
        case Tag.WHOLE_UTF16 -> in.utf16Rest();
        case Tag.KEY_INTEGER, Tag.KEY_LONG -> number(tag, in);
        default -> readKey(bytes);
      };
    } catch (CodecException e) {
      throw e;
    } catch (StackOverflowError | RuntimeException | LinkageError e) {
      throw failed(e);
    }
  }

  private static Object number(int tag, PayloadReader in) {
    String digits = in.utf8(in.remaining());
    Number number =
        tag == Tag.KEY_INTEGER ? (Number) Integer.valueOf(digits) : (Number) Long.valueOf(digits);
    if (!number.toString().equals(digits)) {
      throw CodecMessages.unreadable("A number is written in another way");
    }
    return number;
  }

  private Object readKey(byte[] bytes) {
    GraphReader reader = new GraphReader(new PayloadReader(bytes), open(), /* key= */ true);
    Object key = notNull(reader.root());
    return reader.rereads() ? StreamCopier.copy(key) : key;
  }

  // ---- end

  private TypePlans open() {
    TypePlans current = plans;
    if (current == null) {
      throw CodecMessages.codecClosed();
    }
    return current;
  }

  @Override
  public void close() {
    plans = null;
    proven.clear();
  }
}
