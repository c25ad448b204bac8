package io.nearfar.config;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects faults, so that all are reported at once. Not thread-safe. */
final class Faults {
  private final List<Fault> all = new ArrayList<>();
  private final Set<AnySetting> refused = new HashSet<>();
  private @Nullable Throwable cause;

  void add(Fault fault) {
    if (!all.contains(fault)) {
      all.add(fault);
    }
  }

  void add(String source, int line, String path, String message) {
    add(new Fault(source, line, path, message));
  }

  /** Adds a value that can't be used. */
  void refuse(AnySetting setting, Fault fault) {
    refused.add(setting);
    add(fault);
  }

  /**
   * Whether a value of the setting was refused: then its absence is no fault of its own, and must
   * not be reported as one.
   */
  boolean hasRefused(AnySetting setting) {
    return refused.contains(setting);
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
