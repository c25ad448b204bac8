package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.codec.FarTypes.Bean;
import io.nearfar.internal.codec.FarTypes.Circle;
import io.nearfar.internal.codec.FarTypes.Colour;
import io.nearfar.internal.codec.FarTypes.ContainerKey;
import io.nearfar.internal.codec.FarTypes.GeneratedKey;
import io.nearfar.internal.codec.FarTypes.Hooked;
import io.nearfar.internal.codec.FarTypes.Item;
import io.nearfar.internal.codec.FarTypes.Line;
import io.nearfar.internal.codec.FarTypes.Order;
import io.nearfar.internal.codec.FarTypes.Point;
import io.nearfar.internal.codec.FarTypes.SimpleKey;
import io.nearfar.spi.CodecException;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link FarCodec#decode} of damaged and hostile bytes: a value or a {@link CodecException}, never
 * another exception, never an error, and soon.
 */
@SuppressWarnings({"JavaUtilDate", "serial"})
final class FarCodecDamageTest {
  private static final ClassLoader LOADER = FarCodecDamageTest.class.getClassLoader();

  /** Allows all of the samples, so that damage gets as far as it can. */
  @AutoClose
  private final FarCodec codec =
      new FarCodec(
          LOADER,
          Set.of(),
          List.of(
              Bean.class,
              Line.class,
              Order.class,
              Circle.class,
              Hooked.class,
              SimpleKey.class,
              GeneratedKey.class,
              ContainerKey.class));

  @BeforeEach
  void reset() {
    FarTypes.FIRED.set(0);
  }

  @AfterEach
  void nothingFired() {
    assertThat(FarTypes.FIRED).hasValue(0);
  }

  static Stream<Object> samples() {
    Bean bean = new Bean(1);
    bean.other = bean;
    Order order = new Order();
    order.items = List.of(Map.of("a", new Item[] {new Item()}));
    order.shape = new Circle(3);
    Hooked hooked = new Hooked("h");
    hooked.data.put("k", new HashSet<>(List.of(1, 2)));
    Point point = new Point(1, 2, "n");
    Map<String, Object> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.put("a", Set.of(1, 2));
    map.put("B", Optional.of(List.of(new Date(1))));
    return Stream.of(
        List.of("text \u20ac"),
        -123_456L,
        new BigDecimal("1.23"),
        Instant.now().atZone(ZoneId.of("Europe/Paris")),
        Locale.GERMANY,
        bean,
        order,
        new Line(point, point, List.of(Colour.RED)),
        map,
        new EnumMap<>(Map.of(DayOfWeek.FRIDAY, new long[] {1, 2})),
        EnumSet.allOf(Colour.class),
        hooked,
        failure(),
        Arrays.asList(Map.entry("k", new int[][] {{1}}), String.class, new LinkedHashSet<>()));
  }

  private static Exception failure() {
    Exception failure = new IllegalStateException("m");
    failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 1)});
    return failure;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void truncated(Object value) {
    byte[] bytes = codec.encode(value);
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.decode(part)).isInstanceOf(CodecException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> codec.decode(longer)).isInstanceOf(CodecException.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void flipped(Object value) {
    byte[] bytes = codec.encode(value);
    for (int i = 0; i < bytes.length; i++) {
      byte original = bytes[i];
      for (int change : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 0xFF, 0x7F}) {
        bytes[i] = (byte) (original ^ change);
        expectValueOrMiss(codec::decode, bytes);
        expectValueOrMiss(codec::decodeKey, bytes);
      }
      bytes[i] = original;
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shuffled(Object value) {
    Random random = new Random(7);
    byte[] bytes = codec.encode(value);
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = bytes.clone();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      int from = random.nextInt(damaged.length);
      int length = Math.min(random.nextInt(8), damaged.length - from);
      System.arraycopy(bytes, from, damaged, random.nextInt(damaged.length - length + 1), length);
      expectValueOrMiss(codec::decode, damaged);
    }
  }

  @Test
  void keys() {
    for (Object key :
        List.of(
            new SimpleKey("a", List.of(1)),
            new GeneratedKey("a", 1, null),
            new ContainerKey(Set.of("a"), Map.of("a", List.of(1)), new ArrayList<>(List.of(1L))),
            new Point(1, 2, "n"),
            "text",
            12L)) {
      byte[] bytes = codec.encodeKey(key);
      for (int i = 0; i < bytes.length; i++) {
        expectValueOrMiss(codec::decodeKey, Arrays.copyOf(bytes, i));
        for (int change = 1; change < 256; change++) {
          byte[] damaged = bytes.clone();
          damaged[i] ^= (byte) change;
          expectValueOrMiss(codec::decodeKey, damaged);
        }
      }
    }
  }

  @Test
  void noise() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      expectValueOrMiss(codec::decode, bytes);
      expectValueOrMiss(codec::decodeKey, bytes);
    }
  }

  private static void expectValueOrMiss(Function<byte[], Object> decode, byte[] bytes) {
    try {
      assertThat(decode.apply(bytes)).isNotNull();
    } catch (CodecException e) {
      assertThat(e).hasMessageStartingWith("NEARFAR-021");
    }
  }

  // ---- bombs

  private void assertUnreadable(byte[] bytes) {
    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith("NEARFAR-0211");
  }

  /** Sets within sets, each twice in the next: the hash code of the outermost takes for ever. */
  @Test
  void setsWithinSets() throws Exception {
    PayloadWriter out = new PayloadWriter(64);
    nestSets(out, 100);
    assertUnreadable(out.toBytes());
    assertUnreadable(stream(sets(100)));
    // Writing asks for no hash code: what would be refused is not written as a stream either.
    assertThatThrownBy(() -> codec.encode(new Object[] {sets(100), new Hooked("x")}))
        .isInstanceOf(CodecException.class);
  }

  private static void nestSets(PayloadWriter out, int depth) {
    // Number 0 is the root, its first element number 1, and so on.
    for (int i = 0; i < depth; i++) {
      out.u8(Tag.COLLECTION);
      out.u8(20);
      out.varint(i == depth - 1 ? 0 : 3);
    }
    for (int i = depth - 1; i > 0; i--) {
      // The set that was just finished, once more, in a list: as an element of its own.
      out.u8(Tag.COLLECTION);
      out.u8(Containers.ARRAY_LIST);
      out.varint(1);
      out.u8(Tag.REFERENCE);
      out.varint(i);
      out.u8(Tag.INTEGER);
      out.zigzag(i);
    }
  }

  /** As the well-known SerialDOS; built without asking for hash codes of the full sets. */
  private static Set<Object> sets(int depth) {
    Set<Object> root = new HashSet<>();
    Set<Object> first = root;
    Set<Object> second = new HashSet<>();
    for (int i = 0; i < depth; i++) {
      Set<Object> third = new HashSet<>();
      Set<Object> fourth = new HashSet<>();
      third.add("foo");
      first.add(third);
      first.add(fourth);
      second.add(third);
      second.add(fourth);
      first = third;
      second = fourth;
    }
    return root;
  }

  @Test
  void equalHashCodes() {
    // Lists of two strings, "Aa" or "BB" in all combinations: all have one hash code.
    List<List<String>> lists = new ArrayList<>();
    for (int i = 0; i < 1 << 14; i++) {
      List<String> list = new ArrayList<>();
      for (int bit = 0; bit < 14; bit++) {
        list.add((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      lists.add(list);
    }
    assertUnreadable(collection(20, lists));
    assertUnreadable(collection(28, lists));
    assertUnreadable(collection(23, lists));
    // Strings can be compared: a tree finds them, but not in a fixed set.
    List<String> strings = lists.stream().map(list -> String.join("", list)).toList();
    assertThat((Collection<?>) codec.decode(collection(20, strings))).hasSize(1 << 14);
    assertUnreadable(collection(23, strings));
    // Sound ones are no problem.
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      numbers.add(i * 31);
    }
    assertThat((Collection<?>) codec.decode(collection(20, numbers))).hasSize(200_000);
    assertThat((Collection<?>) codec.decode(collection(23, numbers))).hasSize(200_000);
    assertThat((Collection<?>) codec.decode(collection(22, numbers))).hasSize(200_000);
  }

  private byte[] collection(int kind, List<?> elements) {
    byte[] bytes = codec.encode(new ArrayList<>(elements));
    bytes[1] = (byte) kind;
    if (kind != 22) {
      return bytes;
    }
    byte[] withOrder = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, withOrder, 0, 2);
    System.arraycopy(bytes, 2, withOrder, 3, bytes.length - 2);
    return withOrder;
  }

  @Test
  void hugeAnnouncements() throws Exception {
    for (int tag :
        new int[] {Tag.LATIN1, Tag.UTF8, Tag.UTF16, Tag.BYTES, Tag.BIG_INTEGER, Tag.BIT_SET}) {
      for (int length : new int[] {5, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
        PayloadWriter out = new PayloadWriter(16);
        out.u8(tag);
        out.varint(length);
        out.u8(0);
        assertUnreadable(out.toBytes());
      }
    }
    // Lists within lists, each announcing as many elements as there are bytes left.
    PayloadWriter out = new PayloadWriter(64);
    for (int i = 0; i < 900; i++) {
      out.u8(Tag.COLLECTION);
      out.u8(Containers.ARRAY_LIST);
      out.varint(1 << 24);
    }
    out.raw(new byte[1 << 24]);
    assertUnreadable(out.toBytes());
    for (int length : new int[] {1 << 20, Integer.MAX_VALUE, -1}) {
      byte[] bytes = stream(new int[] {7, 7});
      bytes[bytes.length - 12] = (byte) (length >> 24);
      bytes[bytes.length - 11] = (byte) (length >> 16);
      bytes[bytes.length - 10] = (byte) (length >> 8);
      bytes[bytes.length - 9] = (byte) length;
      assertUnreadable(bytes);
    }
  }

  @Test
  void deepNesting() throws Exception {
    PayloadWriter out = new PayloadWriter(64);
    for (int i = 0; i < 1_000_000; i++) {
      out.u8(Tag.OPTIONAL);
    }
    assertUnreadable(out.toBytes());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(stream(new Object[1]));
    byte[] one = bytes.toByteArray();
    byte[] deep = Arrays.copyOf(one, one.length - 1 + 10 * 1_000_000);
    int start = one.length - 1;
    for (int i = start; i + 10 <= deep.length; i += 10) {
      // An array of the same class, with one element.
      byte[] next = {0x75, 0x71, 0, 0x7E, 0, 0, 0, 0, 0, 1};
      System.arraycopy(next, 0, deep, i, 10);
    }
    assertUnreadable(deep);
  }

  @Test
  void references() {
    for (int number : new int[] {0, 1, 100, -1}) {
      PayloadWriter out = new PayloadWriter(16);
      out.u8(Tag.OPTIONAL);
      out.u8(Tag.REFERENCE);
      out.varint(number);
      assertUnreadable(out.toBytes());
    }
    // A set that contains itself has no hash code.
    PayloadWriter out = new PayloadWriter(16);
    out.u8(Tag.COLLECTION);
    out.u8(20);
    out.varint(1);
    out.u8(Tag.REFERENCE);
    out.varint(0);
    expectValueOrMiss(codec::decode, out.toBytes());
  }

  private static byte[] stream(Object value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Tag.STREAM);
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }
}
