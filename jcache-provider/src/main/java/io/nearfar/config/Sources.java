package io.nearfar.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a manager's settings may come from, besides the file.
 *
 * @param managerUri its URI
 * @param loader its class loader
 * @param managerProperties its properties
 * @param systemProperties the JVM's, or a test's
 * @param environment the process's, or a test's
 */
record Sources(
    URI managerUri,
    ClassLoader loader,
    Properties managerProperties,
    Map<String, String> systemProperties,
    Map<String, String> environment) {
  static final String PROFILE = "nearfar.profile";
  static final String CONFIG = "nearfar.config";
  private static final List<String> MANAGER_PROPERTIES = List.of(PROFILE, CONFIG);

  /**
   * A setting about the manager itself, from the strongest place that has it.
   *
   * @return the value; null if nobody gives one, or only spaces
   */
  @Nullable SettingValue find(String name) {
    String variable = Setting.variableName(name);
    String property = systemProperties.getOrDefault(name, "").trim();
    if (!property.isEmpty()) {
      return new SettingValue(property, SettingValue.SYSTEM_PROPERTY, 0, name);
    }
    String fromEnvironment = environment.getOrDefault(variable, "").trim();
    if (!fromEnvironment.isEmpty()) {
      return new SettingValue(fromEnvironment, SettingValue.VARIABLE, 0, variable);
    }
    String ofManager = managerProperties.getProperty(name, "").trim();
    return ofManager.isEmpty()
        ? null
        : new SettingValue(ofManager, SettingValue.MANAGER_PROPERTY, 0, name);
  }

  /** The profiles to apply, weakest first. */
  List<String> profiles() {
    SettingValue value = find(PROFILE);
    return value == null
        ? List.of()
        : Arrays.stream(((String) value.value()).split(",", -1))
            .map(String::trim)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
  }

  /**
   * Reports what the manager's properties say to Nearfar and it does not know; {@link
   * FarOverrideReader} does so for the far tier's.
   */
  void checkManagerProperties(Faults faults) {
    for (String name : new TreeSet<>(managerProperties.stringPropertyNames())) {
      if (name.startsWith("nearfar.")
          && !name.startsWith(FarSetting.PROPERTY_PREFIX)
          && !MANAGER_PROPERTIES.contains(name)) {
        faults.add(
            SettingValue.MANAGER_PROPERTY,
            0,
            name,
            ConfigMessages.unknownManagerProperty(name, MANAGER_PROPERTIES));
      }
    }
  }
}
