package io.nearfar.internal.near;

import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What the JDK's collections and maps take besides the object itself and the elements: tables and
 * nodes. Known from how they are written, as their fields cannot be read. Capacities cannot be seen
 * either; they are taken to be what adding the elements one by one makes them.
 */
final class HeapContainers {

  private static final String IMMUTABLE = "java.util.ImmutableCollections$";

  /** The least table of a hash map that is not empty. */
  private static final long LEAST_TABLE = 16;

  private final HeapLayout layout;

  HeapContainers(HeapLayout layout) {
    this.layout = layout;
  }

  /** The structure of a collection of so many elements. */
  long collection(Collection<?> collection, long size) {
    if (size == 0) {
      return 0;
    }
    String name = collection.getClass().getName();
    if (name.startsWith("java.util.Collections$Singleton")) {
      return 0;
    }
    if (name.startsWith(IMMUTABLE)) {
      return immutable(name, /* references= */ collection instanceof Set ? 2 * size : size);
    }
    return collection instanceof Set<?> set ? set(set, size) : sequence(collection, size);
  }

  private long set(Set<?> set, long size) {
    long map = layout.object(4 * Integer.BYTES, 4);
    if (set instanceof SortedSet) {
      return map + size * treeNode();
    }
    if (set instanceof LinkedHashSet) {
      return map + layout.references(table(size)) + size * layout.object(Integer.BYTES, 5);
    }
    if (set.getClass().getName().endsWith("EnumSet")) {
      return 0;
    }
    // HashSet, the wrappers, the key sets: a hash map behind it.
    return map + layout.references(table(size)) + size * hashNode();
  }

  private long sequence(Collection<?> collection, long size) {
    if (collection instanceof LinkedList
        || collection instanceof ConcurrentLinkedQueue
        || collection instanceof ConcurrentLinkedDeque
        || collection instanceof LinkedBlockingQueue
        || collection instanceof LinkedBlockingDeque) {
      return size * layout.object(0, 3);
    }
    if (collection instanceof ArrayList || collection instanceof Vector) {
      return layout.references(grown(size, /* least= */ 10));
    }
    if (collection instanceof ArrayDeque) {
      return layout.references(grown(size, /* least= */ 17));
    }
    if (collection instanceof PriorityQueue) {
      return layout.references(grown(size, /* least= */ 11));
    }
    if (collection instanceof CopyOnWriteArrayList
        || collection.getClass().getName().equals("java.util.Arrays$ArrayList")) {
      return layout.references(size);
    }
    // A wrapper: an array list behind it.
    return layout.object(2 * Integer.BYTES, 1) + layout.references(grown(size, /* least= */ 10));
  }

  /** The structure of a map of so many entries. */
  long map(Map<?, ?> map, long size) {
    if (size == 0) {
      return 0;
    }
    String name = map.getClass().getName();
    if (name.startsWith("java.util.Collections$Singleton")) {
      return 0;
    }
    if (name.startsWith(IMMUTABLE)) {
      return immutable(name, /* references= */ 4 * size);
    }
    if (map instanceof SortedMap) {
      return size * treeNode();
    }
    if (map instanceof IdentityHashMap) {
      return layout.references(2 * Math.max(2 * LEAST_TABLE, table(2 * size)));
    }
    if (name.equals("java.util.EnumMap")) {
      return layout.references(2 * size);
    }
    long node = map instanceof LinkedHashMap ? layout.object(Integer.BYTES, 5) : hashNode();
    long wrapped = isWrapper(name) ? layout.object(4 * Integer.BYTES, 4) : 0;
    return wrapped + layout.references(table(size)) + size * node;
  }

  private static boolean isWrapper(String name) {
    return name.startsWith("java.util.Collections$");
  }

  /** One or two elements, or a pair, are in fields; more are in an array. */
  private long immutable(String name, long references) {
    return name.endsWith("12") || name.endsWith("Map1") ? 0 : layout.references(references);
  }

  private long hashNode() {
    return layout.object(Integer.BYTES, 3);
  }

  private long treeNode() {
    return layout.object(1, 5);
  }

  /** A power of two, of which at most three quarters are in use. */
  private static long table(long size) {
    long least = size + size / 3 + 1;
    return Math.max(LEAST_TABLE, Long.highestOneBit(2 * least - 1));
  }

  /** Arrays grow by half: on average a fifth of it is free. */
  private static long grown(long size, long least) {
    return Math.max(least, size + size / 4);
  }

  /** Whether an object contains others, in a way that its class's own fields do not show. */
  static boolean isContainer(Object object) {
    return object instanceof Collection || object instanceof Map || isPair(object);
  }

  /** The entries of the JDK that people keep. */
  static boolean isPair(Object object) {
    return object instanceof AbstractMap.SimpleEntry
        || object instanceof AbstractMap.SimpleImmutableEntry
        || object.getClass().getName().equals("java.util.KeyValueHolder");
  }
}
