package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Texts, equality, bounds and copies of {@link MethodKey}. */
class MethodKeyTest {
  private record Point(int x, int y) {}

  private record Odd(int x) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Odd odd && odd.x % 2 == x % 2;
    }

    @Override
    public int hashCode() {
      return x % 2;
    }
  }

  private record Masked(String secret) {
    @Override
    public String secret() {
      return "***";
    }
  }

  private record Holder(int[] numbers) {}

  private static final class Plain {
    private final int id;

    Plain(int id) {
      this.id = id;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Plain plain && plain.id == id;
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  @Test
  void text_isInTheMannerOfJava() {
    assertThat(MethodKey.of(42, 42L, 1.5, 1.5f, 'c', "a\"b\n", true, null))
        .hasToString("42,42L,1.5,1.5f,'c',\"a\\\"b\\u000a\",true,null");
    assertThat(MethodKey.of()).hasToString("()");
    assertThat(MethodKey.of((Object) new int[] {1, 2})).hasToString("int[]{1, 2}");
    assertThat(MethodKey.of(TimeUnit.DAYS)).hasToString("java.util.concurrent.TimeUnit.DAYS");
    assertThat(MethodKey.of(LocalDate.of(2026, 1, 2))).hasToString("LocalDate(2026-01-02)");
    assertThat(MethodKey.of(new Point(1, 2))).hasToString(Point.class.getName() + "(x=1, y=2)");
    assertThat(MethodKey.of(List.of(1, 2), new LinkedHashSet<>(List.of("b", "a")), Map.of(1, 2L)))
        .hasToString("[1, 2],{\"a\", \"b\"},{1=2L}");
  }

  @Test
  void scope_isPrefixAndVersion() {
    assertThat(MethodKeys.of("products", 2).key(1L)).hasToString("products:v2:1L");
    assertThat(MethodKeys.of("", 2).key(1L)).hasToString("v2:1L");
    assertThat(MethodKeys.of("p", 0).key(1L)).hasToString("p:1L").isNotEqualTo(MethodKey.of(1L));
    assertThat(MethodKeys.of("", 0).key(1L)).isEqualTo(MethodKey.of(1L));
    assertThatThrownBy(() -> MethodKeys.of("a:b", 0)).hasMessageContaining("NEARFAR-CDI-001");
    assertThatThrownBy(() -> MethodKeys.of("a".repeat(65), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MethodKeys.of("a", -1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** All pairs of many values: equal keys if and only if equal texts, if and only if deepEquals. */
  @Test
  void texts_areAsDifferentAsParameters() {
    List<Object> values = values();
    for (Object one : values) {
      for (Object other : values) {
        boolean same = Objects.deepEquals(one, other);
        MethodKey first = MethodKey.of(one);
        MethodKey second = MethodKey.of(other);
        assertThat(first.equals(second)).as("%s, %s", first, second).isEqualTo(same);
        assertThat(first.toString().equals(second.toString()))
            .as("%s, %s", first, second)
            .isEqualTo(same);
        if (same) {
          assertThat(first).hasSameHashCodeAs(second);
        }
      }
    }
  }

  @Test
  void texts_ofRandomParameterLists_areDifferent() {
    Random random = new Random(107);
    List<Object> values = values();
    Map<String, MethodKey> seen = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      Object[] parameters = new Object[random.nextInt(4)];
      for (int p = 0; p < parameters.length; p++) {
        parameters[p] =
            random.nextBoolean() ? randomString(random) : values.get(random.nextInt(values.size()));
      }
      MethodKey key = MethodKey.of(parameters);
      MethodKey other = seen.put(key.toString(), key);
      if (other != null) {
        assertThat(key).isEqualTo(other);
      }
    }
  }

  private static String randomString(Random random) {
    String letters = "\",'\\()[]{}=~:L1 \ud800\udc00";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static List<Object> values() {
    List<Object> values = new ArrayList<>();
    values.addAll(
        List.of(1, 1L, (short) 1, (byte) 1, 1.0, 1.0f, '1', "1", "1L", true, "true", "null", ""));
    values.addAll(List.of(0.0, -0.0, 0.0f, -0.0f, Double.NaN, Float.NaN, Double.POSITIVE_INFINITY));
    values.addAll(
        List.of(
            BigDecimal.ONE, new BigDecimal("1.0"), BigInteger.ONE, new UUID(0, 1), Instant.EPOCH));
    values.addAll(List.of(Duration.ofSeconds(1), ZoneOffset.UTC, ZoneId.of("Europe/Berlin")));
    values.addAll(List.of(TimeUnit.DAYS, TimeUnit.HOURS, String.class, Point.class));
    values.addAll(List.of(List.of(), Set.of(), Map.of(), List.of(1), Set.of(1), Map.of(1, 1)));
    values.addAll(
        List.of(
            List.of(1, 2), List.of(2, 1), Set.of(1, 2), List.of("1, 2"), List.of(List.of(1), 2)));
    values.addAll(List.of(new ArrayList<>(List.of(1, 2)), new LinkedHashSet<>(List.of(2, 1))));
    values.addAll(List.of(new Point(1, 2), new Point(2, 1), Optional.empty(), Optional.of(1)));
    values.addAll(List.of(new int[0], new int[] {1}, new long[] {1}, new Object[] {1}));
    values.addAll(List.of(new Integer[] {1}, new int[][] {{1}}, new Object[] {new int[] {1}}));
    values.addAll(List.of(new String[] {"1"}, new Object[] {"1"}, new char[] {'1'}));
    values.add(null);
    return values;
  }

  @Test
  void longKeys_areHashed_andSayIt() {
    MethodKey one = MethodKeys.of("p", 1).key("x".repeat(10_000) + 1);
    MethodKey same = MethodKeys.of("p", 1).key("x".repeat(10_000) + 1);
    MethodKey other = MethodKeys.of("p", 1).key("x".repeat(10_000) + 2);

    assertThat(one.toString()).hasSize(MethodKey.MAX_TEXT).startsWith("p:v1:\"xxx");
    assertThat(one.toString()).containsPattern("~sha256:[0-9a-f]{64}$");
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
    assertThat(one).isNotEqualTo(other);
    assertThat(one.toString()).isNotEqualTo(other.toString());
    assertThat(one).isNotEqualTo(MethodKeys.of("p", 2).key("x".repeat(10_000) + 1));
  }

  @Test
  void longKeys_ofManySmallParts_areHashed() {
    List<Integer> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add(i);
    }
    assertThat(MethodKey.of(many)).hasToString(MethodKey.of(List.copyOf(many)).toString());
    assertThat(MethodKey.of(many).toString()).hasSize(MethodKey.MAX_TEXT).contains("~sha256:");
    assertThat(MethodKey.of((Object) new byte[1000]).toString()).contains("~sha256:");
  }

  @Test
  void parameterThatLooksLikeAHash_isNoHash() {
    MethodKey hashed = MethodKey.of("x".repeat(1000));

    assertThat(MethodKey.of(hashed.toString())).isNotEqualTo(hashed);
  }

  @Test
  void classesWithAnEqualsOfTheirOwn_areKept() {
    assertThat(MethodKey.of(new Plain(1))).isEqualTo(MethodKey.of(new Plain(1)));
    assertThat(MethodKey.of(new Plain(1))).isNotEqualTo(MethodKey.of(new Plain(2)));
    assertThat(MethodKey.of(new Odd(1), "x".repeat(1000)))
        .isEqualTo(MethodKey.of(new Odd(3), "x".repeat(1000)));
    assertThat(MethodKey.of(new Plain(1), "x".repeat(1000)))
        .isNotEqualTo(MethodKey.of(new Plain(2), "x".repeat(1000)));
    assertThat(MethodKey.of(new Plain(1), "x".repeat(1000)).toString()).hasSize(MethodKey.MAX_TEXT);
  }

  @Test
  void records_areWrittenByTheirFields() {
    String end = "x".repeat(1000);

    assertThat(MethodKey.of(new Masked("a")))
        .hasToString(Masked.class.getName() + "(secret=\"a\")");
    assertThat(MethodKey.of(new Masked("a"), end)).isNotEqualTo(MethodKey.of(new Masked("b"), end));
  }

  @Test
  void collectionsOfOthers_areWrittenByContent() {
    List<Integer> numbers = new ArrayList<>();
    Map<Integer, Integer> squares = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      numbers.add(i);
      squares.put(i, i * i);
    }
    List<Integer> list =
        new AbstractList<>() {
          @Override
          public Integer get(int index) {
            return numbers.get(index);
          }

          @Override
          public int size() {
            return numbers.size();
          }
        };
    Map<Integer, Integer> map =
        new AbstractMap<>() {
          @Override
          public Set<Map.Entry<Integer, Integer>> entrySet() {
            return squares.entrySet();
          }
        };

    assertThat(MethodKey.of(list)).isEqualTo(MethodKey.of(numbers));
    assertThat(MethodKey.of(map)).isEqualTo(MethodKey.of(squares));
    assertThat(MethodKey.of(list).toString()).contains("~sha256:");
  }

  @Test
  void arraysOfObjects_areKeptAlike() throws Exception {
    assertThat(bytes(MethodKey.of((Object) new String[][] {{"a"}, {"b"}})))
        .isEqualTo(
            bytes(MethodKey.of((Object) new Object[] {new Object[] {"a"}, new Object[] {"b"}})));
  }

  private static byte[] bytes(MethodKey key) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(key);
    }
    return bytes.toByteArray();
  }

  /** Arrays in records and lists are compared by identity there, so they have no text. */
  @Test
  void arraysInRecordsAndLists_areComparedAsJavaDoes() {
    int[] numbers = new int[1000];
    assertThat(MethodKey.of(new Holder(numbers))).isEqualTo(MethodKey.of(new Holder(numbers)));
    assertThat(MethodKey.of(new Holder(numbers)))
        .isNotEqualTo(MethodKey.of(new Holder(numbers.clone())));
    assertThat(MethodKey.of(Arrays.asList(numbers, "x".repeat(1000))))
        .isNotEqualTo(MethodKey.of(Arrays.asList(numbers.clone(), "x".repeat(1000))));
  }

  @Test
  void arrays_areCopied() {
    int[][] numbers = {{1}, {2}};
    MethodKey key = MethodKey.of((Object) numbers);
    numbers[0][0] = 5;

    assertThat(key).isEqualTo(MethodKey.of((Object) new int[][] {{1}, {2}}));
  }

  @Test
  void outerArray_isCopied() {
    Object[] parameters = {1L};
    MethodKey key = MethodKey.of(parameters);
    parameters[0] = 2L;

    assertThat(key).isEqualTo(MethodKey.of(1L));
  }

  @Test
  void serialization_keepsEquality() throws Exception {
    for (MethodKey key :
        List.of(MethodKeys.of("p", 1).key("a", 1L, null), MethodKey.of("x".repeat(1000)))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(key);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        Object read = in.readObject();
        assertThat(read).isEqualTo(key).hasSameHashCodeAs(key).hasToString(key.toString());
      }
    }
  }
}
