package io.nearfar.internal.logging;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * A logger of SLF4J that writes to one of {@link System.Logger} with the same name. Markers are
 * dropped: there is no place for them. Thread-safe.
 *
 * <p>Keys, values and passwords must not reach logs. At TRACE and DEBUG the Redis driver logs
 * little else, so these levels are always off; what it tells of faults is cut off where data may
 * begin.
 */
final class ForwardingLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  /** Not serialized: SLF4J replaces a logger that is read by the one with its name. */
  private final transient Logger target;

  ForwardingLogger(String name, Logger target) {
    this.name = name;
    this.target = target;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return target.isLoggable(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return target.isLoggable(Level.WARNING);
  }

  @Override
  public boolean isErrorEnabled() {
    return target.isLoggable(Level.ERROR);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return ForwardingLogger.class.getName();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      org.slf4j.event.Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable failure) {
    if (level == org.slf4j.event.Level.TRACE || level == org.slf4j.event.Level.DEBUG) {
      return;
    }
    String text = MessageFormatter.basicArrayFormat(pattern, arguments);
    target.log(severity(level), Harmless.text(text), Harmless.failure(failure));
  }

  private static Level severity(org.slf4j.event.Level level) {
    return switch (level) {
      case TRACE -> Level.TRACE;
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARN -> Level.WARNING;
      case ERROR -> Level.ERROR;
    };
  }
}
