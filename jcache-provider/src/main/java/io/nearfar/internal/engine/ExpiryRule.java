package io.nearfar.internal.engine;

import io.nearfar.internal.near.Ttl;

/**
 * When entries expire. Each method is asked exactly when JSR-107 1.1.1, "Expiry Policies", says so:
 * creation only once it is known that the entry is new, and so on. Answers are nanoseconds to live,
 * or one of {@link Ttl}.
 *
 * <p>Implementations are thread-safe, never throw, and may run application code; the engine asks
 * them outside of the map's atomic sections.
 */
public interface ExpiryRule {

  /** Time to live of a new entry; 0 = it is not even stored. */
  long creation();

  /** Time to live from an update on, or {@link Ttl#KEEP}. */
  long update();

  /** Time to live from a read on, or {@link Ttl#KEEP}. */
  long access();

  /** Whether the answers never change, so that asking once is enough. */
  default boolean fixed() {
    return false;
  }

  /** Whether a read never changes an entry's life. */
  default boolean ignoresAccess() {
    return false;
  }

  /** Whether no entry ever expires. */
  default boolean eternal() {
    return false;
  }
}
