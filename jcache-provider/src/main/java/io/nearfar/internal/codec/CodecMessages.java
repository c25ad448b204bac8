package io.nearfar.internal.codec;

import io.nearfar.spi.CopyException;
import java.io.NotSerializableException;
import java.io.Serializable;

/** Texts of this package; ids 0200 to 0299. They name types, never values. */
final class CodecMessages {

  private CodecMessages() {}

  /** The value is, or holds, something that stands for a live resource. */
  static CopyException resource(Class<?> value, Class<?> met) {
    return new CopyException(
        notCopied(
            value,
            subject(value, met) + " a live resource of this JVM, a copy of it would not be one",
            "Keep it out of the value (a transient field), or use store-by-reference"));
  }

  /** The value is, or holds, something that can be copied in no way. */
  static CopyException refused(Class<?> value, Class<?> met) {
    return new CopyException(
        notCopied(
            value,
            subject(value, met) + " not Serializable and not a plain object either",
            remedy(met)));
  }

  /** The value is not Serializable, but holds something that only serialization can copy. */
  static CopyException needsSerialization(Class<?> value, Class<?> met) {
    return new CopyException(
        notCopied(
            value,
            "It holds a "
                + met.getName()
                + ", which only serialization can copy, but is not Serializable itself",
            remedy(value)));
  }

  /** Serialization has met something that it does not take. */
  static CopyException notSerializable(Class<?> value, NotSerializableException cause) {
    String text = String.valueOf(cause.getMessage());
    // With sun.io.serialization.extendedDebugInfo further lines follow, with values in them.
    int end = text.indexOf('\n');
    String met = end < 0 ? text : text.substring(0, end);
    return new CopyException(
        notCopied(
            value,
            "It holds a " + met + ", which is not Serializable",
            "Make "
                + met
                + " Serializable, keep it out of the value (a transient field),"
                + " or use store-by-reference"),
        cause);
  }

  /** A class of the value, or a hook of it, has thrown. */
  static CopyException failed(Class<?> value, Throwable cause) {
    return new CopyException(
        notCopied(
            value,
            "Copying it has thrown a " + cause.getClass().getName() + " (see the cause)",
            remedy(value)),
        cause);
  }

  /** The stack was too short. */
  static CopyException tooDeep(Class<?> value, Throwable cause) {
    return new CopyException(
        notCopied(
            value,
            "Its objects are nested too deeply for the stack of the thread",
            "Hold long chains in a collection, give the thread a larger stack, or use"
                + " store-by-reference"),
        cause);
  }

  /** The value is not Serializable, and Fory is not there. */
  static CopyException onlySerialization(Class<?> value) {
    return new CopyException(
        notCopied(
            value,
            "It is not Serializable, and in this JVM only serialization works (see NEARFAR-0203)",
            remedy(value)));
  }

  /** Fory does not work in this JVM. */
  static String foryFailed() {
    return "NEARFAR-0203: Values are copied by Java serialization, which is slow. Apache Fory can't"
        + " work in this JVM (see the cause). On JDK 25 and later start it with"
        + " --add-opens=java.base/java.lang.invoke=ALL-UNNAMED.";
  }

  /** The copier was used after close. */
  static IllegalStateException closed(Class<?> value) {
    return new IllegalStateException(
        "NEARFAR-0202: A value of type "
            + value.getName()
            + " was not copied. The copier of the cache is closed. Do not use the cache after it"
            + " or its manager was closed.");
  }

  private static String notCopied(Class<?> value, String why, String fix) {
    return "NEARFAR-0201: A value of type "
        + value.getName()
        + " was not copied. "
        + why
        + ". "
        + fix
        + ".";
  }

  private static String subject(Class<?> value, Class<?> met) {
    return value == met ? "It is" : "It holds a " + met.getName() + ", which is";
  }

  private static String remedy(Class<?> type) {
    String name = type.getName();
    String serializable =
        Serializable.class.isAssignableFrom(type) || JdkTypes.isJdk(type)
            ? "Keep it out of the value"
            : "Make " + name + " Serializable";
    return serializable
        + ", name "
        + name
        + " in immutable-types if it is never changed, or use store-by-reference";
  }
}
