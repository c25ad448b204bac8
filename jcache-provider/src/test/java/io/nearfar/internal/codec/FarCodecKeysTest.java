package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.codec.FarTypes.Colour;
import io.nearfar.internal.codec.FarTypes.ContainerKey;
import io.nearfar.internal.codec.FarTypes.GeneratedKey;
import io.nearfar.internal.codec.FarTypes.Holder;
import io.nearfar.internal.codec.FarTypes.Hooked;
import io.nearfar.internal.codec.FarTypes.IdentityKey;
import io.nearfar.internal.codec.FarTypes.Item;
import io.nearfar.internal.codec.FarTypes.Line;
import io.nearfar.internal.codec.FarTypes.Point;
import io.nearfar.internal.codec.FarTypes.SimpleKey;
import io.nearfar.internal.codec.FarTypes.TransientKey;
import io.nearfar.spi.CodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link FarCodec#encodeKey} and {@link FarCodec#decodeKey}: equal keys, equal bytes. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnnecessaryStringBuilder"})
final class FarCodecKeysTest {
  @AutoClose
  private final FarCodec codec =
      new FarCodec(FarCodecKeysTest.class.getClassLoader(), Set.of(), List.of());

  /** Pairs of equal keys that are as different as they can be. */
  static Stream<Object[]> equalKeys() {
    return Stream.of(
        pair("key", copy("key")),
        pair("\u20ac", copy("\u20ac")),
        pair(copy("broken \uD83D"), copy("broken \uD83D")),
        pair(1234, Integer.valueOf("1234")),
        pair(-1234L, Long.valueOf("-1234")),
        pair((short) 1, (short) 1),
        pair((byte) 1, (byte) 1),
        pair('c', 'c'),
        pair(true, Boolean.valueOf("true")),
        pair(Float.intBitsToFloat(0x7fc00001), Float.NaN),
        pair(Double.longBitsToDouble(0x7ff8000000000001L), Double.NaN),
        pair(new UUID(1, 2), new UUID(1, 2)),
        pair(new Date(5), new Date(5)),
        pair(Instant.ofEpochSecond(1, 2), Instant.ofEpochSecond(1, 2)),
        pair(new BigDecimal("1.0"), new BigDecimal("1.0")),
        pair(BigInteger.TEN, new BigInteger("10")),
        pair(Colour.GREEN, Colour.GREEN),
        pair(DayOfWeek.MONDAY, DayOfWeek.MONDAY),
        pair(Locale.GERMANY, Locale.forLanguageTag("de-DE")),
        pair(List.of("a", 1), new LinkedList<>(Arrays.asList(copy("a"), 1))),
        pair(Arrays.asList("a", null), new ArrayList<>(Arrays.asList("a", null))),
        pair(List.of(copy("x"), copy("x")), Arrays.asList("x", "x")),
        pair(new LinkedHashSet<>(List.of(1, 2, 3)), new TreeSet<>(List.of(3, 2, 1))),
        pair(Set.of("a", "b", "c"), new HashSet<>(List.of("c", "b", "a"))),
        pair(EnumSet.of(Colour.RED), Set.of(Colour.RED)),
        pair(Map.of("a", 1, "b", 2), new TreeMap<>(Map.of("b", 2, "a", 1))),
        pair(hashes(List.of("Aa", "BB")), hashes(List.of("BB", "Aa"))),
        pair(new SimpleEntry<>("k", 1), Map.entry("k", 1)),
        pair(Optional.of("x"), Optional.of(copy("x"))),
        pair(new Point(1, 2, "n"), new Point(1, 2, copy("n"))),
        pair(line(false), line(true)),
        pair(new Item(), new Item()),
        pair(new SimpleKey("a", 1, new int[] {1}), new SimpleKey(copy("a"), 1, new int[] {1})),
        pair(
            new GeneratedKey("a", null, new Object[] {List.of(1)}),
            new GeneratedKey(copy("a"), null, new Object[] {new ArrayList<>(List.of(1))})),
        pair(new GeneratedKey(), new GeneratedKey()),
        pair(containers(false), containers(true)),
        pair(new SubKey(1, "a"), new SubKey(1, copy("a"))),
        pair(String.class, String.class));
  }

  private static Object[] pair(Object first, Object second) {
    return new Object[] {first, second};
  }

  private static String copy(String text) {
    return new StringBuilder(text).toString();
  }

  /** Whose order in a hash map is that of insertion. */
  private static Map<String, Integer> hashes(List<String> keys) {
    Map<String, Integer> map = new HashMap<>();
    keys.forEach(key -> map.put(key, 1));
    return map;
  }

  private static Line line(boolean shared) {
    Point from = new Point(1, 2, "n");
    return new Line(from, shared ? from : new Point(1, 2, "n"), List.of(Colour.RED));
  }

  private static ContainerKey containers(boolean reverse) {
    Set<String> names = reverse ? new TreeSet<>() : new LinkedHashSet<>();
    names.addAll(List.of("z", "a"));
    Map<String, List<Integer>> numbers = reverse ? new TreeMap<>() : new LinkedHashMap<>();
    numbers.put("z", new LinkedList<>(List.of(1)));
    numbers.put("a", List.of(2));
    return new ContainerKey(names, numbers, new ArrayList<>(List.of(5L)));
  }

  /** A superclass without a constructor without arguments, and which is not serializable. */
  static class BaseKey {
    private final int number;

    BaseKey(int number) {
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof BaseKey key && key.number == number;
    }

    @Override
    public int hashCode() {
      return number;
    }
  }

  static final class SubKey extends BaseKey {
    private final String name;

    SubKey(int number, String name) {
      super(number);
      this.name = name;
    }

    @Override
    public boolean equals(Object other) {
      return super.equals(other) && other instanceof SubKey key && key.name.equals(name);
    }

    @Override
    public int hashCode() {
      return Objects.hash(super.hashCode(), name);
    }
  }

  @ParameterizedTest
  @MethodSource("equalKeys")
  void equalKeys_haveEqualBytes(Object first, Object second) {
    assertThat(first).isEqualTo(second);
    byte[] bytes = codec.encodeKey(first);
    assertThat(codec.encodeKey(second)).isEqualTo(bytes);
    Object read = codec.decodeKey(bytes);
    assertThat(read).isEqualTo(first).hasSameHashCodeAs(first);
    assertThat(codec.encodeKey(read)).isEqualTo(bytes);
  }

  @Test
  void differentKeys_haveDifferentBytes() {
    List<Object> keys =
        List.of(
            "1",
            1,
            1L,
            (short) 1,
            (byte) 1,
            '1',
            1f,
            1d,
            true,
            BigInteger.ONE,
            BigDecimal.ONE,
            new BigDecimal("1.0"),
            List.of(1),
            Set.of(1),
            List.of(1L),
            List.of("1"),
            List.of(),
            Set.of(),
            Map.of(),
            Map.of(1, 2),
            Map.of(2, 1),
            Optional.empty(),
            Optional.of(1),
            new Date(1),
            Instant.ofEpochMilli(1),
            Colour.RED,
            "RED",
            new Point(0, 0, null),
            new Point(0, 0, ""),
            0.0,
            -0.0,
            List.of(List.of(1), 2),
            List.of(List.of(1, 2)),
            List.of(1, 2),
            Set.of(1, 2),
            new GeneratedKey(1, 2),
            new GeneratedKey(1L, 2),
            new GeneratedKey(List.of(1, 2)));
    Set<String> all = new HashSet<>();
    for (Object key : keys) {
      assertThat(all.add(HexFormat.of().formatHex(codec.encodeKey(key)))).as("%s", key).isTrue();
    }
  }

  @Test
  void golden() {
    assertThat(codec.encodeKey("user:1")).isEqualTo("suser:1".getBytes(StandardCharsets.UTF_8));
    assertThat(codec.encodeKey(-5)).isEqualTo("i-5".getBytes(StandardCharsets.UTF_8));
    assertThat(codec.encodeKey(12L)).isEqualTo("l12".getBytes(StandardCharsets.UTF_8));
    assertGolden("110a", new Date(5));
    assertGolden("100000000000000001fffffffffffffffe", new UUID(1, -2));
    assertGolden("37010206020a0178", List.of(1, "x"));
    assertGolden("37150206020604", Set.of(2, 1));
    assertGolden("3829010a016b0602", Map.of("k", 1));
  }

  private void assertGolden(String hex, Object key) {
    assertThat(HexFormat.of().formatHex(codec.encodeKey(key))).isEqualTo(hex);
    assertThat(codec.decodeKey(HexFormat.of().parseHex(hex))).isEqualTo(key);
  }

  static Stream<Object> refused() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    Runnable lambda = () -> {};
    return Stream.of(
        new IdentityKey(),
        new Object(),
        List.of(new IdentityKey()),
        new Holder(new IdentityKey()),
        new TransientKey(1),
        new Holder(new TransientKey(1)),
        new Holder(new byte[] {1}),
        new Hooked("x"),
        new ArrayDeque<>(),
        new StringBuilder("x"),
        new Thread(),
        URI.create("HTTP://a"),
        lambda,
        cycle);
  }

  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("refused")
  void refusedKey(Object key) {
    assertThatThrownBy(() -> codec.encodeKey(key))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith("NEARFAR-0213: A key of type " + key.getClass().getName());
  }

  @Test
  void arrays_areRefused() {
    for (Object key : new Object[] {new byte[1], new int[1], new String[] {"a"}}) {
      assertThatThrownBy(() -> codec.encodeKey(key))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("no array is equal to another one");
    }
  }

  @Test
  void decodeKey_classThatIsNotAllowed() {
    byte[] bytes = codec.encodeKey(new Point(1, 2, "n"));
    try (FarCodec other =
        new FarCodec(FarCodecKeysTest.class.getClassLoader(), Set.of(), List.of())) {
      assertThatThrownBy(() -> other.decodeKey(bytes))
          .isInstanceOfSatisfying(
              CodecException.class,
              e -> assertThat(e.refusedType()).isEqualTo(Point.class.getName()));
    }
  }
}
