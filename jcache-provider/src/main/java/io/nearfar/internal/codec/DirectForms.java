package io.nearfar.internal.codec;

import static io.nearfar.internal.codec.DirectForm.immutable;
import static io.nearfar.internal.codec.DirectForm.mutable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The value types of the JDK that are written by hand. Stateless and thread-safe. */
@SuppressWarnings("JavaUtilDate") // Applications have them.
final class DirectForms {
  private static final Map<Class<?>, DirectForm<?>> BY_TYPE = new HashMap<>();

  private static final @Nullable DirectForm<?>[] BY_TAG = noForms();

  static {
    List<DirectForm<?>> forms = new ArrayList<>(simple());
    forms.addAll(TimeForms.all());
    try {
      forms.addAll(SqlForms.all());
    } catch (LinkageError e) {
      // A runtime without java.sql has no such values.
    }
    for (DirectForm<?> form : forms) {
      BY_TYPE.put(form.type(), form);
      BY_TAG[form.tag()] = form;
    }
  }

  private DirectForms() {}

  private static @Nullable DirectForm<?>[] noForms() {
    return new @Nullable DirectForm<?>[Tag.FIRST_COMPOUND];
  }

  private static List<DirectForm<?>> simple() {
    return List.of(
        immutable(Tag.BYTE, Byte.class, (out, v) -> out.u8(v), in -> (byte) in.u8()),
        immutable(Tag.SHORT, Short.class, (out, v) -> out.zigzag(v), in -> exactShort(in.zigzag())),
        immutable(
            Tag.CHARACTER,
            Character.class,
            (out, v) -> out.varint(v),
            in -> exactChar(in.varint())),
        immutable(Tag.INTEGER, Integer.class, PayloadWriter::zigzag, PayloadReader::zigzag),
        immutable(Tag.LONG, Long.class, PayloadWriter::zigzagLong, PayloadReader::zigzagLong),
        immutable(Tag.FLOAT, Float.class, PayloadWriter::real32, PayloadReader::real32),
        immutable(Tag.DOUBLE, Double.class, PayloadWriter::real64, PayloadReader::real64),
        mutable(Tag.BYTES, byte[].class, PayloadWriter::bytes, PayloadReader::bytes),
        immutable(
            Tag.BIG_INTEGER,
            BigInteger.class,
            (out, v) -> out.bytes(v.toByteArray()),
            in -> new BigInteger(in.bytes())),
        immutable(
            Tag.BIG_DECIMAL,
            BigDecimal.class,
            (out, v) -> {
              out.zigzag(v.scale());
              out.bytes(v.unscaledValue().toByteArray());
            },
            DirectForms::decimal),
        immutable(
            Tag.UUID,
            UUID.class,
            (out, v) -> {
              out.fixed64(v.getMostSignificantBits());
              out.fixed64(v.getLeastSignificantBits());
            },
            in -> new UUID(in.fixed64(), in.fixed64())),
        mutable(
            Tag.DATE,
            Date.class,
            (out, v) -> out.zigzagLong(v.getTime()),
            in -> new Date(in.zigzagLong())),
        immutable(Tag.LOCALE, Locale.class, DirectForms::locale, DirectForms::locale),
        immutable(
            Tag.CURRENCY,
            Currency.class,
            (out, v) -> out.text(v.getCurrencyCode()),
            in -> Currency.getInstance(in.text())),
        immutable(
            Tag.URI, URI.class, (out, v) -> out.text(v.toString()), in -> URI.create(in.text())),
        mutable(Tag.BIT_SET, BitSet.class, DirectForms::bits, DirectForms::bits),
        immutable(
            Tag.OPTIONAL_INT,
            OptionalInt.class,
            (out, v) -> {
              out.u8(v.isPresent() ? 1 : 0);
              v.ifPresent(out::zigzag);
            },
            in -> isPresent(in) ? OptionalInt.of(in.zigzag()) : OptionalInt.empty()),
        immutable(
            Tag.OPTIONAL_LONG,
            OptionalLong.class,
            (out, v) -> {
              out.u8(v.isPresent() ? 1 : 0);
              v.ifPresent(out::zigzagLong);
            },
            in -> isPresent(in) ? OptionalLong.of(in.zigzagLong()) : OptionalLong.empty()),
        immutable(
            Tag.OPTIONAL_DOUBLE,
            OptionalDouble.class,
            (out, v) -> {
              out.u8(v.isPresent() ? 1 : 0);
              v.ifPresent(out::real64);
            },
            in -> isPresent(in) ? OptionalDouble.of(in.real64()) : OptionalDouble.empty()));
  }

  /** The form of exactly this class; null if it has none. Booleans and strings are no forms. */
  static @Nullable DirectForm<?> of(Class<?> type) {
    return BY_TYPE.get(type);
  }

  /** Whether an object is read and written without help of others. */
  static boolean isDirect(Class<?> type) {
    return type == String.class || type == Boolean.class || BY_TYPE.containsKey(type);
  }

  /** Writes an object of which {@link #isDirect} is true; false if it is not. */
  static boolean write(PayloadWriter out, Object value) {
    if (value instanceof String text) {
      out.text(text);
      return true;
    }
    if (value instanceof Boolean truth) {
      out.u8(truth ? Tag.TRUE : Tag.FALSE);
      return true;
    }
    DirectForm<?> form = BY_TYPE.get(value.getClass());
    if (form == null) {
      return false;
    }
    form.write(out, value);
    return true;
  }

  /** Whether {@link #read} knows the tag. */
  static boolean isDirect(int tag) {
    return tag > Tag.NULL && tag < Tag.FIRST_COMPOUND;
  }

  /** Whether the objects of a tag can be changed. */
  static boolean isMutable(int tag) {
    DirectForm<?> form = BY_TAG[tag];
    return form != null && form.mutable();
  }

  /** Reads what follows one of the tags below {@link Tag#FIRST_COMPOUND}, except for null. */
  static Object read(int tag, PayloadReader in) {
    return switch (tag) {
      case Tag.LATIN1, Tag.UTF8, Tag.UTF16 -> in.text(tag);
      case Tag.TRUE -> true;
      case Tag.FALSE -> false;
      default -> {
        DirectForm<?> form = BY_TAG[tag];
        if (form == null) {
          throw CodecMessages.unknownForm(tag);
        }
        yield form.read(in);
      }
    };
  }

  private static short exactShort(int value) {
    if (value != (short) value) {
      throw CodecMessages.unreadable("A number is too large");
    }
    return (short) value;
  }

  private static char exactChar(int value) {
    if (value != (char) value) {
      throw CodecMessages.unreadable("A character is none");
    }
    return (char) value;
  }

  private static boolean isPresent(PayloadReader in) {
    int present = in.u8();
    if (present > 1) {
      throw CodecMessages.unreadable("A truth value is none");
    }
    return present == 1;
  }

  private static BigDecimal decimal(PayloadReader in) {
    int scale = in.zigzag();
    return new BigDecimal(new BigInteger(in.bytes()), scale);
  }

  private static void bits(PayloadWriter out, BitSet bits) {
    long[] words = bits.toLongArray();
    out.varint(words.length);
    for (long word : words) {
      out.fixed64(word);
    }
  }

  private static BitSet bits(PayloadReader in) {
    long[] words = new long[in.count(8)];
    for (int i = 0; i < words.length; i++) {
      words[i] = in.fixed64();
    }
    return BitSet.valueOf(words);
  }

  /** As a language tag, or, where that would lose something (old variants), in parts. */
  private static void locale(PayloadWriter out, Locale locale) {
    String tag = locale.toLanguageTag();
    if (Locale.forLanguageTag(tag).equals(locale)) {
      out.u8(0);
      out.text(tag);
    } else {
      out.u8(1);
      out.text(locale.getLanguage());
      out.text(locale.getCountry());
      out.text(locale.getVariant());
    }
  }

  private static Locale locale(PayloadReader in) {
    return switch (in.u8()) {
      case 0 -> Locale.forLanguageTag(in.text());
      case 1 -> new Locale(in.text(), in.text(), in.text());
      default -> throw CodecMessages.unreadable("A locale is none");
    };
  }
}
