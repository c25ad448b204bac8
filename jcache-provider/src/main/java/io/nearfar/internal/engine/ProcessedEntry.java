package io.nearfar.internal.engine;

import io.nearfar.spi.Copier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a processor sees of an entry, and what it wants of it: the net effect of its calls. Used by
 * one thread, for one run of the processor.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class ProcessedEntry<K, V> {
  enum Effect {
    NONE,
    READ,
    LOADED,
    STORE,
    REMOVE
  }

  private final K key;
  private final Lease<V> lease;
  private final @Nullable Snapshot<V> seen;
  private final Copier copier;
  private final @Nullable ReadThrough<K, V> loads;
  private Effect effect = Effect.NONE;
  private @Nullable V value;
  private @Nullable Flight<V> flight;
  private @Nullable V loaded;

  /** Whether the source need not be asked (any more) if there is no value. */
  private boolean known;

  ProcessedEntry(K key, Lease<V> lease, Copier copier, @Nullable ReadThrough<K, V> loads) {
    this.key = key;
    this.lease = lease;
    this.seen = lease.there();
    this.copier = copier;
    this.loads = loads;
    this.value = seen == null ? null : copier.copy(seen.value());
    this.known = seen != null;
  }

  /** The key as the caller gave it. */
  public K key() {
    return key;
  }

  /** Whether there is an entry, as far as this run is concerned. */
  public boolean exists() {
    return value != null;
  }

  /**
   * The value; loaded if the cache reads through and there is none.
   *
   * @return null if there is none
   * @throws RuntimeException what the loader threw
   */
  public @Nullable V value() {
    if (effect == Effect.NONE) {
      if (value != null) {
        effect = Effect.READ;
      } else if (!known && loads != null) {
        known = true;
        load(loads);
      }
    }
    return value;
  }

  private void load(ReadThrough<K, V> from) {
    Flight<V> mine = from.begin(key, lease);
    if (mine == null) {
      // Somebody else is loading it and will store it.
      V theirs = from.awaitOther(key);
      value = theirs == null ? null : copier.copy(theirs);
      return;
    }
    flight = mine;
    try {
      value = from.loadUnstored(key);
      if (value != null) {
        loaded = copier.copy(value);
        effect = Effect.LOADED;
      }
      // Now, not when the processor ends: who waits for it could be who the processor waits for.
      mine.land(loaded);
    } catch (Throwable e) {
      mine.crash(e);
      throw e;
    }
  }

  /** Stores a value when the run has ended well. */
  public void set(V newValue) {
    value = newValue;
    known = true;
    effect = Effect.STORE;
  }

  /** Removes the entry when the run has ended well. */
  public void remove() {
    boolean onlyHere = seen == null && effect == Effect.STORE;
    value = null;
    known = true;
    effect = onlyHere ? Effect.NONE : Effect.REMOVE;
  }

  Effect effect() {
    return effect;
  }

  @Nullable Snapshot<V> seen() {
    return seen;
  }

  /** The load made for this run, which must be ended; null if there was none. */
  @Nullable Flight<V> flight() {
    return flight;
  }

  /** What the loader gave, as the cache keeps it. */
  V loaded() {
    return Objects.requireNonNull(loaded);
  }

  /** What is to be stored, as the cache keeps it. */
  V ownValue() {
    return copier.copy(Objects.requireNonNull(value));
  }
}
