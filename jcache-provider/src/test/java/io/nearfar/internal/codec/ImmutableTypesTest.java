package io.nearfar.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link ImmutableTypes}: isImmutable, holdsOnlyImmutable. */
final class ImmutableTypesTest {
  private final ImmutableTypes types = new ImmutableTypes(Set.of());

  static Stream<Arguments> immutable() {
    return Stream.<Object>of(
            "text",
            true,
            'c',
            (byte) 1,
            (short) 1,
            1,
            1L,
            1f,
            1d,
            BigInteger.ONE,
            BigDecimal.ONE,
            new UUID(1, 2),
            Instant.EPOCH,
            Duration.ZERO,
            Period.ZERO,
            LocalDate.EPOCH,
            LocalTime.MIDNIGHT,
            LocalDateTime.MIN,
            OffsetTime.MIN,
            OffsetDateTime.MIN,
            ZonedDateTime.of(LocalDateTime.MIN, ZoneOffset.UTC),
            ZoneId.of("Europe/Berlin"),
            ZoneOffset.UTC,
            Year.of(2000),
            YearMonth.of(2000, 1),
            MonthDay.of(1, 1),
            DayOfWeek.MONDAY,
            JapaneseDate.now(),
            DateTimeFormatter.ISO_DATE,
            Plain.A,
            Bodies.B,
            String.class,
            URI.create("urn:x"),
            new File("x"),
            Path.of("x"),
            Locale.ROOT,
            Currency.getInstance("EUR"),
            Pattern.compile("x"),
            StandardCharsets.UTF_8,
            OptionalInt.of(1),
            OptionalLong.of(1),
            OptionalDouble.of(1),
            Comparator.naturalOrder(),
            Collections.reverseOrder(),
            String.CASE_INSENSITIVE_ORDER,
            (Supplier<String>) () -> "captures nothing",
            new Flat("a", 1, Instant.EPOCH, Plain.A, null),
            new Outer(new Flat("a", 1, Instant.EPOCH, Plain.A, ZoneOffset.UTC), null),
            new Ping(new Pong(null, "x")),
            new Nothing())
        .map(value -> Arguments.of(value.getClass()));
  }

  @ParameterizedTest
  @MethodSource("immutable")
  void isImmutable_knownTypes(Class<?> type) {
    assertThat(types.isImmutable(type)).as(type.getName()).isTrue();
  }

  static Stream<Arguments> mutable() {
    String captured = new String("captured");
    return Stream.<Object>of(
            new Date(),
            new java.sql.Timestamp(1),
            Calendar.getInstance(),
            new int[0],
            new String[0],
            new Plain[0],
            List.of(),
            List.of("a"),
            Set.of("a"),
            Map.of("a", "b"),
            new ArrayList<>(),
            Collections.emptyList(),
            new StringBuilder(),
            new AtomicLong(),
            Optional.empty(),
            DateTimeFormatter.ISO_DATE.parse("2020-01-01"),
            new BigNumber("1"),
            new BigAmount("1"),
            (Supplier<String>) () -> captured,
            new WithList(List.of()),
            new WithArray(new byte[0]),
            new WithObject("x"),
            new WithInterface("x"),
            new Box<>("x"),
            new WithNumber(1),
            new WithDecimal(BigDecimal.ONE),
            new Deep(new WithList(List.of())),
            new Object())
        .map(value -> Arguments.of(value.getClass()));
  }

  @ParameterizedTest
  @MethodSource("mutable")
  void isImmutable_anythingElse(Class<?> type) {
    assertThat(types.isImmutable(type)).as(type.getName()).isFalse();
  }

  @Test
  void isImmutable_named() {
    ImmutableTypes named = new ImmutableTypes(Set.of(Point.class.getName()));
    assertThat(named.isImmutable(Point.class)).isTrue();
    assertThat(named.isImmutable(ColouredPoint.class)).isFalse();
    assertThat(named.isImmutable(WithFinalPoint.class)).isFalse();
    assertThat(types.isImmutable(Point.class)).isFalse();
  }

  @Test
  void isImmutable_recordOfNamedFinalClass() {
    ImmutableTypes named = new ImmutableTypes(Set.of(FinalPoint.class.getName()));
    assertThat(named.isImmutable(WithFinalPoint.class)).isTrue();
  }

  @Test
  void holdsOnlyImmutable_notForOpenTypes() {
    assertThat(types.holdsOnlyImmutable(int.class)).isTrue();
    assertThat(types.holdsOnlyImmutable(String.class)).isTrue();
    assertThat(types.holdsOnlyImmutable(Bodies.class)).isTrue();
    assertThat(types.holdsOnlyImmutable(BigDecimal.class)).isFalse();
    assertThat(types.holdsOnlyImmutable(Object.class)).isFalse();
    assertThat(types.holdsOnlyImmutable(CharSequence.class)).isFalse();
    assertThat(types.holdsOnlyImmutable(Number.class)).isFalse();
  }

  enum Plain {
    A
  }

  enum Bodies {
    B {
      @Override
      int n() {
        return 1;
      }
    };

    abstract int n();
  }

  record Flat(String text, int number, Instant time, Plain constant, ZoneId zone) {}

  record Outer(Flat flat, Outer next) {}

  record Ping(Pong pong) {}

  record Pong(Ping ping, String text) {}

  record Nothing() {}

  record WithList(List<String> list) {}

  record WithArray(byte[] bytes) {}

  record WithObject(Object any) {}

  record WithInterface(CharSequence text) {}

  record Box<T>(T content) {}

  record WithNumber(Number number) {}

  record WithDecimal(BigDecimal amount) {}

  record Deep(WithList nested) {}

  record WithFinalPoint(FinalPoint point) {}

  static final class FinalPoint {
    int x;
  }

  static class Point {
    int x;
  }

  static class ColouredPoint extends Point {
    int colour;
  }

  static class BigNumber extends BigInteger {
    private static final long serialVersionUID = 1L;

    BigNumber(String text) {
      super(text);
    }
  }

  static class BigAmount extends BigDecimal {
    private static final long serialVersionUID = 1L;

    BigAmount(String text) {
      super(text);
    }
  }
}
