package io.nearfar.config;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.cache.CacheException;

/**
 * A configuration was refused. Carries every fault that was found, not only the first; the text
 * lists them, numbered, with file and line.
 */
public final class NearfarConfigurationException extends CacheException {
  @Serial private static final long serialVersionUID = 1L;

  private final ArrayList<Fault> faults;

  NearfarConfigurationException(String subject, List<Fault> faults) {
    super(ConfigMessages.refused(subject, faults));
    this.faults = new ArrayList<>(faults);
  }

  /**
   * Everything that is wrong.
   *
   * @return the faults in the order of their sources; an immutable list, never null or empty
   */
  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  /**
   * One thing that is wrong. Immutable and thread-safe.
   *
   * @param source where the setting came from: the address of the file, {@code "system property"},
   *     {@code "environment variable"}, {@code "manager property"} or {@code "code"}
   * @param line the line in the file, from 1; 0 if the source has no lines
   * @param path the setting, such as {@code nearfar.caches.products.near.max-entries}; empty if the
   *     fault concerns the source as a whole
   * @param message what is wrong, the value seen, and how to mend it; begins with an id
   */
  public record Fault(String source, int line, String path, String message)
      implements Serializable {

    /** Checks for null. */
    public Fault {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(message, "message");
    }

    /**
     * The fault as one line: {@code file:line: path: message}.
     *
     * @return the text; never null
     */
    @Override
    public String toString() {
      return source
          + (line > 0 ? ":" + line : "")
          + ": "
          + (path.isEmpty() ? "" : path + ": ")
          + message;
    }
  }
}
