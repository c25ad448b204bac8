package io.nearfar.internal.near;

import org.jspecify.annotations.Nullable;

/**
 * Estimates the heap that entries take, in bytes: what would become free if the entry were dropped.
 * Thread-safe; class layouts are found once per class.
 *
 * <p>Strings, boxed values, arrays of primitives and most small JDK types are computed at once.
 * Other objects are traversed, with limits: of a large collection or array the first thousand
 * elements stand for the rest, and after some ten thousand objects what was seen stands for what
 * was not. So the time an estimate takes is bounded.
 *
 * <p>An object that is met twice in a traversal is counted once, save for strings and the like,
 * which are counted each time. Objects that are shared by nature (enum constants, classes, threads,
 * time zones, small boxed numbers) cost nothing. What an entry shares with other entries is counted
 * for each. No method of an application's class is called, except that collections and maps that
 * extend those of the JDK are iterated.
 */
final class HeapSize {

  /**
   * What the maps of {@link NearMaps} take for an entry: their own node, the hash map's, and its
   * part of the table. Measured with compressed references: 80 to 95 bytes, by policy and filling.
   */
  static final long MAP_ENTRY_BYTES = 96;

  private final HeapLayout layout;
  private final long entryBytes;
  private final HeapShapes shapes;
  private final HeapLeaves leaves;
  private final HeapContainers containers;

  /**
   * Creates an estimator.
   *
   * @param layout how the JVM lays out objects
   * @param entryBytes what every entry takes besides its key and its value
   */
  HeapSize(HeapLayout layout, long entryBytes) {
    this.layout = layout;
    this.entryBytes = entryBytes;
    this.shapes = new HeapShapes(layout);
    this.leaves = new HeapLeaves(layout, shapes);
    this.containers = new HeapContainers(layout);
  }

  /**
   * An estimator for this JVM, for entries in a map of {@link NearMaps}.
   *
   * @param entryType the class of the objects in the map that hold the values
   */
  static HeapSize inMapOf(Class<?> entryType) {
    HeapLayout layout = HeapLayout.detect();
    return new HeapSize(layout, MAP_ENTRY_BYTES + new HeapShapes(layout).own(entryType));
  }

  /** The size of an entry: its overhead, its key and its value. */
  long ofEntry(Object key, Object value) {
    return entryBytes + of(key) + of(value);
  }

  /** The size of an object and all that it leads to; 0 for null. */
  long of(@Nullable Object object) {
    if (object == null) {
      return 0;
    }
    long leaf = leaves.sizeOf(object);
    return leaf == HeapLeaves.NO_LEAF
        ? new HeapWalk(layout, shapes, leaves, containers).sizeOf(object)
        : leaf;
  }
}
