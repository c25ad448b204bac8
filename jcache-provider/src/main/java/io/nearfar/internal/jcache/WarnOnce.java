package io.nearfar.internal.jcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Logs a repeating fault once as a warning, then at DEBUG. */
final class WarnOnce {
  private final Logger logger;
  private final AtomicBoolean warned = new AtomicBoolean();

  WarnOnce(Logger logger) {
    this.logger = logger;
  }

  void log(Supplier<String> message, Throwable cause) {
    Level level = warned.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
    logger.log(level, message, cause);
  }
}
