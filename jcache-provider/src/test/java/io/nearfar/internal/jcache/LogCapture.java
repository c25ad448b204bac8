package io.nearfar.internal.jcache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what Nearfar logs while it is open, instead of printing it. */
final class LogCapture extends Handler implements AutoCloseable {
  private static final Logger OURS = Logger.getLogger("io.nearfar");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final boolean parents = OURS.getUseParentHandlers();

  LogCapture() {
    OURS.setUseParentHandlers(false);
    OURS.addHandler(this);
  }

  /** INFO and above. */
  List<LogRecord> records() {
    return records.stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.INFO.intValue())
        .toList();
  }

  List<String> texts() {
    return records().stream().map(LogRecord::getMessage).toList();
  }

  @Override
  public void publish(LogRecord entry) {
    records.add(entry);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    OURS.removeHandler(this);
    OURS.setUseParentHandlers(parents);
  }
}
