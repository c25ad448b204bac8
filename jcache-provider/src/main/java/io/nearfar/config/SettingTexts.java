package io.nearfar.config;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of settings as they would be written in the file; secrets are not. */
final class SettingTexts {
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long SECONDS_PER_MINUTE = 60;

  private SettingTexts() {}

  /**
   * The text of a value.
   *
   * @param value null = it was not given
   */
  static String of(AnySetting setting, @Nullable Object value) {
    if (value == null) {
      return setting.defaultText();
    }
    if (value instanceof Enum<?> constant) {
      return Setting.spelled(constant);
    }
    if (value instanceof Duration time) {
      return of(time);
    }
    if (value instanceof Class<?> type) {
      return type.getName();
    }
    if (value instanceof EntryWeigher<?, ?> weigher) {
      return weigher.getClass().getName();
    }
    if (value instanceof TagDependencies rules) {
      return rules.isEmpty() ? setting.defaultText() : rules.toString();
    }
    if (value instanceof Collection<?> items) {
      return items.isEmpty() ? setting.defaultText() : joined(items);
    }
    return value.equals(NearSettings.UNLIMITED) ? "unlimited" : value.toString();
  }

  private static String joined(Collection<?> items) {
    return items.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String of(Duration time) {
    if (time.equals(ExpirySettings.FOREVER)) {
      return "eternal";
    }
    if (time.equals(Setting.UNCHANGED)) {
      return "unchanged";
    }
    if (time.toNanosPart() % 1_000_000 != 0) {
      return time.toString();
    }
    long millis = time.toMillis();
    if (millis % MILLIS_PER_SECOND != 0) {
      return millis + "ms";
    }
    long seconds = time.toSeconds();
    return seconds % SECONDS_PER_MINUTE != 0 || seconds == 0
        ? seconds + "s"
        : seconds / SECONDS_PER_MINUTE + "m";
  }
}
