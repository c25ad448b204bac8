package io.nearfar.internal.util;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Logs a repeating fault once as a warning, then at DEBUG. */
public final class WarnOnce {
  private final Logger logger;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * Nothing logged yet.
   *
   * @param logger where to
   */
  public WarnOnce(Logger logger) {
    this.logger = logger;
  }

  /** Logs a fault: the first as a warning. */
  public void log(Supplier<String> message, @Nullable Throwable cause) {
    Level level = warned.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
    logger.log(level, message, cause);
  }
}
