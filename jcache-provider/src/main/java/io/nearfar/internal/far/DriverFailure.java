package io.nearfar.internal.far;

import java.io.Serial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the driver reported, without the parameters of the command, which its texts are full of:
 * keys and values must not reach logs.
 */
final class DriverFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private static final int MAX_DEPTH = 8;
  private static final int MAX_TEXT = 300;
  private static final Pattern DATA =
      Pattern.compile(
          "[.,]? *(channel:|command:|params:|data:|with args|, args|Node source|CommandData|reply:)",
          Pattern.CASE_INSENSITIVE);

  private DriverFailure(String text, @Nullable Throwable cause, StackTraceElement[] trace) {
    super(text, cause);
    setStackTrace(trace);
  }

  /** The same chain of causes, with harmless texts. */
  static Throwable of(Throwable reported) {
    return of(reported, 0);
  }

  private static Throwable of(Throwable reported, int depth) {
    Throwable cause = reported.getCause();
    Throwable harmless = cause == null || depth == MAX_DEPTH ? null : of(cause, depth + 1);
    if (reported.getClass().getName().startsWith("java.") && harmless == cause) {
      return reported;
    }
    return new DriverFailure(
        reported.getClass().getSimpleName() + ": " + withoutData(reported.getMessage()),
        harmless,
        reported.getStackTrace());
  }

  /** A text of the driver up to where parameters may begin. */
  static String withoutData(@Nullable String text) {
    if (text == null) {
      return "no text";
    }
    Matcher matcher = DATA.matcher(text);
    int end = matcher.find() ? matcher.start() : text.length();
    return text.substring(0, Math.min(end, MAX_TEXT)).strip();
  }
}
