package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.codec.FarTypes.Base;
import io.nearfar.internal.codec.FarTypes.Bean;
import io.nearfar.internal.codec.FarTypes.Colour;
import io.nearfar.internal.codec.FarTypes.Holder;
import io.nearfar.internal.codec.FarTypes.Hooked;
import io.nearfar.internal.codec.FarTypes.Line;
import io.nearfar.internal.codec.FarTypes.Point;
import io.nearfar.spi.CodecException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link FarCodec#encode} and {@link FarCodec#decode}: what goes in comes out. */
@SuppressWarnings({"JavaUtilDate", "serial", "JdkObsolete"})
final class FarCodecValuesTest {
  @AutoClose
  private final FarCodec codec =
      new FarCodec(FarCodecValuesTest.class.getClassLoader(), Set.of(), List.of());

  /** Another node. */
  @AutoClose
  private final FarCodec other =
      new FarCodec(FarCodecValuesTest.class.getClassLoader(), Set.of(), List.of());

  static Stream<Object> jdkValues() {
    Instant now = Instant.parse("2026-11-20T10:11:12.123456789Z");
    return Stream.of(
        "",
        "latin ü",
        "käse \u20ac \uD83D\uDE00",
        "broken \uD83D",
        "\uFFFD",
        true,
        false,
        Byte.MIN_VALUE,
        Short.MIN_VALUE,
        'x',
        Character.MAX_VALUE,
        0,
        -1,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        0L,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        -0.0f,
        Float.NaN,
        -0.0d,
        Double.MIN_VALUE,
        new byte[] {1, 2, -3},
        new byte[0],
        BigInteger.TEN.pow(60).negate(),
        BigInteger.ZERO,
        new BigDecimal("1.00"),
        new BigDecimal("-1e-400"),
        new UUID(1, -2),
        new Date(-5),
        now,
        Instant.MIN,
        Instant.MAX,
        Duration.ofNanos(-1),
        LocalDate.MIN,
        LocalDate.MAX,
        LocalTime.MAX,
        LocalDateTime.MAX,
        OffsetDateTime.MAX,
        OffsetTime.MIN,
        now.atZone(ZoneId.of("Europe/Paris")),
        now.atZone(ZoneOffset.ofHours(-3)),
        ZonedDateTime.ofLocal(
            LocalDateTime.of(2026, 10, 25, 2, 30),
            ZoneId.of("Europe/Paris"),
            ZoneOffset.ofHours(1)),
        ZoneOffset.UTC,
        ZoneId.of("America/New_York"),
        Year.of(-5),
        YearMonth.of(2026, 2),
        MonthDay.of(2, 29),
        Period.of(-1, 2, -3),
        DayOfWeek.MONDAY,
        TimeUnit.DAYS,
        new java.sql.Date(1),
        new java.sql.Time(1),
        timestamp(),
        Locale.GERMANY,
        Locale.ROOT,
        Locale.forLanguageTag("zh-Hant-TW-u-ca-chinese"),
        new Locale("no", "NO", "NY"),
        Currency.getInstance("EUR"),
        URI.create("http://a.b/c?d=e#f"),
        BitSet.valueOf(new long[] {5, 0, 1}),
        OptionalInt.of(-3),
        OptionalInt.empty(),
        OptionalLong.of(Long.MIN_VALUE),
        OptionalDouble.of(2.5),
        Optional.of("x"),
        Optional.empty(),
        new int[] {1, -2},
        new boolean[] {true, false},
        new char[] {'a', '\uFFFF'},
        new short[] {-1},
        new long[] {1L << 60},
        new float[] {1.5f},
        new double[] {Double.NaN},
        new String[] {"a", null},
        new int[][] {{1}, {}, null},
        new Object[] {1, "a", new Object[] {2}},
        String.class,
        int[].class,
        void.class,
        String.CASE_INSENSITIVE_ORDER,
        Collections.reverseOrder(),
        Comparator.naturalOrder());
  }

  private static Timestamp timestamp() {
    Timestamp timestamp = new Timestamp(-1234);
    timestamp.setNanos(123_456_789);
    return timestamp;
  }

  static Stream<Object> containers() {
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("z", 1);
    map.put(null, null);
    map.put("a", 2);
    return Stream.of(
        new ArrayList<>(Arrays.asList("a", null, 1)),
        new ArrayList<>(List.of(1, 2, 3)).subList(1, 2),
        new LinkedList<>(List.of("a", "b")),
        new Vector<>(List.of("a", "b")),
        new CopyOnWriteArrayList<>(List.of("a")),
        Arrays.asList("a", null),
        List.of(),
        List.of(1),
        List.of(1, 2, 3),
        Stream.of("a", null).toList(),
        Collections.unmodifiableList(new ArrayList<>(List.of("a"))),
        Collections.unmodifiableList(new LinkedList<>(List.of("a"))),
        Collections.emptyList(),
        Collections.singletonList("a"),
        new HashSet<>(List.of("a", "b")),
        new LinkedHashSet<>(List.of("z", "a")),
        new TreeSet<>(List.of("b", "a")),
        set(Collections.reverseOrder(), "a", "b"),
        set(String.CASE_INSENSITIVE_ORDER, "a", "B", "c"),
        Set.of(),
        Set.of(1, 2),
        Set.of(1, 2, 3, 4),
        Collections.unmodifiableSet(new LinkedHashSet<>(List.of("z", "a"))),
        Collections.unmodifiableSortedSet(new TreeSet<>(List.of("z", "a"))),
        Collections.emptySet(),
        Collections.singleton("a"),
        new ConcurrentSkipListSet<>(List.of("z", "a")),
        new CopyOnWriteArraySet<>(List.of("z", "a")),
        EnumSet.of(DayOfWeek.FRIDAY),
        EnumSet.noneOf(DayOfWeek.class),
        map,
        new HashMap<>(map),
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        new ConcurrentHashMap<>(Map.of("b", 1, "a", 2)),
        new ConcurrentSkipListMap<>(Map.of("b", 1, "a", 2)),
        Map.of(),
        Map.of("a", 1),
        Map.of("a", 1, "b", 2, "c", 3),
        Collections.unmodifiableMap(map),
        Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("b", 1, "a", 2))),
        Collections.emptyMap(),
        Collections.singletonMap("a", null),
        new EnumMap<>(Map.of(DayOfWeek.FRIDAY, "f")),
        new SimpleEntry<>("k", "v"),
        Map.entry("k", "v"),
        new GregorianCalendar(2026, 1, 3),
        Collections.synchronizedList(new ArrayList<>(List.of(1))),
        EnumSet.allOf(DayOfWeek.class));
  }

  private static Set<String> set(Comparator<? super String> order, String... elements) {
    Set<String> set = new TreeSet<>(order);
    set.addAll(List.of(elements));
    return set;
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource({"jdkValues", "containers"})
  void jdkValue(Object value) {
    byte[] bytes = codec.encode(value);
    Object read = other.decode(bytes);
    assertThat(read.getClass().getName()).isEqualTo(classOf(value));
    assertDeep(read, value);
    // The order of Set.of and Map.of is another one in each JVM, and in each set.
    assertThat(other.encode(read)).hasSameSizeAs(bytes);
  }

  /** Views come back as what they show. */
  private static String classOf(Object value) {
    String name = value.getClass().getName();
    if (value instanceof List<?> && name.endsWith("SubList")) {
      return ArrayList.class.getName();
    }
    return name.equals("java.util.Collections$UnmodifiableList")
        ? "java.util.Collections$UnmodifiableRandomAccessList"
        : name;
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource({"jdkValues", "containers"})
  void jdkValue_inRecord(Object value) {
    Box box = new Box(new ArrayList<>(Arrays.asList(value, value)));
    List<Object> read = ((Box) codec.decode(codec.encode(box))).held();
    assertDeep(read.toArray(), new Object[] {value, value});
    int form = codec.encode(value)[0];
    boolean identity = form >= Tag.OBJECT && form <= Tag.STREAM;
    if (!(value instanceof Boolean || value instanceof Enum) && identity) {
      assertThat(read.get(0)).isSameAs(read.get(1));
    }
  }

  private record Box(List<Object> held) implements Serializable {}

  @Test
  void queues() {
    ArrayDeque<String> deque = new ArrayDeque<>(List.of("a", "b"));
    assertThat(((ArrayDeque<?>) codec.decode(codec.encode(deque))).toArray())
        .containsExactly("a", "b");
    var queue = new java.util.PriorityQueue<String>(Comparator.reverseOrder());
    queue.addAll(List.of("a", "c", "b"));
    var read = (java.util.PriorityQueue<?>) codec.decode(codec.encode(queue));
    assertThat(Stream.generate(read::poll).limit(3).toArray()).containsExactly("c", "b", "a");
    var counter = (AtomicInteger) other.decode(codec.encode(new AtomicInteger(5)));
    assertThat(counter.get()).isEqualTo(5);
  }

  @Test
  void bean() {
    Bean bean = new Bean(42);
    bean.other = new Bean(43);
    bean.other.other = bean;
    bean.other.list = bean.list;
    bean.list.add(bean);
    Bean read = (Bean) codec.decode(codec.encode(bean));
    assertThat(read.other.other).isSameAs(read);
    assertThat(read.other.list).isSameAs(read.list);
    assertThat(read.list.get(2)).isSameAs(read);
    assertThat(((Base) read).secret()).isEqualTo(42);
    assertThat(read.forgotten).isNull();
    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFields("forgotten", "other", "list")
        .isEqualTo(bean);
  }

  @Test
  void records() {
    Point point = new Point(-1, Long.MAX_VALUE, null);
    Line line = new Line(point, point, List.of(Colour.RED, Colour.GREEN));
    Line read = (Line) codec.decode(codec.encode(line));
    assertThat(read).isEqualTo(line);
    assertThat(read.from()).isSameAs(read.to());
  }

  @Test
  void cycleThroughHashSet() {
    Set<Object> set = new HashSet<>();
    SelfHashed element = new SelfHashed("name", set);
    set.add(element);
    Set<?> read = (Set<?>) codec.decode(codec.encode(set));
    assertThat(read.contains(new SelfHashed("name", Set.of()))).isTrue();
    SelfHashed again = (SelfHashed) codec.decode(codec.encode(element));
    assertThat(again.set.contains(again)).isTrue();
  }

  /** Its hash code is that of a field which is read after the set. */
  private static final class SelfHashed {
    final Set<?> set;
    final String zName;

    SelfHashed(String name, Set<?> set) {
      this.zName = name;
      this.set = set;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SelfHashed hashed && hashed.zName.equals(zName);
    }

    @Override
    public int hashCode() {
      return zName.hashCode();
    }
  }

  @Test
  void cycleThroughRecord_isRefused() {
    List<Object> list = new ArrayList<>();
    Holder holder = new Holder(list);
    list.add(holder);
    assertThatThrownBy(() -> codec.encode(holder))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("NEARFAR-0210")
        .hasMessageContaining("leads back to itself");
    // From the other side there is a way to make it.
    List<?> read = (List<?>) codec.decode(codec.encode(list));
    assertThat(((Holder) read.get(0)).held()).isSameAs(read);
  }

  @Test
  void hooks_goThroughSerialization() {
    Hooked hooked = new Hooked("name");
    hooked.data.put("k", new ArrayList<>(List.of(1, 2)));
    byte[] bytes = codec.encode(new Object[] {hooked, hooked});
    assertThat(bytes[0]).isEqualTo((byte) 0x60);
    Object[] read = (Object[]) codec.decode(bytes);
    assertThat(read[0]).isSameAs(read[1]);
    assertThat(((Hooked) read[0]).length).isEqualTo(4);
    assertThat(((Hooked) read[0]).data).isEqualTo(hooked.data);
    var failure =
        (IllegalStateException) other.decode(codec.encode(new IllegalStateException("m")));
    assertThat(failure).hasMessage("m");
  }

  @Test
  void refusedValues() {
    Runnable lambda = () -> {};
    for (Object value : List.of(new Thread(), lambda, new ReentrantLock(), new Holder(lambda))) {
      assertThatThrownBy(() -> codec.encode(value))
          .isInstanceOf(CodecException.class)
          .hasMessageStartingWith("NEARFAR-0210");
    }
    Runnable serializable = (Runnable & Serializable) () -> {};
    assertThatThrownBy(() -> codec.encode(new Object[] {serializable}))
        .isInstanceOf(CodecException.class);
    Object proxy =
        java.lang.reflect.Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Runnable.class}, (p, m, a) -> null);
    assertThatThrownBy(() -> codec.encode(proxy)).isInstanceOf(CodecException.class);
  }

  @Test
  void deepChain() {
    Bean first = new Bean(0);
    Bean last = first;
    for (int i = 0; i < 400; i++) {
      last.other = new Bean(i);
      last = last.other;
    }
    assertThat(codec.decode(codec.encode(first))).isInstanceOf(Bean.class);
    for (int i = 0; i < 100_000; i++) {
      last.other = new Bean(i);
      last = last.other;
    }
    assertThatThrownBy(() -> codec.encode(first))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("nested");
  }

  /** Everything a little, from a fixed seed. */
  @Test
  void randomGraphs() {
    Random random = new Random(42);
    Object[] leaves = jdkValues().toArray();
    for (int i = 0; i < 500; i++) {
      Object value = randomValue(random, leaves, 4);
      byte[] bytes = codec.encode(value);
      Object read = codec.decode(bytes);
      assertDeep(read, value);
      assertThat(codec.encode(read)).hasSameSizeAs(bytes);
    }
  }

  private static Object randomValue(Random random, Object[] leaves, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(7);
    return switch (kind) {
      case 1 -> randomList(random, leaves, depth);
      case 2 -> randomList(random, leaves, depth).toArray();
      case 3 -> Optional.of(randomList(random, leaves, depth));
      case 4 -> new Point(random.nextInt(), random.nextLong(), "p" + random.nextInt(5));
      case 5 -> {
        Map<Object, Object> map = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          map.put(new Point(i, i, "k"), "v" + random.nextInt());
        }
        yield map;
      }
      case 6 -> new HashSet<>(List.of(random.nextInt(), Colour.RED, "s" + random.nextInt()));
      default -> leaves[random.nextInt(leaves.length)];
    };
  }

  private static List<Object> randomList(Random random, Object[] leaves, int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      list.add(randomValue(random, leaves, depth - 1));
    }
    // Arrays are equal only to themselves within lists.
    list.removeIf(e -> e.getClass().isArray() || e instanceof Optional<?>);
    return list;
  }

  @ParameterizedTest
  @CsvSource({
    "7368656c6c6f, hello",
    "73c3a4, \u00e4",
    "73e282ac, \u20ac",
    "73, ''",
  })
  void golden_strings(String hex, String value) {
    assertGolden(hex, value);
  }

  @Test
  void golden_forms() {
    assertGolden("01", true);
    assertGolden("02", false);
    assertGolden("03ff", (byte) -1);
    assertGolden("0401", (short) -1);
    assertGolden("0578", 'x');
    assertGolden("0654", 42);
    assertGolden("06ffffffff0f", Integer.MIN_VALUE);
    assertGolden("0754", 42L);
    assertGolden("07ffffffffffffffffff01", Long.MIN_VALUE);
    assertGolden("083fc00000", 1.5f);
    assertGolden("093ff8000000000000", 1.5d);
    assertGolden("77d83d0041", "\uD83DA");
    assertGolden("620102fd", new byte[] {1, 2, -3});
    assertGolden("0e020100", BigInteger.valueOf(256));
    assertGolden("0f040164", new BigDecimal("1.00"));
    assertGolden("100000000000000001fffffffffffffffe", new UUID(1, -2));
    assertGolden("11d00f", new Date(1000));
    assertGolden("120205", Instant.ofEpochSecond(1, 5));
    assertGolden("130105", Duration.ofSeconds(-1, 5));
    assertGolden("14f1b902", LocalDate.of(1915, 1, 1));
    assertGolden("1505", LocalTime.ofNanoOfDay(5));
    assertGolden("160205", LocalDateTime.of(1970, 1, 2, 0, 0, 0, 5));
    assertGolden("170205a038", OffsetDateTime.of(1970, 1, 2, 0, 0, 0, 5, ZoneOffset.ofHours(1)));
    assertGolden(
        "180205a0380a0c4575726f70652f5061726973",
        ZonedDateTime.of(1970, 1, 2, 0, 0, 0, 5, ZoneId.of("Europe/Paris")));
    assertGolden("19a038", ZoneOffset.ofHours(1));
    assertGolden("1a0a0c4575726f70652f5061726973", ZoneId.of("Europe/Paris"));
    assertGolden("1bd41f", Year.of(2026));
    assertGolden("1cd41f02", YearMonth.of(2026, 2));
    assertGolden("1d021d", MonthDay.of(2, 29));
    assertGolden("1e020406", Period.of(1, 2, 3));
    assertGolden("1f05a038", OffsetTime.of(0, 0, 0, 5, ZoneOffset.ofHours(1)));
    assertGolden("20d00f", new java.sql.Date(1000));
    assertGolden("21d00f", new java.sql.Time(1000));
    assertGolden("220280cab5ee01", Timestamp.from(Instant.ofEpochSecond(1, 500_000_000)));
    assertGolden("23000a0564652d4445", Locale.GERMANY);
    assertGolden("240a03455552", Currency.getInstance("EUR"));
    assertGolden("250a03613a62", URI.create("a:b"));
    assertGolden("26010000000000000005", BitSet.valueOf(new long[] {5}));
    assertGolden("270102", OptionalInt.of(1));
    assertGolden("2800", OptionalLong.empty());
    assertGolden("29013ff8000000000000", OptionalDouble.of(1.5));
  }

  @Test
  void golden_graphs() {
    assertGolden("3a0a01e4", Optional.of("\u00e4"));
    assertGolden("3a0b03e282ac", Optional.of("\u20ac"));
    assertGolden("3a0c02d83d0041", Optional.of("\uD83DA"));
    assertGolden("3701020a01610a0161", new ArrayList<>(List.of("a", "a")));
    assertGolden("3829010a0161062a", new LinkedHashMap<>(Map.of("a", 21)));
    assertGolden("3a0602", Optional.of(1));
    assertGolden("3604020000000100000002", new int[] {1, 2});
    assertGolden(
        "31" + "000a13" + ascii("java.time.DayOfWeek") + "00000000" + "0a06" + ascii("FRIDAY"),
        DayOfWeek.FRIDAY);
    // The second element is a reference to the first.
    Object[] twice = new Object[2];
    twice[0] = new Date(1000);
    twice[1] = twice[0];
    Object[] read =
        (Object[])
            codec.decode(hex("35000a10" + ascii("java.lang.Object") + "00000000" + "0211d00f3001"));
    assertThat(read).containsExactly(twice);
    assertThat(read[0]).isSameAs(read[1]);
  }

  @Test
  void golden_bean() {
    String name = Point.class.getName();
    assertGolden(
        "34"
            + "000a"
            + String.format("%02x", name.length())
            + ascii(name)
            // Sum of x:int, y:long, name:java.lang.String
            + "08511829"
            + "02"
            + "04"
            + "0a016e",
        new Point(1, 2, "n"));
  }

  private static void assertDeep(Object actual, Object expected) {
    assertThat(Objects.deepEquals(actual, expected)).as("%s = %s", actual, expected).isTrue();
  }

  private void assertGolden(String hex, Object value) {
    assertThat(HexFormat.of().formatHex(codec.encode(value))).isEqualTo(hex);
    assertDeep(codec.decode(hex(hex)), value);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String ascii(String text) {
    return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
