package io.nearfar.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is logged through SLF4J arrives at the JDK's loggers, which serve System.Logger here. */
class ForwardingLoggerTest {
  private static final String NAME = "org.example.library";

  private final java.util.logging.Logger target = java.util.logging.Logger.getLogger(NAME);
  private final Kept kept = new Kept();
  private final Logger logger = LoggerFactory.getLogger(NAME);

  private static final class Kept extends Handler {
    private final List<LogRecord> records = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void capture() {
    target.setUseParentHandlers(false);
    target.setLevel(java.util.logging.Level.ALL);
    target.addHandler(kept);
  }

  @AfterEach
  void release() {
    target.removeHandler(kept);
    target.setLevel(null);
    target.setUseParentHandlers(true);
  }

  @Test
  void binding_isOurs() {
    assertThat(logger).isInstanceOf(ForwardingLogger.class);
    assertThat(LoggerFactory.getLogger(NAME)).isSameAs(logger);
    assertThat(logger.getName()).isEqualTo(NAME);
  }

  @Test
  void levels_areKept() {
    logger.trace("1");
    logger.debug("2");
    logger.info("3");
    logger.warn("4");
    logger.error("5");
    assertThat(kept.records)
        .extracting(entry -> entry.getLevel().getName())
        .containsExactly("INFO", "WARNING", "SEVERE");
    assertThat(kept.records).extracting(LogRecord::getMessage).containsExactly("3", "4", "5");
  }

  /** The lines of the Redis driver at these levels are full of keys, values and replies. */
  @Test
  void debugAndTrace_areOff() {
    assertThat(logger.isTraceEnabled()).isFalse();
    assertThat(logger.isDebugEnabled()).isFalse();
    logger.atDebug().log("command: {}", "secret");
    logger.atTrace().log("reply: {}", "secret");
    assertThat(kept.records).isEmpty();
  }

  @Test
  void data_areCutOff() {
    RuntimeException inner =
        new RuntimeException("ERR no. channel: [id: 1] command: (SET), params: [secret, secret]");
    inner.addSuppressed(new RuntimeException("CommandData [params=[secret]]"));
    RuntimeException failure = new RuntimeException("Unable to send. args [secret]", inner);
    logger.error(
        "Unable to decode data. channel: {}, reply: {}, command: {}",
        "[id: 1]",
        "$6 secret",
        "(GET), params: [secret]",
        failure);
    logger.error("message: secret");
    logger.warn("Can't execute (SET), params: [secret]. Retry attempts: 3");
    logger.warn("Number is wrong", new NumberFormatException("For input string: \"secret\""));
    StringWriter all = new StringWriter();
    for (LogRecord entry : kept.records) {
      all.write(entry.getMessage() + '\n');
      if (entry.getThrown() != null) {
        entry.getThrown().printStackTrace(new PrintWriter(all));
      }
    }
    assertThat(kept.records).hasSize(4);
    assertThat(all.toString())
        .doesNotContain("secret")
        .contains("Unable to decode data")
        .contains("Unable to send")
        .contains("ERR no")
        .contains("Can't execute (SET)")
        .contains("data_areCutOff");
  }

  @Test
  void disabledLevels_areQuiet() {
    target.setLevel(java.util.logging.Level.WARNING);
    logger.trace("x");
    logger.debug("x");
    logger.info("x {}", "y");
    assertThat(kept.records).isEmpty();
    assertThat(logger.isTraceEnabled()).isFalse();
    assertThat(logger.isDebugEnabled()).isFalse();
    assertThat(logger.isInfoEnabled()).isFalse();
    assertThat(logger.isWarnEnabled()).isTrue();
    assertThat(logger.isErrorEnabled()).isTrue();
  }

  @Test
  void argumentsAndFailure_arriveFormatted() {
    IllegalStateException failure = new IllegalStateException("gone");
    logger.warn("{} of {} nodes {0}", 2, 3, failure);
    LogRecord entry = kept.records.get(0);
    assertThat(entry.getMessage()).isEqualTo("2 of 3 nodes {0}");
    assertThat(entry.getThrown()).isSameAs(failure);
    assertThat(entry.getLoggerName()).isEqualTo(NAME);
  }

  @Test
  void markersAndContexts_areDropped() {
    org.slf4j.MDC.put("user", "somebody");
    logger.info(org.slf4j.MarkerFactory.getMarker("AUDIT"), "text");
    assertThat(kept.records).extracting(LogRecord::getMessage).containsExactly("text");
    assertThat(org.slf4j.MDC.get("user")).isNull();
  }
}
