package io.nearfar.spi;

/**
 * Makes the copies by which a store-by-value cache keeps its keys and values apart from the
 * application's (JSR-107 1.1.1, "Store-By-Value and Store-By-Reference").
 *
 * <p>Implementations are thread-safe and do not block.
 */
public interface Copier extends AutoCloseable {

  /**
   * Whether an object need not be copied because nobody can change it.
   *
   * @param object a key or value, not null
   * @return true if {@link #copy} would return the object itself
   */
  boolean shares(Object object);

  /**
   * A copy that shares no mutable state with the original.
   *
   * @param object a key or value, not null
   * @param <T> its type
   * @return a deep copy of the same class, or the object itself if it is immutable; never null
   * @throws CopyException if the object can't be copied; the text says which type and how to mend
   *     it, never the value
   */
  <T> T copy(T object);

  /** Releases everything that refers to copied classes. May be called more than once. */
  @Override
  void close();

  /**
   * The copier of a store-by-reference cache: shares everything.
   *
   * @return a copier that returns what it is given; never null
   */
  static Copier byReference() {
    return SharingCopier.INSTANCE;
  }
}
