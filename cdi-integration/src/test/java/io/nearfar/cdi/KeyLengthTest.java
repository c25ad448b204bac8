package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An estimate that is too short would leave keys long; one that is too long only costs time. */
class KeyLengthTest {
  private record Nothing() {}

  private record Pair(@Nullable Object first, long second) {}

  private record Primitives(boolean a, byte b, char c, short d, int e, float f, double g) {}

  static List<@Nullable Object> longestOfTheirKinds() {
    String region =
        ZoneId.getAvailableZoneIds().stream()
            .max((a, b) -> Integer.compare(a.length(), b.length()))
            .orElseThrow();
    List<@Nullable Object> values = new ArrayList<>();
    values.addAll(Arrays.asList(null, true, false, Integer.MIN_VALUE, Long.MIN_VALUE));
    values.addAll(List.of(Short.MIN_VALUE, Byte.MIN_VALUE, -Double.MIN_NORMAL, -Float.MIN_NORMAL));
    values.addAll(
        List.of(-1.2345678901234567E-300, Double.NaN, 'x', '\'', '\\', '\ud800', '\u0001'));
    values.addAll(List.of("", "x", "\"\\'", "\u0001\u007f", "\ud83d\ude00", "ä€"));
    values.addAll(List.of("x".repeat(300), "\u0002".repeat(300), "\"".repeat(300)));
    values.addAll(List.of(TimeUnit.NANOSECONDS, DayOfWeek.WEDNESDAY, KeyLengthTest.class));
    values.addAll(
        List.of(UUID.randomUUID(), ZoneId.of(region), ZoneOffset.ofHoursMinutesSeconds(1, 2, 3)));
    values.addAll(
        List.of(Instant.MIN, LocalDateTime.MIN, OffsetDateTime.MIN, Year.of(Year.MIN_VALUE)));
    values.add(ZonedDateTime.of(LocalDateTime.MAX, ZoneId.of(region)));
    values.addAll(List.of(Duration.ofSeconds(Long.MIN_VALUE, 1), Period.of(-999999999, -11, -31)));
    values.addAll(
        List.of(BigInteger.ZERO, BigInteger.TEN.pow(400).negate(), BigInteger.ONE.shiftLeft(999)));
    values.add(new BigDecimal("-1.5E-2147483640"));
    values.add(new BigDecimal("-0.0000012"));
    values.add(new BigDecimal("-" + "9".repeat(200) + "." + "9".repeat(200)));
    values.addAll(List.of(Optional.empty(), Optional.of(Long.MIN_VALUE)));
    values.addAll(
        List.of(List.of(), List.of(Long.MIN_VALUE, "x", 'y'), Collections.nCopies(99, 9.5)));
    values.addAll(List.of(Set.of(), Set.of(-1L, -2L, "z"), Map.of(), Map.of("k", "v", -3L, 'w')));
    values.addAll(
        List.of(new Nothing(), new Pair(null, Long.MIN_VALUE), new Pair(new Pair("x", 1), 2)));
    values.add(
        new Primitives(false, (byte) -128, '\u0001', (short) -32768, 1 << 31, -1e-30f, -1e-300));
    values.addAll(List.of(new boolean[] {false}, new byte[300], new char[] {'\ud800', '\''}));
    values.addAll(List.of(new short[] {-32768}, new int[] {1 << 31}, new long[] {1L << 63}));
    values.addAll(List.of(new float[] {-1e-30f}, new double[] {-1e-300, Double.MIN_NORMAL}));
    values.addAll(List.of(new Object[] {null, new int[] {1}}, new String[][] {{"a"}, {}}));
    return values;
  }

  @ParameterizedTest
  @MethodSource("longestOfTheirKinds")
  void isBelow_neverTooShort(@Nullable Object first) {
    for (@Nullable Object[] key : new @Nullable Object[][] {{first}, {first, first}}) {
      KeyText text = KeyText.of("", key);
      assertThat(text.isExact()).isTrue();
      assertThat(KeyLength.isBelow(text.length() - 1, key)).as("%s", text.bounded()).isFalse();
    }
  }

  @Test
  void isBelow_ofUsualKeys() {
    assertThat(usual(42L)).isTrue();
    assertThat(usual("north", 42L, TimeUnit.DAYS)).isTrue();
    assertThat(usual("x".repeat(500))).isTrue();
    assertThat(usual(new Pair("shoes", 42), LocalDateTime.now(ZoneOffset.UTC))).isTrue();
    assertThat(usual(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L))).isTrue();
    assertThat(usual(new BigDecimal("19.90"), UUID.randomUUID())).isTrue();
  }

  @Test
  void isBelow_hugeParameters_doNotOverflow() {
    byte[] huge = new byte[1 << 25];
    assertThat(usual(huge, huge, huge, true, true, true, true)).isFalse();
  }

  @Test
  void noParameters_inALongScope() {
    assertThat(KeyLength.isBelow(1, new Object[0])).isFalse();
    assertThat(KeyLength.isBelow(2, new Object[0])).isTrue();
  }

  private static boolean usual(Object... parameters) {
    return KeyLength.isBelow(MethodKey.MAX_TEXT, parameters);
  }

  @ParameterizedTest
  @ValueSource(ints = {84, 85, 86, 200})
  void stringsThatGrowWhenWritten_areShortened(int characters) {
    MethodKey key = MethodKey.of("\u0001".repeat(characters));
    boolean longer = 6 * characters + 2 > MethodKey.MAX_TEXT;
    assertThat(key.toString().contains("~sha256:")).isEqualTo(longer);
    assertThat(key.toString().length()).isLessThanOrEqualTo(MethodKey.MAX_TEXT);
    assertThat(key).isEqualTo(MethodKey.of("\u0001".repeat(characters)));
  }
}
