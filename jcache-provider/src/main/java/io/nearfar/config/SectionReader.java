package io.nearfar.config;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the sections of the file that have settings: a cache's, and the far tier's. */
final class SectionReader {
  private static final Map<String, Setting> CACHE = Setting.byPath();
  private static final Map<String, FarSetting> FAR = FarSetting.byPath();

  private final NodeReader nodes;
  private final TableReader<Setting> cache;
  private final TableReader<FarSetting> far;

  /**
   * A reader.
   *
   * @param nodes walks the tree
   * @param parser reads the values
   * @param placeholders fills in what the file leaves open; null = values with placeholders are not
   *     looked at, because nobody has to fill in what does not apply
   */
  SectionReader(NodeReader nodes, ValueParser parser, @Nullable Placeholders placeholders) {
    this.nodes = nodes;
    this.cache = new TableReader<>(CACHE, "the cache", nodes, parser, placeholders);
    this.far = new TableReader<>(FAR, "'" + FarSetting.SECTION + "'", nodes, parser, placeholders);
  }

  Section read(CachePattern pattern, ConfigNode node, String path) {
    Section section = new Section(pattern);
    cache.read(node, path, section.values());
    String limits = SettingStack.contradictingLimits(section.values());
    if (limits != null) {
      nodes.fault(node.line(), path, ConfigMessages.severalLimits(limits));
    }
    return section;
  }

  Map<FarSetting, SettingValue> readFar(ConfigNode node, String path) {
    Map<FarSetting, SettingValue> values = new EnumMap<>(FarSetting.class);
    far.read(node, path, values);
    return values;
  }
}
