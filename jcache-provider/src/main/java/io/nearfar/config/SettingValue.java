package io.nearfar.config;

/**
 * A checked value and where it came from.
 *
 * @param value as {@link SettingType} says
 * @param source as in {@link NearfarConfigurationException.Fault}
 * @param line from 1; 0 = none
 * @param path the setting as its source names it
 */
record SettingValue(Object value, String source, int line, String path) {
  static final String CODE = "code";
  static final String SYSTEM_PROPERTY = "system property";
  static final String VARIABLE = "environment variable";
  static final String MANAGER_PROPERTY = "manager property";

  NearfarConfigurationException.Fault fault(String message) {
    return new NearfarConfigurationException.Fault(source, line, path, message);
  }
}
