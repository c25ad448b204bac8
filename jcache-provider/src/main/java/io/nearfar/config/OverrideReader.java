package io.nearfar.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the settings that system properties and environment variables give. */
final class OverrideReader {
  private static final String CACHES = "nearfar.caches.";
  private static final String DEFAULTS = "nearfar.defaults.";
  private static final String CACHES_VARIABLE = Setting.variableName(CACHES);
  private static final String DEFAULTS_VARIABLE = Setting.variableName(DEFAULTS);

  private final ValueParser parser;
  private final Faults faults;

  OverrideReader(ValueParser parser, Faults faults) {
    this.parser = parser;
    this.faults = faults;
  }

  /** Reads {@code nearfar.caches.<name or pattern>.<setting>} and {@code nearfar.defaults.…}. */
  FileSettings.Part properties(Map<String, String> properties) {
    Section defaults = new Section(CachePattern.ALL);
    Map<CachePattern, Section> sections = new LinkedHashMap<>();
    for (String name : new TreeSet<>(properties.keySet())) {
      String value = properties.getOrDefault(name, "");
      if (name.startsWith(DEFAULTS)) {
        Setting setting = Setting.byPath().get(name.substring(DEFAULTS.length()));
        read(setting, SettingValue.SYSTEM_PROPERTY, name, value, List.of(defaults));
      } else if (name.startsWith(CACHES)) {
        String rest = name.substring(CACHES.length());
        Setting setting = endOf(rest, '.');
        String cache = setting == null ? "" : start(rest, setting.path());
        read(
            cache.isEmpty() ? null : setting,
            SettingValue.SYSTEM_PROPERTY,
            name,
            value,
            List.of(section(sections, CachePattern.of(cache))));
      }
    }
    return part(defaults, sections);
  }

  /**
   * Reads {@code NEARFAR_CACHES_<NAME>_<SETTING>} and {@code NEARFAR_DEFAULTS_…}.
   *
   * @param patterns the patterns in the file: a variable can name one by its spelling
   */
  FileSettings.Part variables(Map<String, String> environment, List<CachePattern> patterns) {
    Section defaults = new Section(CachePattern.ALL);
    Map<CachePattern, Section> sections = new LinkedHashMap<>();
    for (String name : new TreeSet<>(environment.keySet())) {
      String value = environment.getOrDefault(name, "");
      if (name.startsWith(DEFAULTS_VARIABLE)) {
        Setting setting = variable(name.substring(DEFAULTS_VARIABLE.length()));
        read(setting, SettingValue.VARIABLE, name, value, List.of(defaults));
      } else if (name.startsWith(CACHES_VARIABLE)) {
        String rest = name.substring(CACHES_VARIABLE.length());
        Setting setting = endOf(rest, '_');
        String cache = setting == null ? "" : start(rest, setting.variableSuffix());
        List<Section> targets = new ArrayList<>();
        targets.add(section(sections, new CachePattern(cache, /* variable= */ true)));
        for (CachePattern pattern : patterns) {
          if (!pattern.isExact() && Setting.variableName(pattern.text()).equals(cache)) {
            targets.add(section(sections, pattern));
          }
        }
        read(cache.isEmpty() ? null : setting, SettingValue.VARIABLE, name, value, targets);
      }
    }
    return part(defaults, sections);
  }

  private void read(
      @Nullable Setting setting, String source, String name, String text, List<Section> targets) {
    if (setting == null) {
      faults.add(source, 0, name, unknown(source, name));
      return;
    }
    try {
      SettingValue value = new SettingValue(parser.parse(setting, text), source, 0, name);
      targets.forEach(target -> target.values().put(setting, value));
    } catch (RefusedValueException e) {
      faults.refuse(setting, new NearfarConfigurationException.Fault(source, 0, name, e.text()));
    }
  }

  private FileSettings.Part part(Section defaults, Map<CachePattern, Section> sections) {
    List<Section> all = new ArrayList<>(sections.values());
    all.add(defaults);
    for (Section section : all) {
      String limits = SettingStack.contradictingLimits(section.values());
      if (limits != null) {
        section.values().values().stream()
            .filter(value -> value.value() instanceof Long)
            .findFirst()
            .ifPresent(value -> faults.add(value.fault(ConfigMessages.severalLimits(limits))));
      }
    }
    return new FileSettings.Part(
        defaults, Section.mostSpecificFirst(List.copyOf(sections.values())), Map.of());
  }

  private static Section section(Map<CachePattern, Section> sections, CachePattern pattern) {
    return sections.computeIfAbsent(pattern, absent -> new Section(absent));
  }

  /** The setting that a name ends in; the name of the cache is before it. */
  private static @Nullable Setting endOf(String rest, char separator) {
    return Arrays.stream(Setting.values())
        .filter(setting -> rest.endsWith(separator + ending(setting, separator)))
        .max(Comparator.comparingInt(setting -> setting.path().length()))
        .orElse(null);
  }

  private static String ending(Setting setting, char separator) {
    return separator == '.' ? setting.path() : setting.variableSuffix();
  }

  private static String start(String rest, String ending) {
    return rest.substring(0, rest.length() - ending.length() - 1);
  }

  private static @Nullable Setting variable(String suffix) {
    return Arrays.stream(Setting.values())
        .filter(setting -> setting.variableSuffix().equals(suffix))
        .findFirst()
        .orElse(null);
  }

  private static String unknown(String source, String name) {
    boolean isVariable = source.equals(SettingValue.VARIABLE);
    List<String> endings =
        Arrays.stream(Setting.values())
            .map(setting -> isVariable ? setting.variableSuffix() : setting.path())
            .toList();
    String[] words = name.split(isVariable ? "_" : "\\.", -1);
    String meant = null;
    for (int from = words.length - 1; from > 0 && meant == null; from--) {
      String end =
          String.join(isVariable ? "_" : ".", Arrays.asList(words).subList(from, words.length));
      meant = Spelling.nearest(end, endings);
    }
    return isVariable
        ? ConfigMessages.unknownVariable(endings, meant)
        : ConfigMessages.unknownProperty(endings, meant);
  }
}
