package io.nearfar.internal.codec;

import java.util.Set;

/**
 * What we know about classes of the JDK: their private parts are not ours to copy field by field.
 */
final class JdkTypes {

  /**
   * The containers and holders that Fory copies as serialization would, checked one by one by
   * {@code CopyFamiliesTest}. Others go through serialization, even where Fory offers a copy: it
   * shares the values of an {@code EnumMap}, drops the nanoseconds of a {@code Timestamp}, turns a
   * {@code SimpleTimeZone} into GMT and duplicates the file system below a {@code Path}.
   */
  private static final Set<String> COPIED_BY_FORY =
      Set.of(
          "java.lang.StringBuilder",
          "java.lang.StringBuffer",
          "java.util.Date",
          "java.sql.Date",
          "java.sql.Time",
          "java.util.ArrayList",
          "java.util.ArrayList$SubList",
          "java.util.AbstractList$SubList",
          "java.util.AbstractList$RandomAccessSubList",
          "java.util.ArrayDeque",
          "java.util.Arrays$ArrayList",
          "java.util.BitSet",
          "java.util.Collections$EmptyList",
          "java.util.Collections$EmptyMap",
          "java.util.Collections$EmptySet",
          "java.util.Collections$SingletonList",
          "java.util.Collections$SingletonMap",
          "java.util.Collections$SingletonSet",
          "java.util.Collections$SetFromMap",
          "java.util.Collections$SynchronizedCollection",
          "java.util.Collections$SynchronizedList",
          "java.util.Collections$SynchronizedMap",
          "java.util.Collections$SynchronizedRandomAccessList",
          "java.util.Collections$SynchronizedSet",
          "java.util.Collections$SynchronizedSortedMap",
          "java.util.Collections$SynchronizedSortedSet",
          "java.util.Collections$UnmodifiableCollection",
          "java.util.Collections$UnmodifiableList",
          "java.util.Collections$UnmodifiableMap",
          "java.util.Collections$UnmodifiableRandomAccessList",
          "java.util.Collections$UnmodifiableSet",
          "java.util.Collections$UnmodifiableSortedMap",
          "java.util.Collections$UnmodifiableSortedSet",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.ImmutableCollections$List12",
          "java.util.ImmutableCollections$ListN",
          "java.util.ImmutableCollections$Map1",
          "java.util.ImmutableCollections$MapN",
          "java.util.ImmutableCollections$Set12",
          "java.util.ImmutableCollections$SetN",
          "java.util.ImmutableCollections$SubList",
          "java.util.JumboEnumSet",
          "java.util.RegularEnumSet",
          "java.util.LinkedHashMap",
          "java.util.LinkedHashSet",
          "java.util.LinkedList",
          "java.util.Optional",
          "java.util.PriorityQueue",
          "java.util.TreeMap",
          "java.util.TreeSet",
          "java.util.Vector",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.ConcurrentHashMap$KeySetView",
          "java.util.concurrent.ConcurrentSkipListMap",
          "java.util.concurrent.ConcurrentSkipListSet",
          "java.util.concurrent.CopyOnWriteArrayList",
          "java.util.concurrent.CopyOnWriteArraySet",
          "java.util.concurrent.ArrayBlockingQueue",
          "java.util.concurrent.LinkedBlockingQueue",
          "java.util.concurrent.atomic.AtomicBoolean",
          "java.util.concurrent.atomic.AtomicInteger",
          "java.util.concurrent.atomic.AtomicLong",
          "java.util.concurrent.atomic.AtomicReference");

  /** Plain objects whose fields (if any) we copy as we do with a bean. */
  private static final Set<String> COPIED_BY_FIELD =
      Set.of(
          "java.lang.Object",
          "java.util.AbstractMap$SimpleEntry",
          "java.util.AbstractMap$SimpleImmutableEntry");

  /** Types whose {@code clone()} is public and deep. */
  private static final Set<String> CLONED =
      Set.of(
          "java.sql.Timestamp",
          "java.util.GregorianCalendar",
          "java.util.JapaneseImperialCalendar",
          "java.util.SimpleTimeZone",
          "sun.util.BuddhistCalendar",
          "sun.util.calendar.ZoneInfo",
          "java.text.DecimalFormat",
          "java.text.SimpleDateFormat");

  private JdkTypes() {}

  /** Whether the class comes with the Java runtime. */
  static boolean isJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  static boolean isCopiedByFory(Class<?> type) {
    return COPIED_BY_FORY.contains(type.getName());
  }

  static boolean isCopiedByField(Class<?> type) {
    return COPIED_BY_FIELD.contains(type.getName());
  }

  static boolean isCloned(Class<?> type) {
    return CLONED.contains(type.getName());
  }
}
