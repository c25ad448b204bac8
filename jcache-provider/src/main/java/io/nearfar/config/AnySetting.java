package io.nearfar.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** A line of one of the tables of settings: what a reader, a message or a page needs to know. */
sealed interface AnySetting permits Setting, FarSetting {

  /** Where it stands in its section of the file, parts separated by dots. */
  String path();

  /** As messages name it: the path, with the section if that is not a cache's. */
  String label();

  SettingType type();

  /** The default as it would be written; {@code none} if it can't be written. */
  String defaultText();

  /** One or two sentences, in Markdown. */
  String doc();

  /** Whether messages may show what was written: not a secret, nor a text that may hold one. */
  default boolean isShown() {
    return type() != SettingType.SECRET && type() != SettingType.FAR_URLS;
  }

  /** The end of the environment variable's name, such as {@code NEAR_MAX_ENTRIES}. */
  default String variableSuffix() {
    return Setting.variableName(path());
  }

  /** A table by path, in its order. */
  static <S extends AnySetting> Map<String, S> byPath(S[] table) {
    Map<String, S> all = new LinkedHashMap<>();
    for (S setting : table) {
      all.put(setting.path(), setting);
    }
    return all;
  }
}
