package io.nearfar.internal.codec;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.ChronoLocalDate;
import java.time.chrono.ChronoLocalDateTime;
import java.time.chrono.ChronoPeriod;
import java.time.chrono.ChronoZonedDateTime;
import java.time.chrono.Chronology;
import java.time.chrono.Era;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.time.temporal.ValueRange;
import java.time.temporal.WeekFields;
import java.time.zone.ZoneRules;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Decides by class whether the instances of a type can be shared because nobody can change them.
 * What can't be proved counts as mutable.
 *
 * <p>Thread-safe. The answers are kept with the classes themselves ({@link ClassValue}) and are
 * plain {@link Boolean}s: neither does this object keep an application's class loader alive, nor
 * does a class of the JDK keep ours alive.
 */
final class ImmutableTypes {

  /** Immutable if it is exactly this class; subclasses of the non-final ones are not trusted. */
  private static final Set<Class<?>> KNOWN =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          Void.class,
          BigInteger.class,
          BigDecimal.class,
          MathContext.class,
          UUID.class,
          Class.class,
          URI.class,
          File.class,
          Locale.class,
          Currency.class,
          Pattern.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class,
          Instant.class,
          Duration.class,
          Period.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class,
          OffsetTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          ZoneOffset.class,
          Year.class,
          YearMonth.class,
          MonthDay.class,
          Month.class,
          DayOfWeek.class,
          ZoneRules.class,
          DateTimeFormatter.class,
          DecimalStyle.class,
          ValueRange.class,
          WeekFields.class,
          String.CASE_INSENSITIVE_ORDER.getClass(),
          Collections.reverseOrder().getClass());

  /** Types of which every implementation that comes with the JDK is immutable. */
  private static final List<Class<?>> KNOWN_IN_JDK =
      List.of(
          ZoneId.class,
          Charset.class,
          Path.class,
          ChronoLocalDate.class,
          ChronoLocalDateTime.class,
          ChronoZonedDateTime.class,
          ChronoPeriod.class,
          Chronology.class,
          Era.class);

  private final Set<String> named;

  private final ClassValue<Boolean> answers =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return decide(type, new HashSet<>());
        }
      };

  /**
   * With further types.
   *
   * @param named names of classes that the application never changes; exactly these classes, not
   *     their subclasses, which may add state that changes
   */
  ImmutableTypes(Set<String> named) {
    this.named = Set.copyOf(named);
  }

  /** Whether all instances of exactly this class can be shared. */
  boolean isImmutable(Class<?> type) {
    return answers.get(type);
  }

  /** Whether a variable declared with this type can only hold what can be shared. */
  boolean holdsOnlyImmutable(Class<?> declared) {
    return isClosed(declared) && isImmutable(declared);
  }

  private boolean decide(Class<?> type, Set<Class<?>> assumed) {
    if (type.isPrimitive() || KNOWN.contains(type) || named.contains(type.getName())) {
      return true;
    }
    if (Enum.class.isAssignableFrom(type) && type != Enum.class) {
      return true;
    }
    if (JdkTypes.isJdk(type)) {
      return KNOWN_IN_JDK.stream().anyMatch(known -> known.isAssignableFrom(type));
    }
    return type.isRecord() ? isRecordOfImmutables(type, assumed) : isStatelessLambda(type);
  }

  /** A record that (also through others) contains itself is as immutable as the rest of it. */
  private boolean isRecordOfImmutables(Class<?> type, Set<Class<?>> assumed) {
    if (!assumed.add(type)) {
      return true;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> declared = component.getType();
      if (!isClosed(declared) || !decide(declared, assumed)) {
        return false;
      }
    }
    return true;
  }

  /** Whether no subclass can smuggle something mutable into a variable of this type. */
  private static boolean isClosed(Class<?> declared) {
    return declared.isPrimitive()
        || Modifier.isFinal(declared.getModifiers())
        || declared.isEnum()
        // Only the JDK can extend it: its constructor is not visible outside of its package.
        || declared == ZoneId.class;
  }

  /** A lambda that captures nothing, for example the comparator of a sorted map. */
  private static boolean isStatelessLambda(Class<?> type) {
    if (!type.isHidden() || !type.isSynthetic() || type.getSuperclass() != Object.class) {
      return false;
    }
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        return false;
      }
    }
    return true;
  }
}
