package io.nearfar.internal.codec;

import static io.nearfar.internal.codec.DirectForm.immutable;

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
import java.util.List;

/** The forms of {@code java.time}. Its enums are written as enums are. */
final class TimeForms {

  private TimeForms() {}

  static List<DirectForm<?>> all() {
    return List.of(
        immutable(
            Tag.INSTANT,
            Instant.class,
            (out, v) -> {
              out.zigzagLong(v.getEpochSecond());
              out.varint(v.getNano());
            },
            in -> Instant.ofEpochSecond(in.zigzagLong(), nanos(in))),
        immutable(
            Tag.DURATION,
            Duration.class,
            (out, v) -> {
              out.zigzagLong(v.getSeconds());
              out.varint(v.getNano());
            },
            in -> Duration.ofSeconds(in.zigzagLong(), nanos(in))),
        immutable(Tag.LOCAL_DATE, LocalDate.class, TimeForms::date, TimeForms::date),
        immutable(Tag.LOCAL_TIME, LocalTime.class, TimeForms::time, TimeForms::time),
        immutable(
            Tag.LOCAL_DATE_TIME, LocalDateTime.class, TimeForms::dateTime, TimeForms::dateTime),
        immutable(
            Tag.OFFSET_DATE_TIME,
            OffsetDateTime.class,
            (out, v) -> {
              dateTime(out, v.toLocalDateTime());
              out.zigzag(v.getOffset().getTotalSeconds());
            },
            in -> OffsetDateTime.of(dateTime(in), offset(in))),
        immutable(
            Tag.OFFSET_TIME,
            OffsetTime.class,
            (out, v) -> {
              time(out, v.toLocalTime());
              out.zigzag(v.getOffset().getTotalSeconds());
            },
            in -> OffsetTime.of(time(in), offset(in))),
        immutable(
            Tag.ZONED_DATE_TIME,
            ZonedDateTime.class,
            (out, v) -> {
              dateTime(out, v.toLocalDateTime());
              out.zigzag(v.getOffset().getTotalSeconds());
              out.text(v.getZone().getId());
            },
            // Strict: where the rules of the zone have changed, another time would come out.
            in -> ZonedDateTime.ofStrict(dateTime(in), offset(in), ZoneId.of(in.text()))),
        immutable(
            Tag.ZONE_OFFSET,
            ZoneOffset.class,
            (out, v) -> out.zigzag(v.getTotalSeconds()),
            TimeForms::offset),
        region(regionType()),
        immutable(
            Tag.YEAR, Year.class, (out, v) -> out.zigzag(v.getValue()), in -> Year.of(in.zigzag())),
        immutable(
            Tag.YEAR_MONTH,
            YearMonth.class,
            (out, v) -> {
              out.zigzag(v.getYear());
              out.u8(v.getMonthValue());
            },
            in -> YearMonth.of(in.zigzag(), in.u8())),
        immutable(
            Tag.MONTH_DAY,
            MonthDay.class,
            (out, v) -> {
              out.u8(v.getMonthValue());
              out.u8(v.getDayOfMonth());
            },
            in -> MonthDay.of(in.u8(), in.u8())),
        immutable(
            Tag.PERIOD,
            Period.class,
            (out, v) -> {
              out.zigzag(v.getYears());
              out.zigzag(v.getMonths());
              out.zigzag(v.getDays());
            },
            in -> Period.of(in.zigzag(), in.zigzag(), in.zigzag())));
  }

  /** A zone that has rules; its class is not public. */
  private static <T extends ZoneId> DirectForm<T> region(Class<T> type) {
    return immutable(
        Tag.ZONE_REGION,
        type,
        (out, v) -> out.text(v.getId()),
        in -> type.cast(ZoneId.of(in.text())));
  }

  private static Class<? extends ZoneId> regionType() {
    return ZoneId.of("UTC").getClass();
  }

  private static int nanos(PayloadReader in) {
    int nanos = in.varint();
    if (nanos < 0 || nanos > 999_999_999) {
      throw CodecMessages.unreadable("A time is none");
    }
    return nanos;
  }

  private static ZoneOffset offset(PayloadReader in) {
    return ZoneOffset.ofTotalSeconds(in.zigzag());
  }

  private static void date(PayloadWriter out, LocalDate date) {
    out.zigzagLong(date.toEpochDay());
  }

  private static LocalDate date(PayloadReader in) {
    return LocalDate.ofEpochDay(in.zigzagLong());
  }

  private static void time(PayloadWriter out, LocalTime time) {
    out.varlong(time.toNanoOfDay());
  }

  private static LocalTime time(PayloadReader in) {
    return LocalTime.ofNanoOfDay(in.varlong());
  }

  private static void dateTime(PayloadWriter out, LocalDateTime dateTime) {
    date(out, dateTime.toLocalDate());
    time(out, dateTime.toLocalTime());
  }

  private static LocalDateTime dateTime(PayloadReader in) {
    return LocalDateTime.of(date(in), time(in));
  }
}
