package io.nearfar.cdi.internal.model;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the times of annotations, as the configuration file has them. */
final class TimeToLive {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12})\\s*([a-z]{1,2})");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private TimeToLive() {}

  /** The time; null if the text is none, or it is less than a millisecond. */
  static @Nullable Duration parse(String text) {
    try {
      Matcher matcher = AMOUNT.matcher(text);
      ChronoUnit unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
      Duration time =
          unit == null ? Duration.parse(text) : Duration.of(Long.parseLong(matcher.group(1)), unit);
      return time.toMillis() > 0 ? time : null;
    } catch (java.time.DateTimeException | ArithmeticException e) {
      return null;
    }
  }
}
