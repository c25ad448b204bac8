package io.nearfar.internal.near;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One traversal of one object: adds up sizes, depth first and without recursion. Each object comes
 * with the number of objects it stands for, which is more than one below a container of which only
 * a sample is looked at. For one use by one thread.
 */
final class HeapWalk {

  /** The most elements of one container that are looked at. */
  private static final int MOST_SAMPLES = 1_000;

  /** The fewest, however little of the budget is left. */
  private static final int FEWEST_SAMPLES = 8;

  /** Objects that are looked at, leaves not counted. */
  private static final int MOST_OBJECTS = 10_000;

  /** An object yet to be looked at, and how many it stands for. */
  private record Pending(Object object, double times) {}

  private final HeapLayout layout;
  private final HeapShapes shapes;
  private final HeapLeaves leaves;
  private final HeapContainers containers;

  private final Deque<Pending> pending = new ArrayDeque<>();

  /** Objects met so far; null while it is only the first one. */
  private @Nullable Set<Object> met;

  private double bytes;

  HeapWalk(HeapLayout layout, HeapShapes shapes, HeapLeaves leaves, HeapContainers containers) {
    this.layout = layout;
    this.shapes = shapes;
    this.leaves = leaves;
    this.containers = containers;
  }

  /** The size of an object that is no leaf, and of all that it leads to. */
  long sizeOf(Object root) {
    int visited = 0;
    double stoodFor = 0;
    Pending current = new Pending(root, /* times= */ 1);
    while (current != null && visited < MOST_OBJECTS) {
      visited++;
      stoodFor += current.times();
      visit(root, current.object(), current.times(), MOST_OBJECTS - visited);
      current = pending.pollLast();
    }
    if (current != null) {
      double unseen = current.times() + pending.stream().mapToDouble(Pending::times).sum();
      bytes += unseen * (bytes / stoodFor);
    }
    return (long) Math.ceil(bytes);
  }

  private void visit(Object root, Object object, double times, int budget) {
    int samples = budget / (pending.size() + 1);
    Sampler sampler =
        new Sampler(root, times, Math.max(FEWEST_SAMPLES, Math.min(MOST_SAMPLES, samples)));
    if (object instanceof Object[] array) {
      bytes += times * layout.references(array.length);
      sampler.array(array);
      return;
    }
    Class<?> type = object.getClass();
    bytes += times * shapes.own(type);
    for (Field field : shapes.paths(type)) {
      add(root, read(field, object), times);
    }
    if (shapes.hidden(type) > 0) {
      visitHidden(object, type, times, sampler);
    }
  }

  /** What is in the fields of JDK classes, as far as their methods tell. */
  private void visitHidden(Object object, Class<?> type, double times, Sampler sampler) {
    if (object instanceof Collection<?> collection) {
      sampler.collection(collection);
    } else if (object instanceof Map<?, ?> map) {
      sampler.map(map);
    } else if (HeapContainers.isPair(object)) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) object;
      sampler.add(entry.getKey());
      sampler.add(entry.getValue());
    } else if (object instanceof Optional<?> optional) {
      sampler.add(optional.orElse(null));
    } else if (object instanceof AtomicReference<?> reference) {
      sampler.add(reference.get());
    } else {
      bytes += times * shapes.hidden(type);
    }
  }

  private static @Nullable Object read(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(
          "A field of " + object.getClass() + " became inaccessible while it was being used.", e);
    }
  }

  private void add(Object root, @Nullable Object object, double times) {
    if (object == null) {
      return;
    }
    long leaf = leaves.sizeOf(object);
    if (leaf != HeapLeaves.NO_LEAF) {
      bytes += times * leaf;
      return;
    }
    if (met == null) {
      met = Collections.newSetFromMap(new IdentityHashMap<>());
      met.add(root);
    }
    if (met.add(object)) {
      pending.addLast(new Pending(object, times));
    }
  }

  /** Looks at the elements of one container, or at as many as it may. */
  private final class Sampler {
    private final Object root;
    private final double times;
    private final int most;

    Sampler(Object root, double times, int most) {
      this.root = root;
      this.times = times;
      this.most = most;
    }

    void add(@Nullable Object object) {
      HeapWalk.this.add(root, object, times);
    }

    void array(Object[] array) {
      int seen = Math.min(array.length, most);
      for (int i = 0; i < seen; i++) {
        HeapWalk.this.add(root, array[i], times * array.length / seen);
      }
    }

    /** Elements come and go while we look, in collections that are not meant to be shared. */
    void collection(Collection<?> collection) {
      try {
        int size = collection.size();
        bytes += times * containers.collection(collection, size);
        double each = times * size / Math.max(1, Math.min(size, most));
        Iterator<?> elements = collection.iterator();
        for (int i = 0; i < most && elements.hasNext(); i++) {
          HeapWalk.this.add(root, elements.next(), each);
        }
      } catch (RuntimeException e) {
        // It changed under our hands, or its iterator is broken: what was seen has to do.
      }
    }

    void map(Map<?, ?> map) {
      try {
        int size = map.size();
        bytes += times * containers.map(map, size);
        double each = times * size / Math.max(1, Math.min(size, most));
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        for (int i = 0; i < most && entries.hasNext(); i++) {
          Map.Entry<?, ?> entry = entries.next();
          HeapWalk.this.add(root, entry.getKey(), each);
          HeapWalk.this.add(root, entry.getValue(), each);
        }
      } catch (RuntimeException e) {
        // As above.
      }
    }
  }
}
