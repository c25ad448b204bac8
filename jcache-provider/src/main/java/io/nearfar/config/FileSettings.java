package io.nearfar.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the file says, as far as it applies.
 *
 * @param base outside profiles
 * @param profiles of the profiles that apply, the strongest first
 */
record FileSettings(Part base, List<Part> profiles) {
  static final FileSettings NONE =
      new FileSettings(new Part(new Section(CachePattern.ALL), List.of(), Map.of()), List.of());

  /**
   * One set of sections.
   *
   * @param defaults for every cache
   * @param sections for caches by name or pattern, the most specific first
   * @param far about the far tier
   */
  record Part(Section defaults, List<Section> sections, Map<FarSetting, SettingValue> far) {}

  /** All parts that apply, the strongest first. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>(profiles);
    parts.add(base);
    return parts;
  }

  /** The sections by name or pattern, of all parts. */
  Stream<Section> sections() {
    return parts().stream().flatMap(part -> part.sections().stream());
  }
}
