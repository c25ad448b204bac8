package io.nearfar.internal.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The collections and maps of the JDK that are written as their elements. Their numbers are in the
 * data: none is ever given another meaning. Others go through Java serialization.
 *
 * <p>A view of another collection (unmodifiable, a sublist) is written as what it shows.
 */
@SuppressWarnings({"JdkObsolete", "NonApiType"}) // Applications have them.
final class Containers {

  /** What filling a container costs besides keeping its elements. */
  enum Filling {
    /** Nothing. */
    PLAIN,
    /** Asks for hash codes; equal ones are found by comparing. */
    HASHED,
    /** As {@link #HASHED}, and what is near each other by hash code is compared too. */
    PROBED,
    /** Compares in the order of elements. */
    SORTED,
    /** Compares each with each. */
    EACH_WITH_EACH
  }

  /** Makes an empty container that is filled afterwards. */
  interface Opener {
    Opened open(int size, @Nullable Comparator<Object> order);
  }

  /**
   * A container to be filled.
   *
   * @param visible what others refer to
   * @param target the collection or map to be filled; the same, unless that is a view
   */
  record Opened(Object visible, Object target) {
    static Opened same(Object container) {
      return new Opened(container, container);
    }
  }

  /**
   * A kind of container.
   *
   * @param id its number
   * @param map whether it is a map: its elements are keys and values in turn
   * @param filling what filling it costs
   * @param opener makes an empty one; null if it has to be made of its elements
   * @param builder makes it of its elements; null if it has an opener
   */
  record Kind(
      int id,
      boolean map,
      Filling filling,
      @Nullable Opener opener,
      @Nullable Function<@Nullable Object[], Object> builder) {}

  static final int ARRAY_LIST = 1;
  static final int LINKED_HASH_SET = 21;
  static final int LINKED_HASH_MAP = 41;

  private static final Map<String, Kind> BY_NAME = new HashMap<>();
  private static final @Nullable Kind[] BY_ID = noKinds();

  static {
    lists();
    sets();
    maps();
  }

  private Containers() {}

  private static @Nullable Kind[] noKinds() {
    return new @Nullable Kind[64];
  }

  private static void lists() {
    open(
        ARRAY_LIST,
        Filling.PLAIN,
        (size, order) -> Opened.same(new ArrayList<>(size)),
        "ArrayList",
        "ArrayList$SubList",
        "AbstractList$SubList",
        "AbstractList$RandomAccessSubList",
        "ImmutableCollections$SubList");
    open(2, Filling.PLAIN, (size, order) -> Opened.same(new LinkedList<>()), "LinkedList");
    open(3, Filling.PLAIN, (size, order) -> Opened.same(new ArrayDeque<>(size)), "ArrayDeque");
    open(4, Filling.PLAIN, (size, order) -> Opened.same(new Vector<>(size)), "Vector");
    open(
        5,
        Filling.PLAIN,
        (size, order) -> Opened.same(new CopyOnWriteArrayList<>()),
        "concurrent.CopyOnWriteArrayList");
    build(6, Filling.PLAIN, Arrays::asList, "Arrays$ArrayList");
    build(7, Filling.PLAIN, Containers::fixedList, "ImmutableCollections$List12");
    // With nulls if it comes from a stream.
    build(8, Filling.PLAIN, Containers::fixedList, "ImmutableCollections$ListN");
    open(
        9,
        Filling.PLAIN,
        (size, order) -> {
          List<Object> list = new ArrayList<>(size);
          return new Opened(Collections.unmodifiableList(list), list);
        },
        "Collections$UnmodifiableList",
        "Collections$UnmodifiableRandomAccessList");
    build(10, Filling.PLAIN, Containers::emptyList, "Collections$EmptyList");
    build(11, Filling.PLAIN, e -> Collections.singletonList(only(e)), "Collections$SingletonList");
    open(
        12,
        Filling.PLAIN,
        (size, order) -> {
          List<Object> list = new ArrayList<>(size);
          return new Opened(Collections.unmodifiableCollection(list), list);
        },
        "Collections$UnmodifiableCollection");
    open(
        13,
        Filling.SORTED,
        (size, order) -> Opened.same(new PriorityQueue<>(Math.max(1, size), order)),
        "PriorityQueue");
  }

  private static void sets() {
    open(20, Filling.HASHED, (size, order) -> Opened.same(new HashSet<>(table(size))), "HashSet");
    open(
        LINKED_HASH_SET,
        Filling.HASHED,
        (size, order) -> Opened.same(new LinkedHashSet<>(table(size))),
        "LinkedHashSet");
    open(22, Filling.SORTED, (size, order) -> Opened.same(new TreeSet<>(order)), "TreeSet");
    build(
        23,
        Filling.PROBED,
        e -> Set.of(e),
        "ImmutableCollections$Set12",
        "ImmutableCollections$SetN");
    open(
        24,
        Filling.HASHED,
        (size, order) -> {
          Set<Object> set = new LinkedHashSet<>(table(size));
          return new Opened(Collections.unmodifiableSet(set), set);
        },
        "Collections$UnmodifiableSet");
    build(25, Filling.PLAIN, Containers::emptySet, "Collections$EmptySet");
    build(26, Filling.PLAIN, e -> Collections.singleton(only(e)), "Collections$SingletonSet");
    open(
        27,
        Filling.SORTED,
        (size, order) -> Opened.same(new ConcurrentSkipListSet<>(order)),
        "concurrent.ConcurrentSkipListSet");
    open(
        28,
        Filling.EACH_WITH_EACH,
        (size, order) -> Opened.same(new CopyOnWriteArraySet<>()),
        "concurrent.CopyOnWriteArraySet");
    open(
        29,
        Filling.SORTED,
        (size, order) -> {
          TreeSet<Object> set = new TreeSet<>(order);
          return new Opened(Collections.unmodifiableSortedSet(set), set);
        },
        "Collections$UnmodifiableSortedSet");
  }

  private static void maps() {
    openMap(
        40, Filling.HASHED, (size, order) -> Opened.same(new HashMap<>(table(size))), "HashMap");
    openMap(
        LINKED_HASH_MAP,
        Filling.HASHED,
        (size, order) -> Opened.same(new LinkedHashMap<>(table(size))),
        "LinkedHashMap");
    openMap(42, Filling.SORTED, (size, order) -> Opened.same(new TreeMap<>(order)), "TreeMap");
    openMap(
        43,
        Filling.HASHED,
        (size, order) -> Opened.same(new ConcurrentHashMap<>(table(size))),
        "concurrent.ConcurrentHashMap");
    openMap(
        44,
        Filling.SORTED,
        (size, order) -> Opened.same(new ConcurrentSkipListMap<>(order)),
        "concurrent.ConcurrentSkipListMap");
    buildMap(
        45,
        Filling.PROBED,
        Containers::fixedMap,
        "ImmutableCollections$Map1",
        "ImmutableCollections$MapN");
    openMap(
        46,
        Filling.HASHED,
        (size, order) -> {
          Map<Object, Object> map = new LinkedHashMap<>(table(size));
          return new Opened(Collections.unmodifiableMap(map), map);
        },
        "Collections$UnmodifiableMap");
    buildMap(47, Filling.PLAIN, Containers::emptyMap, "Collections$EmptyMap");
    buildMap(48, Filling.PLAIN, Containers::singletonMap, "Collections$SingletonMap");
    openMap(
        49,
        Filling.SORTED,
        (size, order) -> {
          TreeMap<Object, Object> map = new TreeMap<>(order);
          return new Opened(Collections.unmodifiableSortedMap(map), map);
        },
        "Collections$UnmodifiableSortedMap");
  }

  private static void open(int id, Filling filling, Opener opener, String... names) {
    add(new Kind(id, /* map= */ false, filling, opener, null), names);
  }

  private static void openMap(int id, Filling filling, Opener opener, String... names) {
    add(new Kind(id, /* map= */ true, filling, opener, null), names);
  }

  private static void build(
      int id, Filling filling, Function<@Nullable Object[], Object> builder, String... names) {
    add(new Kind(id, /* map= */ false, filling, null, builder), names);
  }

  private static void buildMap(
      int id, Filling filling, Function<@Nullable Object[], Object> builder, String... names) {
    add(new Kind(id, /* map= */ true, filling, null, builder), names);
  }

  private static void add(Kind kind, String... names) {
    BY_ID[kind.id()] = kind;
    for (String name : names) {
      BY_NAME.put("java.util." + name, kind);
    }
  }

  /** The kind of exactly this class of the JDK; null if it has none. */
  static @Nullable Kind of(Class<?> type) {
    return BY_NAME.get(type.getName());
  }

  /**
   * The kind of a number.
   *
   * @throws io.nearfar.spi.CodecException if it is unknown, or not what was expected
   */
  static Kind of(int id, boolean map) {
    Kind kind = id < BY_ID.length ? BY_ID[id] : null;
    if (kind == null || kind.map() != map) {
      throw CodecMessages.unreadable("A container is of an unknown kind");
    }
    return kind;
  }

  /** Fills an opened container. */
  @SuppressWarnings("unchecked") // it was opened for this
  static void fill(Object target, @Nullable Object[] elements) {
    if (target instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> filled =
          (Map<@Nullable Object, @Nullable Object>) map;
      for (int i = 0; i < elements.length; i += 2) {
        filled.put(elements[i], elements[i + 1]);
      }
    } else {
      ((Collection<@Nullable Object>) target).addAll(Arrays.asList(elements));
    }
  }

  private static int table(int size) {
    return (int) Math.min(1 << 30, size * 4L / 3 + 1);
  }

  private static Object fixedList(@Nullable Object[] elements) {
    for (Object element : elements) {
      if (element == null) {
        // Only the lists of streams have nulls.
        return Arrays.stream(elements).toList();
      }
    }
    return List.of(elements);
  }

  private static Object fixedMap(@Nullable Object[] elements) {
    @SuppressWarnings("unchecked")
    Map.Entry<Object, Object>[] entries =
        (Map.Entry<Object, Object>[]) new Map.Entry<?, ?>[elements.length / 2];
    for (int i = 0; i < entries.length; i++) {
      Object key = elements[2 * i];
      Object value = elements[2 * i + 1];
      if (key == null || value == null) {
        throw CodecMessages.unreadable("An entry is incomplete");
      }
      entries[i] = Map.entry(key, value);
    }
    return Map.ofEntries(entries);
  }

  private static Object emptyList(@Nullable Object[] elements) {
    none(elements);
    return Collections.emptyList();
  }

  private static Object emptySet(@Nullable Object[] elements) {
    none(elements);
    return Collections.emptySet();
  }

  private static Object emptyMap(@Nullable Object[] elements) {
    none(elements);
    return Collections.emptyMap();
  }

  private static Object singletonMap(@Nullable Object[] elements) {
    if (elements.length != 2) {
      throw wrongNumber();
    }
    return Collections.singletonMap(elements[0], elements[1]);
  }

  private static @Nullable Object only(@Nullable Object[] elements) {
    if (elements.length != 1) {
      throw wrongNumber();
    }
    return elements[0];
  }

  private static void none(@Nullable Object[] elements) {
    if (elements.length != 0) {
      throw wrongNumber();
    }
  }

  private static RuntimeException wrongNumber() {
    return CodecMessages.unreadable("A container has a wrong number of elements");
  }
}
