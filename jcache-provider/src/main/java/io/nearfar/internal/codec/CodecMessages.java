package io.nearfar.internal.codec;

import io.nearfar.spi.CodecException;
import io.nearfar.spi.CopyException;
import java.io.NotSerializableException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

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
        + " --add-opens=java.base/java.lang.invoke=ALL-UNNAMED. In a server with modules let Nearfar's"
        + " see the JDK's module jdk.unsupported; for a global directory of WildFly add sun.misc to"
        + " JBOSS_MODULES_SYSTEM_PKGS in standalone.conf.";
  }

  /** The copier was used after close. */
  static IllegalStateException closed(Class<?> value) {
    return new IllegalStateException(
        "NEARFAR-0202: A value of type "
            + value.getName()
            + " was not copied. The copier of the cache is closed. Do not use the cache after it"
            + " or its manager was closed.");
  }

  // ---- the far tier: writing

  /** The value is, or holds, something that has no bytes. */
  static CodecException notEncodable(Class<?> value, Class<?> met, boolean resource) {
    String what = resource ? "a live resource of this JVM" : "not Serializable, nor a plain object";
    return new CodecException(
        notEncoded(value, subject(value, met) + " " + what, REMEDY_OUT), /* cause= */ null);
  }

  /** The value holds something that only serialization can write, but is not Serializable. */
  static CodecException onlySerializationEncodes(Class<?> value, Class<?> met) {
    return new CodecException(
        notEncoded(
            value,
            "It holds a "
                + met.getName()
                + ", which only serialization can write, but is not Serializable itself",
            "Make "
                + value.getName()
                + " Serializable, or keep the other out of it (a transient field)"),
        /* cause= */ null);
  }

  /** Serialization has met something that it does not take. */
  static CodecException notEncodable(Class<?> value, NotSerializableException cause) {
    return new CodecException(
        notEncoded(
            value, "It holds something that is not Serializable (see the cause)", REMEDY_OUT),
        cause);
  }

  /** A class of the value, or a hook of it, has thrown. */
  static CodecException encodingFailed(Class<?> value, Throwable cause) {
    return new CodecException(
        notEncoded(
            value,
            "Writing it has thrown a " + cause.getClass().getName() + " (see the cause)",
            REMEDY_OUT),
        cause);
  }

  /** A record or a fixed collection that leads back to itself. */
  static CodecException cycle(Class<?> type) {
    return new CodecException(
        "NEARFAR-0210: A value was not written to the far tier. A "
            + type.getName()
            + " in it leads back to itself, and can only be made when all that it holds is there."
            + " Break the cycle, for example with a transient field.",
        /* cause= */ null);
  }

  /** Deeper than what could be read. */
  static CodecException nestedTooDeeply() {
    return new CodecException(
        "NEARFAR-0210: A value was not written to the far tier. Its objects are nested more than "
            + GraphLimits.DEPTH
            + " deep, or too deeply for the stack of the thread. Hold long chains in a collection.",
        /* cause= */ null);
  }

  /** More shared parts than what could be told from an attack. */
  static CodecException tooManyWays(Class<?> value) {
    return new CodecException(
        notEncoded(
            value,
            "Its parts are shared so often that reading it could take for ever",
            "Share less, or let its class do without serialization methods of its own"),
        /* cause= */ null);
  }

  /** More bytes than an array takes. */
  static CodecException tooLarge() {
    return new CodecException(
        "NEARFAR-0210: A value was not written to the far tier. It takes more than 2 GB. Cache"
            + " smaller parts of it.",
        /* cause= */ null);
  }

  /** A key that can't be found again by its bytes. */
  static CodecException keyRefused(Class<?> key, Class<?> met, String why) {
    return new CodecException(
        "NEARFAR-0213: A key of type "
            + key.getName()
            + " can't be used in the far tier. "
            + (key == met ? "Of this type" : "It holds a " + met.getName() + ", of which type")
            + " "
            + why
            + ". Use a string, a number, an enum, a record of such, or a plain class with equals and"
            + " hashCode over its fields.",
        /* cause= */ null);
  }

  /** A key whose equals is not that of its fields. */
  static CodecException keyNotItself(Class<?> key, @Nullable Throwable cause) {
    return new CodecException(
        "NEARFAR-0213: A key of type "
            + key.getName()
            + " can't be used in the far tier. Read back from its bytes it is not equal, or has"
            + " another hash code: its equals depends on transient fields, or on the identity of"
            + " something in it. Let equals and hashCode depend on the fields' values only.",
        cause);
  }

  /** A key that is a cycle, or endless. */
  static CodecException keyTooDeep(Class<?> key) {
    return new CodecException(
        "NEARFAR-0213: A key of type "
            + key.getName()
            + " can't be used in the far tier. Its objects are nested too deeply, or lead back to"
            + " themselves. Use a flat key.",
        /* cause= */ null);
  }

  /** The codec was used after close. */
  static IllegalStateException codecClosed() {
    return new IllegalStateException(
        "NEARFAR-0214: Nothing was encoded or decoded. The codec of the cache is closed. Do not use"
            + " the cache after it or its manager was closed.");
  }

  /** A pattern that names no class and no package. */
  static IllegalArgumentException badPattern(String pattern) {
    return new IllegalArgumentException(
        "NEARFAR-0215: '"
            + pattern
            + "' is not understood in allowed-types. It is neither the full name of a class"
            + " (com.acme.Order, com.acme.Order$Line) nor a package (com.acme.*, with those below it"
            + " com.acme.**). Correct it.");
  }

  // ---- the far tier: reading. No causes: they may quote what was read.

  /** A class that is not allowed. The caller says it once for each. */
  static CodecException notAllowed(String name) {
    return CodecException.refused(
        "NEARFAR-0212: An entry of the far tier was not read and counts as a miss. It holds a "
            + name
            + ", which is not a class that may be made from bytes: it is not named by the types of"
            + " the cache, and this node has not written it. If you trust it, name "
            + name
            + " or its package in allowed-types of the cache.",
        name);
  }

  /** Bytes that mean nothing. */
  static CodecException unreadable(String why) {
    return new CodecException(
        "NEARFAR-0211: An entry of the far tier can't be read and counts as a miss. "
            + why
            + ". If that happens often, look for another application, or another version of this"
            + " one, that uses the same cache.",
        /* cause= */ null);
  }

  /** A form that a newer version has written, or somebody else. */
  static CodecException unknownForm(int tag) {
    return unreadable("Its form " + tag + " is unknown; perhaps a newer version has written it");
  }

  /** The class has other fields than the one that was written. */
  static CodecException otherShape(Class<?> type) {
    return unreadable("It was written when " + type.getName() + " had other fields");
  }

  /** The class is used in a way in which this version does not write it. */
  static CodecException notWrittenThus(Class<?> type) {
    return unreadable("It uses " + type.getName() + " in a way in which it is never written");
  }

  /** Something has thrown. */
  static CodecException readingFailed(Throwable failure) {
    return unreadable("Reading it has thrown a " + failure.getClass().getName());
  }

  private static final String REMEDY_OUT =
      "Keep it out of the value (a transient field), or make it Serializable or a plain class";

  private static String notEncoded(Class<?> value, String why, String fix) {
    return "NEARFAR-0210: A value of type "
        + value.getName()
        + " was not written to the far tier. "
        + why
        + ". "
        + fix
        + ".";
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
