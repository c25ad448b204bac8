package io.nearfar.config;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the values that only the far tier's settings have; {@link ValueParser} hands them on. */
final class FarValues {
  static final int MAX_CONNECTIONS = 1_000;
  static final String KEY_CHARACTERS = "[A-Za-z0-9._:-]";
  static final int MAX_PREFIX = 16;
  static final int MAX_NAMESPACE = 64;

  /** Redis takes no larger string. */
  static final long MAX_VALUE_BYTES = 512L << 20;

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private FarValues() {}

  static Integer count(AnySetting setting, String text, int least, int most)
      throws RefusedValueException {
    return (int) bounded(setting, text, Amounts.count(text), least, most);
  }

  static Long size(AnySetting setting, String text) throws RefusedValueException {
    return bounded(setting, text, Amounts.bytes(text), 1, MAX_VALUE_BYTES);
  }

  private static long bounded(
      AnySetting setting, String text, @Nullable BigInteger amount, long least, long most)
      throws RefusedValueException {
    if (amount == null) {
      throw new RefusedValueException(ConfigMessages.malformed(setting, text));
    }
    if (amount.compareTo(BigInteger.valueOf(least)) < 0
        || amount.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new RefusedValueException(ConfigMessages.outOfRange(setting, text));
    }
    return amount.longValueExact();
  }

  static Duration time(AnySetting setting, String text) throws RefusedValueException {
    Duration time = Amounts.duration(text);
    if (time == null) {
      throw new RefusedValueException(ConfigMessages.malformed(setting, text));
    }
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw new RefusedValueException(ConfigMessages.outOfRange(setting, text));
    }
    return time;
  }

  /**
   * A time that code gives.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  static Duration inRange(String what, Duration time) {
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(ConfigMessages.timeOutOfRange(what, time));
    }
    return time;
  }

  /** A part of keys: braces would break hash tags, anything else is hard to type in a shell. */
  static String keyPart(AnySetting setting, String text, int longest) throws RefusedValueException {
    if (!Pattern.matches(KEY_CHARACTERS + "{1," + longest + "}", text)) {
      throw new RefusedValueException(ConfigMessages.malformed(setting, text));
    }
    return text;
  }

  /**
   * Reads a path, or an address that begins with {@code file:}.
   *
   * @param mustExist whether a file that can't be read is refused
   */
  static Path file(AnySetting setting, String text, boolean mustExist)
      throws RefusedValueException {
    Path file;
    try {
      file = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new RefusedValueException(ConfigMessages.malformed(setting, text));
    }
    if (mustExist && !(Files.isRegularFile(file) && Files.isReadable(file))) {
      throw new RefusedValueException(ConfigMessages.fileNotFound(setting, text));
    }
    return file.toAbsolutePath();
  }
}
