package io.nearfar.internal.codec;

import java.util.Set;

/**
 * The classes of the JDK that may be made from bytes without having been named: values, containers
 * and what these consist of in a serialized form. None of them does anything but hold data, calls
 * {@code hashCode}, {@code equals} or {@code compareTo} of what it holds at most. Hash tables
 * without a defence against equal hash codes ({@code Hashtable}, {@code IdentityHashMap}) are left
 * out.
 */
final class JdkValueTypes {
  private static final Set<String> NAMES =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.CharSequence",
          "java.lang.Character",
          "java.lang.Comparable",
          "java.lang.Double",
          "java.lang.Enum",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Iterable",
          "java.lang.Long",
          "java.lang.Number",
          "java.lang.Object",
          "java.lang.Record",
          "java.lang.Short",
          "java.lang.StackTraceElement",
          "java.lang.String",
          "java.lang.String$CaseInsensitiveComparator",
          "java.lang.StringBuffer",
          "java.lang.StringBuilder",
          "java.lang.Throwable",
          "java.lang.Void",
          "java.io.Serializable",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.math.MathContext",
          "java.math.RoundingMode",
          "java.net.URI",
          "java.sql.Date",
          "java.sql.Time",
          "java.sql.Timestamp",
          "sun.util.calendar.ZoneInfo");

  private static final Set<String> NAMES_IN_UTIL =
      Set.of(
          "AbstractCollection",
          "AbstractList",
          "AbstractList$RandomAccessSubList",
          "AbstractList$SubList",
          "AbstractMap",
          "AbstractMap$SimpleEntry",
          "AbstractMap$SimpleImmutableEntry",
          "AbstractQueue",
          "AbstractSequentialList",
          "AbstractSet",
          "ArrayDeque",
          "ArrayList",
          "ArrayList$SubList",
          "Arrays$ArrayList",
          "BitSet",
          "Calendar",
          "CollSer",
          "Collection",
          "Collections$EmptyList",
          "Collections$EmptyMap",
          "Collections$EmptySet",
          "Collections$ReverseComparator",
          "Collections$ReverseComparator2",
          "Collections$SetFromMap",
          "Collections$SingletonList",
          "Collections$SingletonMap",
          "Collections$SingletonSet",
          "Collections$SynchronizedCollection",
          "Collections$SynchronizedList",
          "Collections$SynchronizedMap",
          "Collections$SynchronizedRandomAccessList",
          "Collections$SynchronizedSet",
          "Collections$SynchronizedSortedMap",
          "Collections$SynchronizedSortedSet",
          "Collections$UnmodifiableCollection",
          "Collections$UnmodifiableList",
          "Collections$UnmodifiableMap",
          "Collections$UnmodifiableRandomAccessList",
          "Collections$UnmodifiableSet",
          "Collections$UnmodifiableSortedMap",
          "Collections$UnmodifiableSortedSet",
          "Comparator",
          "Comparators$NaturalOrderComparator",
          "Currency",
          "Date",
          "Deque",
          "EnumMap",
          "EnumSet",
          "EnumSet$SerializationProxy",
          "GregorianCalendar",
          "HashMap",
          "HashSet",
          "JapaneseImperialCalendar",
          "JumboEnumSet",
          "LinkedHashMap",
          "LinkedHashSet",
          "LinkedList",
          "List",
          "Locale",
          "Map",
          "Map$Entry",
          "NavigableMap",
          "NavigableSet",
          "Optional",
          "OptionalDouble",
          "OptionalInt",
          "OptionalLong",
          "PriorityQueue",
          "Queue",
          "RegularEnumSet",
          "Set",
          "SimpleTimeZone",
          "SortedMap",
          "SortedSet",
          "TimeZone",
          "TreeMap",
          "TreeSet",
          "UUID",
          "Vector",
          "concurrent.ArrayBlockingQueue",
          "concurrent.ConcurrentHashMap",
          "concurrent.ConcurrentHashMap$KeySetView",
          "concurrent.ConcurrentHashMap$CollectionView",
          "concurrent.ConcurrentHashMap$Segment",
          "concurrent.ConcurrentMap",
          "concurrent.ConcurrentSkipListMap",
          "concurrent.ConcurrentSkipListSet",
          "concurrent.CopyOnWriteArrayList",
          "concurrent.CopyOnWriteArraySet",
          "concurrent.LinkedBlockingQueue",
          "concurrent.TimeUnit",
          "concurrent.atomic.AtomicBoolean",
          "concurrent.atomic.AtomicInteger",
          "concurrent.atomic.AtomicLong",
          "concurrent.atomic.AtomicReference",
          // The serialized form of ConcurrentHashMap names the locks of old versions, unlocked.
          "concurrent.locks.AbstractOwnableSynchronizer",
          "concurrent.locks.AbstractQueuedSynchronizer",
          "concurrent.locks.ReentrantLock",
          "concurrent.locks.ReentrantLock$FairSync",
          "concurrent.locks.ReentrantLock$NonfairSync",
          "concurrent.locks.ReentrantLock$Sync");

  private static final String UTIL = "java.util.";

  /** Packages whose exceptions may be cached. */
  private static final Set<String> EXCEPTIONS_OF =
      Set.of("java.lang", "java.io", "java.time", "java.util", "java.util.concurrent");

  private JdkValueTypes() {}

  /** Whether a class is on the list, by its binary name; arrays are not. */
  static boolean contains(String name) {
    if (!name.startsWith("java.") && !name.startsWith("sun.")) {
      return false;
    }
    return NAMES.contains(name)
        || (name.startsWith(UTIL) && NAMES_IN_UTIL.contains(name.substring(UTIL.length())))
        || name.startsWith("java.time.")
        || isException(name);
  }

  private static boolean isException(String name) {
    int dot = name.lastIndexOf('.');
    return (name.endsWith("Exception") || name.endsWith("Error"))
        && EXCEPTIONS_OF.contains(name.substring(0, dot));
  }
}
