package io.nearfar.internal.logging;

import java.io.Serial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the bundled libraries tell, up to where keys, values or passwords may begin. */
final class Harmless {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT = 500;
  private static final Pattern DATA =
      Pattern.compile(
          "[.,;(]? *(\\b(channel|commands?|params|arguments|data|reply|message|msg|keys?|values?"
              + "|password)\\b ?[:=]|\\bargs\\b|\\bparams=|CommandData|Node source"
              + "|for input string)",
          Pattern.CASE_INSENSITIVE);

  private Harmless() {}

  /** A text without its data. */
  static @Nullable String text(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = DATA.matcher(text);
    int end = matcher.find() ? matcher.start() : text.length();
    return end == text.length() && end <= MAX_TEXT
        ? text
        : text.substring(0, Math.min(end, MAX_TEXT)).strip();
  }

  /** The same failure if it has no data; else one that tells the same without them. */
  static @Nullable Throwable failure(@Nullable Throwable failure) {
    return failure == null || isHarmless(failure, 0) ? failure : copy(failure, 0);
  }

  private static boolean isHarmless(Throwable failure, int depth) {
    String text = failure.getMessage();
    Throwable cause = failure.getCause();
    return depth < MAX_DEPTH
        && failure.getSuppressed().length == 0
        && (text == null || text.equals(text(text)))
        && (cause == null || isHarmless(cause, depth + 1));
  }

  private static Throwable copy(Throwable failure, int depth) {
    Throwable cause = failure.getCause();
    String name = failure.getClass().getSimpleName();
    String text = text(failure.getMessage());
    return new Failure(
        text == null ? name : name + ": " + text,
        cause == null || depth == MAX_DEPTH ? null : copy(cause, depth + 1),
        failure.getStackTrace());
  }

  /** Stands for a failure whose text has data. */
  private static final class Failure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Failure(String text, @Nullable Throwable cause, StackTraceElement[] trace) {
      super(text, cause);
      setStackTrace(trace);
    }
  }
}
