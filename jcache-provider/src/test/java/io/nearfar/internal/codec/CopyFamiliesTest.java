package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.DecimalFormat;
import java.text.SimpleDateFormat;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link CodecCopier#copy} of what the JDK offers to put into a cache, alone and in a bean. */
@SuppressWarnings({"unchecked", "JavaUtilDate", "JdkObsolete"})
final class CopyFamiliesTest {
  @AutoClose private final CodecCopier copier = new CodecCopier(loader(), Set.of());

  private static ClassLoader loader() {
    return CopyFamiliesTest.class.getClassLoader();
  }

  private static Date date() {
    return new Date(5);
  }

  private static <K extends Comparable<K>> Map<K, Object> sorted(Comparator<K> order, K key) {
    Map<K, Object> map = new TreeMap<>(order);
    map.put(key, date());
    return map;
  }

  /** Each holds a mutable object where it can. */
  static Stream<Object> containers() {
    return Stream.of(
        new ArrayList<>(List.of(date())),
        new LinkedList<>(List.of(date())),
        new Vector<>(List.of(date())),
        stack(),
        Arrays.asList(date(), "b"),
        List.of(),
        List.of(date()),
        List.of(date(), "b", "c"),
        new ArrayList<>(List.of(date(), "b")).subList(0, 1),
        List.of(date(), "b", "c").subList(0, 2),
        Stream.of(date(), "b").toList(),
        Collections.emptyList(),
        Collections.singletonList(date()),
        Collections.nCopies(2, date()),
        Collections.unmodifiableList(new ArrayList<>(List.of(date()))),
        Collections.unmodifiableList(new LinkedList<>(List.of(date()))),
        Collections.synchronizedList(new ArrayList<>(List.of(date()))),
        Collections.checkedList(new ArrayList<>(List.of(date())), Date.class),
        new CopyOnWriteArrayList<>(List.of(date())),
        new HashSet<>(List.of(date())),
        new LinkedHashSet<>(List.of(date(), "b")),
        new TreeSet<>(List.of(date())),
        new CopyOnWriteArraySet<>(List.of(date())),
        new ConcurrentSkipListSet<>(List.of(date())),
        ConcurrentHashMap.newKeySet(),
        Set.of(),
        Set.of(date()),
        Set.of(date(), "b", "c"),
        Collections.emptySet(),
        Collections.singleton(date()),
        Collections.unmodifiableSet(new HashSet<>(List.of(date()))),
        Collections.synchronizedSet(new HashSet<>(List.of(date()))),
        Collections.newSetFromMap(new HashMap<>(Map.of())),
        EnumSet.of(Thread.State.NEW),
        EnumSet.noneOf(Thread.State.class),
        new HashMap<>(Map.of("k", date())),
        new LinkedHashMap<>(Map.of("k", date())),
        new TreeMap<>(Map.of("k", date())),
        sorted(Comparator.<String>reverseOrder(), "k"),
        sorted(String.CASE_INSENSITIVE_ORDER, "k"),
        sorted((a, b) -> b.compareTo(a), "k"),
        new Hashtable<>(Map.of("k", date())),
        new ConcurrentHashMap<>(Map.of("k", date())),
        new ConcurrentSkipListMap<>(Map.of("k", date())),
        new EnumMap<>(Map.of(Thread.State.NEW, date())),
        new EnumMap<>(Thread.State.class),
        Map.of(),
        Map.of("k", date()),
        Map.of("k", date(), "l", 1),
        Collections.emptyMap(),
        Collections.singletonMap("k", date()),
        Collections.unmodifiableMap(new HashMap<>(Map.of("k", date()))),
        Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("k", date()))),
        Collections.unmodifiableNavigableMap(new TreeMap<>(Map.of("k", date()))),
        Collections.synchronizedMap(new HashMap<>(Map.of("k", date()))),
        new TreeMap<>(Map.of("k", date(), "l", date())).headMap("l"),
        Map.of(new ArrayList<>(List.of("mutable key")), date()));
  }

  private static Stack<Object> stack() {
    Stack<Object> stack = new Stack<>();
    stack.push(date());
    return stack;
  }

  @ParameterizedTest
  @MethodSource("containers")
  void copy_containers(Object original) {
    Object copy = copier.copy(original);
    assertThat(copy).isEqualTo(original).hasToString(original.toString());
    assertNothingShared(original, copy);
  }

  @ParameterizedTest
  @MethodSource("containers")
  void copy_containersInBean(Object original) {
    Holder copy = copier.copy(new Holder(original));
    assertThat(copy.content).isEqualTo(original).hasToString(original.toString());
    assertNothingShared(original, copy.content);
  }

  private static void assertNothingShared(Object original, Object copy) {
    List<Object> ours = mutableIn(original);
    List<Object> theirs = mutableIn(copy);
    assertThat(theirs).hasSameSizeAs(ours);
    for (int i = 0; i < ours.size(); i++) {
      assertThat(theirs.get(i)).isNotSameAs(ours.get(i));
    }
  }

  private static List<Object> mutableIn(Object container) {
    Stream<?> content =
        container instanceof Map<?, ?> map
            ? Stream.concat(map.values().stream(), map.keySet().stream())
            : ((Collection<?>) container).stream();
    return content.<Object>map(o -> o).filter(o -> o instanceof Date || o instanceof List).toList();
  }

  @Test
  void copy_sortedKeepsItsOrder() {
    Map<String, Integer> map = new TreeMap<>(Comparator.reverseOrder());
    map.put("a", 1);
    Map<String, Integer> copy = copier.copy(map);
    copy.put("b", 2);
    assertThat(copy.keySet()).containsExactly("b", "a");
    Set<String> set = new TreeSet<>(new ByLength());
    set.add("aaa");
    Set<String> setCopy = copier.copy(set);
    setCopy.add("b");
    setCopy.add("c");
    assertThat(setCopy).containsExactly("b", "aaa");
  }

  @Test
  void copy_linkedMapKeepsOrder() {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (int i = 20; i > 0; i--) {
      map.put("k" + i, i);
    }
    assertThat(copier.copy(map).keySet()).containsExactlyElementsOf(map.keySet());
  }

  @Test
  void copy_unmodifiableStaysUnmodifiable() {
    for (Object list :
        List.of(List.of(date()), Collections.unmodifiableList(new ArrayList<>(List.of(1))))) {
      List<Object> copy = copier.copy((List<Object>) list);
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> copy.add("x"))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  static Stream<Queue<Integer>> queues() {
    return Stream.of(
        new ArrayDeque<>(List.of(1, 2, 3)),
        new PriorityQueue<>(List.of(3, 1, 2)),
        backwards(),
        new ConcurrentLinkedQueue<>(List.of(1, 2)),
        new ConcurrentLinkedDeque<>(List.of(1, 2)),
        new LinkedBlockingQueue<>(List.of(1, 2)),
        new LinkedBlockingDeque<>(List.of(1, 2)),
        new PriorityBlockingQueue<>(List.of(2, 1)),
        new ArrayBlockingQueue<>(5, false, List.of(1, 2)));
  }

  private static Queue<Integer> backwards() {
    Queue<Integer> queue = new PriorityQueue<>(Comparator.reverseOrder());
    queue.addAll(List.of(1, 2, 3));
    return queue;
  }

  @ParameterizedTest
  @MethodSource("queues")
  void copy_queues(Queue<Integer> original) {
    Queue<Integer> copy = copier.copy(original);
    assertThat(copy).isNotSameAs(original).hasSameClassAs(original);
    while (!original.isEmpty()) {
      assertThat(copy.poll()).isEqualTo(original.poll());
    }
    assertThat(copy).isEmpty();
  }

  @Test
  void copy_boundedQueueKeepsItsBound() {
    assertThat(copier.copy(new ArrayBlockingQueue<>(5)).remainingCapacity()).isEqualTo(5);
    assertThat(copier.copy(new LinkedBlockingQueue<>(7)).remainingCapacity()).isEqualTo(7);
  }

  static Stream<Object> equatable() {
    java.sql.Timestamp timestamp = new java.sql.Timestamp(5);
    timestamp.setNanos(123_456_789);
    Properties properties = new Properties();
    properties.setProperty("a", "b");
    return Stream.of(
        date(),
        timestamp,
        new java.sql.Date(5),
        new java.sql.Time(5),
        new GregorianCalendar(2020, 1, 2),
        Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo")),
        Calendar.getInstance(Locale.forLanguageTag("ja-JP-u-ca-japanese")),
        Calendar.getInstance(Locale.forLanguageTag("th-TH-u-ca-buddhist")),
        TimeZone.getTimeZone("Europe/Berlin"),
        new SimpleTimeZone(5, "x"),
        new DecimalFormat("0.0"),
        new SimpleDateFormat("yyyy", Locale.ROOT),
        properties,
        BitSet.valueOf(new long[] {5}),
        new AbstractMap.SimpleEntry<>("k", date()),
        new AbstractMap.SimpleImmutableEntry<>("k", date()),
        Optional.of(date()));
  }

  @ParameterizedTest
  @MethodSource("equatable")
  void copy_equalButNotSame(Object original) {
    Object copy = copier.copy(original);
    assertThat(copy).isEqualTo(original).isNotSameAs(original).hasSameClassAs(original);
    assertThat(copier.copy(new Holder(original)).content).isEqualTo(original).hasSameClassAs(copy);
  }

  static Stream<Object> printable() {
    LongAdder adder = new LongAdder();
    adder.add(5);
    return Stream.of(
        new StringBuilder("ab"),
        new StringBuffer("ab"),
        new AtomicBoolean(true),
        new AtomicInteger(4),
        new AtomicLong(4),
        new AtomicReference<>(date()),
        new AtomicIntegerArray(new int[] {1, 2}),
        new AtomicLongArray(new long[] {1, 2}),
        new AtomicReferenceArray<>(new Object[] {date()}),
        adder);
  }

  @ParameterizedTest
  @MethodSource("printable")
  void copy_printsTheSame(Object original) {
    Object copy = copier.copy(original);
    assertThat(copy).isNotSameAs(original).hasSameClassAs(original);
    assertThat(copy).hasToString(original.toString());
  }

  @Test
  void copy_atomicReferenceIsDeep() {
    AtomicReference<Date> original = new AtomicReference<>(date());
    assertThat(copier.copy(original).get()).isEqualTo(date()).isNotSameAs(original.get());
  }

  @Test
  void copy_random() {
    Random original = new Random(7);
    Random copy = copier.copy(original);
    assertThat(copy.nextLong()).isEqualTo(original.nextLong());
  }

  @Test
  void copy_arrays() {
    int[] ints = {1, 2};
    assertThat(copier.copy(ints)).isNotSameAs(ints).containsExactly(1, 2);
    for (Object array :
        List.of(
            new boolean[] {true},
            new byte[] {1},
            new char[] {'a'},
            new short[] {1},
            new long[] {1},
            new float[] {1},
            new double[] {1},
            new String[] {"a", null},
            new Integer[] {1},
            new Object[0],
            new Thread.State[] {Thread.State.NEW},
            new int[][] {{1}, {2, 3}})) {
      Object copy = copier.copy(array);
      assertThat(copy).isNotSameAs(array).isEqualTo(array).hasSameClassAs(array);
    }
  }

  @Test
  void copy_arrayOfMutable() {
    Date[][] original = {{date()}, null};
    Date[][] copy = copier.copy(original);
    assertThat(copy[0]).isNotSameAs(original[0]);
    assertThat(copy[0][0]).isNotSameAs(original[0][0]).isEqualTo(original[0][0]);
    assertThat(copy[1]).isNull();
  }

  static final class Holder implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    final Object content;

    Holder(Object content) {
      this.content = content;
    }
  }

  static final class ByLength implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return Integer.compare(a.length(), b.length());
    }
  }
}
