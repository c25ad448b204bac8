package io.nearfar.config;

import io.nearfar.config.FileSettings.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All sources in their order. What is said about a cache by name or pattern stands above every
 * {@code defaults}, whatever the source; among equals, properties stand above variables, code,
 * profiles, and the rest of the file.
 *
 * @param properties what system properties say
 * @param variables what environment variables say
 * @param file what the file says
 */
record LayeredSettings(Part properties, Part variables, FileSettings file) {
  private static final Map<Setting, SettingValue> HERE =
      Map.of(
          Setting.TOPOLOGY,
          new SettingValue(Topology.NEAR, SettingValue.CODE, 0, Setting.TOPOLOGY.path()));

  /** Everything that is said about a cache; {@code code} is empty if there is none. */
  SettingStack stack(String cacheName, Map<Setting, SettingValue> code) {
    List<Map<Setting, SettingValue>> places = new ArrayList<>();
    places.addAll(overrides(cacheName));
    places.add(code);
    file.parts().forEach(part -> places.addAll(matching(part, cacheName)));
    if (keptHere(new SettingStack(places))) {
      places.add(HERE);
    }
    places.addAll(defaults());
    return new SettingStack(List.copyOf(places));
  }

  /**
   * Whether a cache is not meant by a default topology with a far tier: it holds references to the
   * objects of this JVM, and nothing is said about its own topology.
   */
  private boolean keptHere(SettingStack named) {
    return named.find(Setting.TOPOLOGY) == null
        && !named.get(Setting.STORE_BY_VALUE, Boolean.class, Defaults.STORE_BY_VALUE)
        && new SettingStack(defaults()).get(Setting.TOPOLOGY, Topology.class, Defaults.TOPOLOGY)
            != Topology.NONE;
  }

  /** What stands above the code. */
  List<Map<Setting, SettingValue>> overrides(String cacheName) {
    return Stream.concat(
            matching(properties, cacheName).stream(), matching(variables, cacheName).stream())
        .toList();
  }

  /** What holds for every cache unless something else is said. */
  List<Map<Setting, SettingValue>> defaults() {
    return Stream.concat(Stream.of(properties, variables), file.parts().stream())
        .map(part -> part.defaults().values())
        .toList();
  }

  /** Every section of every source. */
  List<Section> sections() {
    return Stream.concat(Stream.of(properties, variables), file.parts().stream())
        .flatMap(part -> Stream.concat(Stream.of(part.defaults()), part.sections().stream()))
        .toList();
  }

  private static List<Map<Setting, SettingValue>> matching(Part part, String cacheName) {
    return part.sections().stream()
        .filter(section -> section.pattern().matches(cacheName))
        .map(Section::values)
        .toList();
  }
}
