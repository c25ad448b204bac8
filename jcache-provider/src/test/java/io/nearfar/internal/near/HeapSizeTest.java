package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.EvictionPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jol.info.GraphLayout;

/** {@link HeapSize} against JOL, which looks at the objects themselves. */
class HeapSizeTest {

  static {
    // Lets JOL look into records; read when JOL starts.
    System.setProperty("jol.magicFieldOffset", "true");
  }

  private final HeapSize heapSize = new HeapSize(HeapLayout.detect(), /* entryBytes= */ 100);

  record Address(String street, int number, String city) {}

  static class Person {
    final long id;
    final String name;
    final List<Address> addresses = new ArrayList<>();
    final Map<String, String> attributes = new HashMap<>();
    final Instant since = Instant.ofEpochSecond(1_700_000_000);
    final TimeUnit unit = TimeUnit.DAYS;
    final byte[] photo = new byte[300];
    final double[] scores = {1, 2, 3};
    Person friend;
    boolean active;

    Person(long id) {
      this.id = id;
      this.name = text("person", id);
      addresses.add(new Address(text("street", id), 7, text("city", id)));
      addresses.add(new Address(text("lane", id), 9, text("town", id)));
      for (int i = 0; i < 5; i++) {
        attributes.put(text("name", i), text("value", i * id));
      }
    }
  }

  static final class Employee extends Person {
    final BigDecimal salary = new BigDecimal("1234.50");
    final LocalDate hired = LocalDate.of(2020, 1, 2);

    Employee(long id) {
      super(id);
    }
  }

  /** A class of the application that is a JDK collection and has fields of its own. */
  static final class Page extends ArrayList<String> {
    private static final long serialVersionUID = 1;
    final String title = text("title", 1);
  }

  /** A collection that cannot be looked into. */
  static final class Broken extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    @Override
    public int size() {
      throw new UnsupportedOperationException("on purpose");
    }
  }

  /** A linked structure that has no end. */
  static final class Ring {
    Ring next = this;
    final String text = text("ring", 5);
  }

  /** A new string each time. */
  private static String text(String prefix, long number) {
    return prefix + " " + number;
  }

  private static <C extends Collection<? super String>> C fill(C collection, int size) {
    for (int i = 0; i < size; i++) {
      collection.add(text("element", i));
    }
    return collection;
  }

  private static <M extends Map<? super Integer, ? super String>> M fill(M map, int size) {
    for (int i = 0; i < size; i++) {
      map.put(1_000 + i, text("value", i));
    }
    return map;
  }

  static Stream<Named<Supplier<Object>>> objects() {
    return Stream.of(leaves(), arrays(), sized(3), sized(40), sized(1_500), beans())
        .flatMap(part -> part);
  }

  private static Named<Supplier<Object>> of(String name, Supplier<Object> supplier) {
    return Named.of(name, supplier);
  }

  private static Stream<Named<Supplier<Object>>> leaves() {
    return Stream.of(
        of("empty string", () -> new String(new char[0])),
        of("short string", () -> text("x", 1)),
        of("Latin-1 string", () -> "grün ".repeat(50)),
        of("UTF-16 string", () -> "зелёный ".repeat(50)),
        of("long string", () -> "x".repeat(100_000)),
        of("long string, wide at the end", () -> "x".repeat(4_000) + "зелёный"),
        of("Integer", () -> 100_000),
        of("Long", () -> 100_000L),
        of("Double", () -> 1.5),
        of("BigInteger", () -> BigInteger.ONE.shiftLeft(1_000)),
        of("BigDecimal", () -> new BigDecimal("12.50")),
        of("long BigDecimal", () -> new BigDecimal("1234567890123456789012345678901234567890.5")),
        of("UUID", () -> new UUID(1, 2)),
        of("Instant", () -> Instant.ofEpochSecond(5_000)),
        of("Duration", () -> Duration.ofMillis(77)),
        of("LocalDateTime", () -> LocalDateTime.of(2024, 5, 6, 7, 8)),
        of("Date", () -> new Date(5)),
        of("BitSet", () -> bits(10_000)),
        of("StringBuilder", () -> new StringBuilder("ü\u0416".repeat(100))));
  }

  private static BitSet bits(int last) {
    BitSet bits = new BitSet();
    bits.set(last);
    return bits;
  }

  private static Stream<Named<Supplier<Object>>> arrays() {
    return Stream.of(
        of("byte[]", () -> new byte[1_001]),
        of("empty byte[]", () -> new byte[0]),
        of("boolean[]", () -> new boolean[77]),
        of("char[]", () -> new char[77]),
        of("int[]", () -> new int[77]),
        of("long[]", () -> new long[77]),
        of("Object[] of nulls", () -> new Object[500]),
        of("String[]", () -> fill(new ArrayList<>(), 50).toArray(new String[0])),
        of("long String[]", () -> fill(new ArrayList<>(), 5_000).toArray(new String[0])),
        of("int[][]", () -> new int[30][40]));
  }

  private static Stream<Named<Supplier<Object>>> sized(int size) {
    return Stream.of(
        of("ArrayList " + size, () -> fill(new ArrayList<>(), size)),
        of("LinkedList " + size, () -> fill(new LinkedList<>(), size)),
        of("ArrayDeque " + size, () -> fill(new ArrayDeque<>(), size)),
        of("CopyOnWriteArrayList " + size, () -> fill(new CopyOnWriteArrayList<>(), size)),
        of("Arrays.asList " + size, () -> Arrays.asList(strings(size))),
        of("List.of " + size, () -> List.of(strings(size))),
        of("Set.of " + size, () -> Set.of(strings(size))),
        of(
            "unmodifiableList " + size,
            () -> Collections.unmodifiableList(fill(new ArrayList<>(), size))),
        of("HashSet " + size, () -> fill(new HashSet<>(), size)),
        of("LinkedHashSet " + size, () -> fill(new LinkedHashSet<>(), size)),
        of("TreeSet " + size, () -> fill(new TreeSet<>(), size)),
        of("HashMap " + size, () -> fill(new HashMap<>(), size)),
        of("LinkedHashMap " + size, () -> fill(new LinkedHashMap<>(), size)),
        of("TreeMap " + size, () -> fill(new TreeMap<>(), size)),
        of("ConcurrentHashMap " + size, () -> fill(new ConcurrentHashMap<>(), size)),
        of("Map.copyOf " + size, () -> Map.copyOf(fill(new HashMap<>(), size))),
        of(
            "unmodifiableMap " + size,
            () -> Collections.unmodifiableMap(fill(new HashMap<>(), size))),
        of("page " + size, () -> fill(new Page(), size)));
  }

  private static String[] strings(int size) {
    return fill(new ArrayList<>(), size).toArray(new String[0]);
  }

  private static Stream<Named<Supplier<Object>>> beans() {
    return Stream.of(
        of("record", () -> new Address(text("a", 1), 2, text("b", 3))),
        of("bean", () -> new Person(123)),
        of("subclass", () -> new Employee(456)),
        of("Optional", () -> Optional.of(new Person(5))),
        of("entry", () -> Map.entry(text("k", 1), text("v", 1))),
        of("List.of one", () -> List.of(text("k", 1))),
        of("Map.of one", () -> Map.of(text("k", 1), text("v", 1))),
        of("singletonList", () -> Collections.singletonList(text("k", 1))),
        of("friends", HeapSizeTest::friends),
        of("list of beans", () -> people(100)),
        of("long list of beans", () -> people(3_000)),
        of("list of lists", () -> grid(200, 300)),
        of("map of beans", () -> people(50).stream().collect(Collectors.toMap(p -> p.id, p -> p))),
        of("endless ring", Ring::new));
  }

  private static Person friends() {
    Person first = new Person(1);
    first.friend = new Person(2);
    first.friend.friend = first;
    return first;
  }

  private static List<Person> people(int size) {
    return IntStream.range(1_000, 1_000 + size)
        .mapToObj(Person::new)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<List<Address>> grid(int rows, int columns) {
    return IntStream.range(0, rows)
        .mapToObj(
            row ->
                IntStream.range(0, columns)
                    .mapToObj(column -> new Address(text("s", row), column, text("c", column)))
                    .toList())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("objects")
  void of_isWithinAQuarterOfTheTruth(Supplier<Object> supplier) {
    Object object = supplier.get();
    long truth = GraphLayout.parseInstance(object).totalSize();
    assertThat(heapSize.of(object)).isCloseTo(truth, Percentage.withPercentage(25));
  }

  @Test
  void of_sharedObjects_costNothing() {
    assertThat(heapSize.of(null)).isZero();
    assertThat(heapSize.of(TimeUnit.DAYS)).isZero();
    assertThat(heapSize.of(String.class)).isZero();
    assertThat(heapSize.of(Boolean.TRUE)).isZero();
    assertThat(heapSize.of((byte) 5)).isZero();
    assertThat(heapSize.of(5)).isZero();
    assertThat(heapSize.of('a')).isZero();
    assertThat(heapSize.of(Locale.ROOT)).isZero();
    assertThat(heapSize.of(ZoneId.of("UTC"))).isZero();
    assertThat(heapSize.of(Thread.currentThread())).isZero();
    assertThat(heapSize.of(getClass().getClassLoader())).isZero();
  }

  @Test
  void of_typesThatCannotBeSeenThrough_isAPlausibleGuess() {
    assertThat(heapSize.of(URI.create("https://example.org/some/path?query=1")))
        .isBetween(200L, 1_500L);
    assertThat(heapSize.of(OffsetDateTime.now(ZoneId.of("UTC")))).isBetween(56L, 120L);
    assertThat(heapSize.of(new IllegalStateException("why"))).isBetween(64L, 2_000L);
  }

  @Test
  void of_collectionThatFails_isWhatCouldBeSeen() {
    List<String> broken = new Broken();
    broken.add(text("a", 1));
    assertThat(heapSize.of(broken)).isBetween(24L, 100L);
  }

  @Test
  void of_deepStructure_needsNoStack() {
    Person first = new Person(0);
    Person last = first;
    for (int i = 0; i < 5_000; i++) {
      last.friend = new Person(i);
      last = last.friend;
    }
    assertThat(heapSize.of(first)).isGreaterThan(1_000_000);
  }

  @Test
  void ofEntry_addsUp() {
    assertThat(heapSize.ofEntry("key", new byte[84]))
        .isEqualTo(100 + heapSize.of("key") + heapSize.of(new byte[84]));
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void ofEntry_inAMap_isWithinAQuarterOfTheTruth(EvictionPolicy policy) {
    HeapSize inMap = HeapSize.inMapOf(Optional.class);
    ConcurrentMap<Long, Optional<String>> map =
        NearMaps.create(policy, 1L << 40, (key, entry) -> 1, (key, entry) -> {});
    long estimate = 0;
    for (long key = 1_000; key < 13_000; key++) {
      String value = text("value", key);
      map.put(key, Optional.of(value));
      estimate += inMap.ofEntry(key, value);
    }
    long truth = GraphLayout.parseInstance(map).totalSize();
    assertThat(estimate).isCloseTo(truth, Percentage.withPercentage(25));
  }

  @Test
  void layout_uncompressed() {
    HeapLayout wide = new HeapLayout(8, 16, 20, 8, /* compactStrings= */ true);
    HeapSize size = new HeapSize(wide, /* entryBytes= */ 0);
    assertThat(size.of(new Object[] {null, null})).isEqualTo(40);
    assertThat(size.of(1_000)).isEqualTo(24);
    assertThat(size.of("abc")).isEqualTo(32 + 24);
  }
}
