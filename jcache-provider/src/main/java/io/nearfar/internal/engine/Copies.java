package io.nearfar.internal.engine;

import io.nearfar.internal.near.CopyStore.Question;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.Tags;
import org.jspecify.annotations.Nullable;

/**
 * What a node keeps of the far tier's replies: copies in topology {@code near-far}, nothing in
 * topology {@code far}. It is told of every reply before the application is.
 *
 * <p>Implementations are thread-safe and do not block.
 */
sealed interface Copies<K, V> permits NearCopies, NoCopies {

  /** To be called before the far tier is asked; what comes back belongs to the answer. */
  @Nullable Question ask(byte[] key);

  /**
   * The version of the entry of which there is a copy that may not be served but may still hold; 0
   * if there is none.
   */
  long suspected(K key);

  /**
   * The far tier has an entry.
   *
   * @param value its value, decoded
   * @return the value for the caller, who may change it
   */
  V found(@Nullable Question asked, K key, Entry entry, long asOf, V value);

  /**
   * The far tier has the {@link #suspected} entry.
   *
   * @return its value for the caller; null if there is no copy any more
   */
  @Nullable V still(@Nullable Question asked, K key, Entry entry, long asOf);

  /** The far tier has no entry, or none that can be read. */
  void absent(@Nullable Question asked, K key, long asOf);

  /**
   * A change was made or refused.
   *
   * @param value what it was to store, the cache's own; null if it was to remove
   */
  void changed(@Nullable Question asked, K key, Change change, @Nullable V value, Reply reply);

  /** Nobody knows whether a change was made. */
  void unknown(K key);

  /** An entry of a version was met outside of {@link #ask}: by an iteration. */
  void met(K key, byte[] bytes, long version);

  /**
   * Tags were invalidated by this node.
   *
   * @param versions by segment; 0 = nobody knows whether they were
   */
  void tagged(Tags tags, long[] versions);

  /**
   * Any entry may be removed by this node now.
   *
   * @param versions by segment, from which on entries are newer; 0 = nobody knows
   */
  void suspect(long[] versions);

  /** All entries were removed by this node; by segment. */
  void cleared(long[] versions);

  /** Nobody knows whether all entries were removed. */
  void clearUnknown();

  /** Whether there is a copy that may be served; prolongs no life. */
  boolean serves(K key);

  /** Frees a copy that was found dead. */
  void bury(K key, NearEntry<V> dead);
}
