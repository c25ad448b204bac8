package io.nearfar.internal.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How the instances of exactly one class of the JDK are written and read, tag excluded.
 *
 * @param tag the tag
 * @param type the class
 * @param mutable whether they can be changed, so that it matters which of them are one
 * @param writer writes one; equal ones equally
 * @param reader reads one; throws any exception at what it can't read
 */
record DirectForm<T>(
    int tag,
    Class<T> type,
    boolean mutable,
    BiConsumer<PayloadWriter, T> writer,
    Function<PayloadReader, T> reader) {

  static <T> DirectForm<T> immutable(
      int tag,
      Class<T> type,
      BiConsumer<PayloadWriter, T> writer,
      Function<PayloadReader, T> reader) {
    return new DirectForm<>(tag, type, /* mutable= */ false, writer, reader);
  }

  static <T> DirectForm<T> mutable(
      int tag,
      Class<T> type,
      BiConsumer<PayloadWriter, T> writer,
      Function<PayloadReader, T> reader) {
    return new DirectForm<>(tag, type, /* mutable= */ true, writer, reader);
  }

  /** Writes tag and content. */
  void write(PayloadWriter out, Object value) {
    out.u8(tag);
    writer.accept(out, type.cast(value));
  }

  /** Reads the content. */
  T read(PayloadReader in) {
    return reader.apply(in);
  }
}
