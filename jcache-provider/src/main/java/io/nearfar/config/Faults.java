package io.nearfar.config;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects faults, so that all are reported at once. Not thread-safe. */
final class Faults {
  private final List<Fault> all = new ArrayList<>();
  private @Nullable Throwable cause;

  void add(Fault fault) {
    if (!all.contains(fault)) {
      all.add(fault);
    }
  }

  void add(String source, int line, String path, String message) {
    add(new Fault(source, line, path, message));
  }

  void add(String source, String message, Throwable because) {
    add(source, 0, "", message);
    if (cause == null) {
      cause = because;
    }
  }

  void throwIfAny(String subject) {
    if (!all.isEmpty()) {
      NearfarConfigurationException refusal = new NearfarConfigurationException(subject, all);
      if (cause != null) {
        refusal.initCause(cause);
      }
      throw refusal;
    }
  }
}
