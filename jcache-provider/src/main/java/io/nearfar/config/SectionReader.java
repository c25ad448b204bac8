package io.nearfar.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one section of the file. */
final class SectionReader {
  private static final Map<String, Setting> BY_PATH = Setting.byPath();

  private final NodeReader nodes;
  private final ValueParser parser;
  private final @Nullable Placeholders placeholders;

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
    this.parser = parser;
    this.placeholders = placeholders;
  }

  Section read(CachePattern pattern, ConfigNode node, String path) {
    Section section = new Section(pattern);
    readLevel(node, path, "", section);
    String limits = SettingStack.contradictingLimits(section.values());
    if (limits != null) {
      nodes.fault(node.line(), path, ConfigMessages.severalLimits(limits));
    }
    return section;
  }

  /** Reads one level: the section itself, or a group in it such as {@code near}. */
  private void readLevel(ConfigNode node, String path, String prefix, Section section) {
    Set<String> known = keysBelow(prefix);
    for (ConfigNode.Entry entry : nodes.entries(node, path)) {
      String key = prefix + entry.key();
      String keyPath = path + "." + entry.key();
      Setting setting = BY_PATH.get(key);
      if (!known.contains(entry.key())) {
        unknown(entry, path, prefix, known);
      } else if (setting == null) {
        readLevel(entry.value(), keyPath, key + ".", section);
      } else {
        readValue(setting, entry.value(), keyPath, section);
      }
    }
  }

  private void unknown(ConfigNode.Entry entry, String path, String prefix, Set<String> known) {
    // A setting of another level is not misspelled but misplaced.
    String meant =
        BY_PATH.keySet().stream()
            .filter(full -> full.equals(entry.key()) || full.endsWith("." + entry.key()))
            .findFirst()
            .orElse(null);
    if (meant == null) {
      nodes.unknown(entry, path, known);
    } else {
      String keyPath = path + "." + entry.key();
      nodes.fault(entry.line(), keyPath, ConfigMessages.misplacedKey(prefix + entry.key(), meant));
    }
  }

  private void readValue(Setting setting, ConfigNode node, String path, Section section) {
    try {
      Object value = value(setting, node);
      if (value != null) {
        section.values().put(setting, new SettingValue(value, nodes.source(), node.line(), path));
      }
    } catch (RefusedValueException e) {
      nodes.refuse(setting, node.line(), path, e.text());
    }
  }

  /** The value; null if it can't be known because it contains placeholders that don't matter. */
  private @Nullable Object value(Setting setting, ConfigNode node) throws RefusedValueException {
    if (node instanceof ConfigNode.Scalar scalar) {
      if (scalar.absent()) {
        throw new RefusedValueException(ConfigMessages.noValue(setting));
      }
      String text = fillIn(scalar.text());
      return text == null ? null : parsed(setting, text, scalar.text());
    }
    if (node instanceof ConfigNode.Sequence list && setting.type() == SettingType.CLASS_NAMES) {
      return names(setting, list);
    }
    throw new RefusedValueException(ConfigMessages.wrongKind(setting, node.kind()));
  }

  private @Nullable Object names(Setting setting, ConfigNode.Sequence list)
      throws RefusedValueException {
    List<String> names = new ArrayList<>();
    for (ConfigNode item : list.items()) {
      if (!(item instanceof ConfigNode.Scalar scalar)) {
        throw new RefusedValueException(ConfigMessages.wrongKind(setting, item.kind()));
      }
      String text = fillIn(scalar.text());
      if (text == null) {
        return null;
      }
      names.add(text);
    }
    return parser.names(setting, names);
  }

  private @Nullable String fillIn(String text) throws RefusedValueException {
    if (!Placeholders.isIn(text)) {
      return text;
    }
    return placeholders == null ? null : placeholders.replace(text);
  }

  private Object parsed(Setting setting, String text, String written) throws RefusedValueException {
    try {
      return parser.parse(setting, text);
    } catch (RefusedValueException e) {
      throw text.equals(written)
          ? e
          : new RefusedValueException(e.text() + ConfigMessages.filledIn(written));
    }
  }

  private static Set<String> keysBelow(String prefix) {
    return BY_PATH.keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .map(rest -> rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
