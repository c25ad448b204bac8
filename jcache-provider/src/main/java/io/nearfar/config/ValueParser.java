package io.nearfar.config;

import java.lang.reflect.InvocationTargetException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the text of a setting into its value, as {@link SettingType} says. */
final class ValueParser {
  private static final String UNLIMITED = "unlimited";
  private static final String ETERNAL = "eternal";
  private static final String UNCHANGED = "unchanged";
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private final @Nullable ClassLoader loader;

  /** One weigher of a class for all sections that name it. */
  private final Map<String, EntryWeigher<?, ?>> weighers = new HashMap<>();

  /**
   * A parser.
   *
   * @param loader finds the classes; null = classes are not looked up, names stay names
   */
  ValueParser(@Nullable ClassLoader loader) {
    this.loader = loader;
  }

  /** Reads a single text. */
  Object parse(AnySetting setting, String text) throws RefusedValueException {
    String trimmed = text.trim();
    if (trimmed.isEmpty()) {
      throw new RefusedValueException(ConfigMessages.noValue(setting));
    }
    return switch (setting.type()) {
      case BOOLEAN -> flag(setting, trimmed);
      case TOPOLOGY -> constant(setting, trimmed, Topology.values());
      case POLICY -> constant(setting, trimmed, EvictionPolicy.values());
      case WHILE_UNLINKED -> constant(setting, trimmed, WhileUnlinked.values());
      case COUNT -> amount(setting, trimmed, Amounts.count(trimmed));
      case SIZE -> amount(setting, trimmed, Amounts.bytes(trimmed));
      case TTL, TTL_OR_UNCHANGED -> time(setting, trimmed);
      case CLASS -> loader == null ? trimmed : type(setting, trimmed, loader);
      case WEIGHER -> loader == null ? trimmed : weigher(setting, trimmed, loader);
      case CLASS_NAMES, TYPE_PATTERNS, TAG_DEPENDENCIES, FAR_URLS ->
          list(setting, Arrays.asList(trimmed.split(",", -1)));
      case FAR_MODE -> constant(setting, trimmed, FarMode.values());
      case READ_FROM -> constant(setting, trimmed, ReadFrom.values());
      case TEXT -> trimmed;
      case SECRET -> Secret.of(text);
      case DATABASE -> FarValues.count(setting, trimmed, 0, Integer.MAX_VALUE);
      case CONNECTIONS -> FarValues.count(setting, trimmed, 1, FarValues.MAX_CONNECTIONS);
      case WAIT -> FarValues.time(setting, trimmed);
      case KEY_PREFIX -> FarValues.keyPart(setting, trimmed, FarValues.MAX_PREFIX);
      case NAMESPACE -> FarValues.keyPart(setting, trimmed, FarValues.MAX_NAMESPACE);
      case VALUE_SIZE -> FarValues.size(setting, trimmed);
      case FILE -> FarValues.file(setting, trimmed, /* mustExist= */ loader != null);
    };
  }

  /** Reads a list; only for a {@link SettingType#isList()}. */
  Object list(AnySetting setting, List<String> items) throws RefusedValueException {
    return switch (setting.type()) {
      case FAR_URLS -> FarUrls.parse(setting, items);
      case TAG_DEPENDENCIES -> TagDependencies.parse(setting, items);
      default -> names(setting, items);
    };
  }

  private Set<String> names(AnySetting setting, List<String> items) throws RefusedValueException {
    TreeSet<String> names = new TreeSet<>();
    List<String> refusals = new ArrayList<>();
    for (String item : items) {
      String name = item.trim();
      if (name.isEmpty()) {
        throw new RefusedValueException(ConfigMessages.noValue(setting));
      }
      try {
        checkName(setting, name);
      } catch (RefusedValueException e) {
        refusals.add(e.text());
      }
      names.add(name);
    }
    if (!refusals.isEmpty()) {
      throw new RefusedValueException(String.join(" ", refusals));
    }
    return Collections.unmodifiableSet(names);
  }

  private void checkName(AnySetting setting, String name) throws RefusedValueException {
    if (setting.type() == SettingType.TYPE_PATTERNS && TypePattern.isPattern(name)) {
      if (!TypePattern.isRight(name)) {
        throw new RefusedValueException(ConfigMessages.typePattern(name));
      }
    } else if (loader != null) {
      type(setting, name, loader);
    }
  }

  private static Boolean flag(AnySetting setting, String text) throws RefusedValueException {
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw new RefusedValueException(ConfigMessages.malformed(setting, text));
    };
  }

  private static Enum<?> constant(AnySetting setting, String text, Enum<?>[] constants)
      throws RefusedValueException {
    for (Enum<?> constant : constants) {
      if (Setting.spelled(constant).equals(text)) {
        return constant;
      }
    }
    List<String> allowed = Arrays.stream(constants).map(Setting::spelled).toList();
    throw new RefusedValueException(ConfigMessages.notAllowed(setting, text, allowed));
  }

  private static Long amount(AnySetting setting, String text, @Nullable BigInteger amount)
      throws RefusedValueException {
    if (text.equals(UNLIMITED)) {
      return NearSettings.UNLIMITED;
    }
    if (amount == null) {
      throw new RefusedValueException(ConfigMessages.malformed(setting, text));
    }
    if (amount.signum() < 0) {
      throw new RefusedValueException(ConfigMessages.tooSmall(setting, text));
    }
    if (amount.compareTo(MOST) > 0) {
      throw new RefusedValueException(ConfigMessages.tooLarge(setting, text));
    }
    return amount.longValueExact();
  }

  private static Duration time(AnySetting setting, String text) throws RefusedValueException {
    if (text.equals(ETERNAL)) {
      return ExpirySettings.FOREVER;
    }
    if (text.equals(UNCHANGED) && setting.type() == SettingType.TTL_OR_UNCHANGED) {
      return Setting.UNCHANGED;
    }
    Duration time = Amounts.duration(text);
    if (time == null) {
      throw new RefusedValueException(ConfigMessages.malformed(setting, text));
    }
    if (time.isNegative()) {
      throw new RefusedValueException(ConfigMessages.tooSmall(setting, text));
    }
    return ExpirySettings.capped(time);
  }

  private static Class<?> type(AnySetting setting, String name, ClassLoader loader)
      throws RefusedValueException {
    try {
      if (!name.startsWith("[")) {
        return Class.forName(name, /* initialize= */ false, loader);
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // Said below: a class of another spelling counts as a linkage error on some file systems.
    }
    throw new RefusedValueException(ConfigMessages.classNotFound(setting, name));
  }

  private EntryWeigher<?, ?> weigher(AnySetting setting, String name, ClassLoader loader)
      throws RefusedValueException {
    EntryWeigher<?, ?> before = weighers.get(name);
    if (before != null) {
      return before;
    }
    Class<?> type = type(setting, name, loader);
    if (!EntryWeigher.class.isAssignableFrom(type)) {
      throw new RefusedValueException(ConfigMessages.noWeigher(name));
    }
    try {
      EntryWeigher<?, ?> weigher =
          type.asSubclass(EntryWeigher.class).getConstructor().newInstance();
      weighers.put(name, weigher);
      return weigher;
    } catch (InvocationTargetException e) {
      String cause = e.getTargetException().getClass().getName();
      throw new RefusedValueException(ConfigMessages.weigherNotMade(name, cause));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new RefusedValueException(ConfigMessages.weigherNotMade(name, e.getClass().getName()));
    }
  }
}
