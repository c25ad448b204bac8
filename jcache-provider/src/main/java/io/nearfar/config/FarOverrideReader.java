package io.nearfar.config;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the far tier's settings that properties and environment variables give. */
final class FarOverrideReader {
  private static final Map<String, FarSetting> BY_PROPERTY = table(FarSetting::property);
  private static final Map<String, FarSetting> BY_VARIABLE = table(FarSetting::variable);

  private final ValueParser parser;
  private final Faults faults;

  FarOverrideReader(ValueParser parser, Faults faults) {
    this.parser = parser;
    this.faults = faults;
  }

  /**
   * Reads {@code nearfar.far.<setting>}.
   *
   * @param source whose properties they are
   */
  Map<FarSetting, SettingValue> properties(Map<String, String> properties, String source) {
    return read(properties, source, FarSetting.PROPERTY_PREFIX, BY_PROPERTY);
  }

  /** Reads {@code NEARFAR_FAR_<SETTING>}. */
  Map<FarSetting, SettingValue> variables(Map<String, String> environment) {
    return read(environment, SettingValue.VARIABLE, FarSetting.VARIABLE_PREFIX, BY_VARIABLE);
  }

  private Map<FarSetting, SettingValue> read(
      Map<String, String> all, String source, String prefix, Map<String, FarSetting> table) {
    Map<FarSetting, SettingValue> values = new EnumMap<>(FarSetting.class);
    for (String name : new TreeSet<>(all.keySet())) {
      if (!name.startsWith(prefix)) {
        continue;
      }
      FarSetting setting = table.get(name);
      if (setting == null) {
        String shown = prefix + FarPaths.shownName(name.substring(prefix.length()));
        faults.add(source, 0, shown, unknown(source, shown));
        continue;
      }
      try {
        Object value = parser.parse(setting, all.getOrDefault(name, ""));
        values.put(setting, new SettingValue(value, source, 0, name));
      } catch (RefusedValueException e) {
        faults.refuse(setting, new NearfarConfigurationException.Fault(source, 0, name, e.text()));
      }
    }
    return values;
  }

  private static String unknown(String source, String name) {
    return source.equals(SettingValue.VARIABLE)
        ? ConfigMessages.unknownFarVariable(name, BY_VARIABLE.keySet())
        : ConfigMessages.unknownFarProperty(name, BY_PROPERTY.keySet());
  }

  private static Map<String, FarSetting> table(Function<FarSetting, String> name) {
    return Arrays.stream(FarSetting.values())
        .collect(
            Collectors.toMap(name, setting -> setting, (one, other) -> one, LinkedHashMap::new));
  }
}
