package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/** What holds for every text of ours: its form, and that it never tells keys or values. */
final class Texts {
  /** Used as key and value wherever a fault is provoked. */
  static final String SECRET = "SECRET-4711";

  private static final Pattern FORM =
      Pattern.compile("NEARFAR-\\d{4}: \\S.*?\\. \\S.*?\\. \\S.*\\.", Pattern.DOTALL);

  private Texts() {}

  /** Checks an exception of ours. */
  static void check(Throwable thrown) {
    assertThat(thrown.getMessage()).as("text of %s", thrown.getClass()).matches(FORM);
    checkSecrecy(thrown);
  }

  /** Checks an exception and all that it carries for keys and values. */
  static void checkSecrecy(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      assertThat(String.valueOf(e)).doesNotContain(SECRET);
      for (Throwable suppressed : e.getSuppressed()) {
        checkSecrecy(suppressed);
      }
    }
  }

  static void check(LogRecord entry) {
    assertThat(entry.getMessage()).matches(FORM);
    assertThat(entry.getMessage()).doesNotContain(SECRET);
    if (entry.getThrown() != null) {
      checkSecrecy(entry.getThrown());
    }
  }
}
