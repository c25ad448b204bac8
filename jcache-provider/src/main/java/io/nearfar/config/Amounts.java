package io.nearfar.config;

import java.math.BigInteger;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads counts, sizes and durations; null stands for what is none. */
final class Amounts {
  /** Digits, with underscores between them, as YAML and Java write long numbers. */
  static final String DIGITS = "[0-9](?:_?[0-9])*";

  private static final Pattern AMOUNT =
      Pattern.compile("(-?)(" + DIGITS + ")\\s*([a-z]*)", Pattern.CASE_INSENSITIVE);
  private static final Map<String, Long> SIZE_UNITS =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "tb",
          1_000_000_000_000L,
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30,
          "tib",
          1L << 40);
  private static final Map<String, Duration> TIME_UNITS =
      Map.of(
          "ms",
          Duration.ofMillis(1),
          "s",
          Duration.ofSeconds(1),
          "m",
          Duration.ofMinutes(1),
          "h",
          Duration.ofHours(1),
          "d",
          Duration.ofDays(1));

  private Amounts() {}

  static @Nullable BigInteger count(String text) {
    return amount(text, Map.of("", 1L));
  }

  static @Nullable BigInteger bytes(String text) {
    return amount(text, SIZE_UNITS);
  }

  static @Nullable Duration duration(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    try {
      if (!matcher.matches()) {
        return text.toUpperCase(Locale.ROOT).matches("-?P.*") ? Duration.parse(text) : null;
      }
      BigInteger amount = digits(matcher);
      Duration unit = TIME_UNITS.get(unit(matcher));
      if (unit == null) {
        return amount.signum() == 0 && unit(matcher).isEmpty() ? Duration.ZERO : null;
      }
      return unit.multipliedBy(amount.longValueExact());
    } catch (DateTimeParseException e) {
      return null;
    } catch (ArithmeticException e) {
      // Longer than the clock can count, in either direction.
      return text.startsWith("-") ? ExpirySettings.FOREVER.negated() : ExpirySettings.FOREVER;
    }
  }

  private static @Nullable BigInteger amount(String text, Map<String, Long> units) {
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    Long unit = units.get(unit(matcher));
    return unit == null ? null : digits(matcher).multiply(BigInteger.valueOf(unit));
  }

  private static BigInteger digits(Matcher matcher) {
    return new BigInteger(matcher.group(1) + matcher.group(2).replace("_", ""));
  }

  private static String unit(Matcher matcher) {
    return matcher.group(3).toLowerCase(Locale.ROOT);
  }
}
