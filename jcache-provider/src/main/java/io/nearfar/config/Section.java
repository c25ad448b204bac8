package io.nearfar.config;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one source says about some caches.
 *
 * @param pattern which caches
 * @param values what it says
 */
record Section(CachePattern pattern, Map<Setting, SettingValue> values) {
  private static final Comparator<Section> MOST_SPECIFIC_FIRST =
      Comparator.comparing(Section::pattern, CachePattern.MOST_SPECIFIC_FIRST);

  Section(CachePattern pattern) {
    this(pattern, new EnumMap<>(Setting.class));
  }

  static List<Section> mostSpecificFirst(List<Section> sections) {
    return sections.stream().sorted(MOST_SPECIFIC_FIRST).toList();
  }
}
