package io.nearfar.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a section of the file says about the settings of one table.
 *
 * @param <S> the table
 */
final class TableReader<S extends Enum<S> & AnySetting> {

  /** All of a value that is one placeholder: then its name is no part of a secret. */
  private static final String ONE_PLACEHOLDER = "\\$\\{[A-Za-z_][A-Za-z0-9_.]*}";

  private final Map<String, S> byPath;
  private final String home;
  private final NodeReader nodes;
  private final ValueParser parser;
  private final @Nullable Placeholders placeholders;

  /**
   * A reader.
   *
   * @param byPath the table
   * @param home where its settings stand, for messages
   * @param nodes walks the tree
   * @param parser reads the values
   * @param placeholders fills in what the file leaves open; null = values with placeholders are not
   *     looked at, because nobody has to fill in what does not apply
   */
  TableReader(
      Map<String, S> byPath,
      String home,
      NodeReader nodes,
      ValueParser parser,
      @Nullable Placeholders placeholders) {
    this.byPath = byPath;
    this.home = home;
    this.nodes = nodes;
    this.parser = parser;
    this.placeholders = placeholders;
  }

  /** Puts what the section says into a map. */
  void read(ConfigNode section, String path, Map<S, SettingValue> values) {
    readLevel(section, path, "", values);
  }

  /** Reads one level: the section itself, or a group in it such as {@code near}. */
  private void readLevel(ConfigNode node, String path, String prefix, Map<S, SettingValue> values) {
    Set<String> known = keysBelow(prefix);
    for (ConfigNode.Entry entry : nodes.entries(node, path)) {
      String key = prefix + entry.key();
      String keyPath = path + "." + entry.key();
      S setting = byPath.get(key);
      if (!known.contains(entry.key())) {
        unknown(entry, path, prefix, known);
      } else if (setting == null) {
        readLevel(entry.value(), keyPath, key + ".", values);
      } else {
        readValue(setting, entry.value(), keyPath, values);
      }
    }
  }

  private void unknown(ConfigNode.Entry entry, String path, String prefix, Set<String> known) {
    // A setting of another level is not misspelled but misplaced.
    String meant =
        byPath.keySet().stream()
            .filter(full -> full.equals(entry.key()) || full.endsWith("." + entry.key()))
            .findFirst()
            .orElse(null);
    if (meant == null) {
      nodes.unknown(entry, path, known);
    } else {
      String keyPath = path + "." + entry.key();
      nodes.fault(
          entry.line(), keyPath, ConfigMessages.misplacedKey(prefix + entry.key(), meant, home));
    }
  }

  private void readValue(S setting, ConfigNode node, String path, Map<S, SettingValue> values) {
    try {
      Object value = value(setting, node);
      if (value != null) {
        values.put(setting, new SettingValue(value, nodes.source(), node.line(), path));
      }
    } catch (RefusedValueException e) {
      nodes.refuse(setting, node.line(), path, e.text());
    }
  }

  /** The value; null if it can't be known because it contains placeholders that don't matter. */
  private @Nullable Object value(S setting, ConfigNode node) throws RefusedValueException {
    if (node instanceof ConfigNode.Scalar scalar) {
      if (scalar.absent()) {
        throw new RefusedValueException(ConfigMessages.noValue(setting));
      }
      String text = fillIn(setting, scalar.text());
      return text == null ? null : parsed(setting, text, scalar.text());
    }
    if (node instanceof ConfigNode.Sequence list && setting.type().isList()) {
      return list(setting, list);
    }
    throw new RefusedValueException(ConfigMessages.wrongKind(setting, node.kind()));
  }

  private @Nullable Object list(S setting, ConfigNode.Sequence list) throws RefusedValueException {
    List<String> items = new ArrayList<>();
    for (ConfigNode item : list.items()) {
      if (!(item instanceof ConfigNode.Scalar scalar)) {
        throw new RefusedValueException(ConfigMessages.wrongKind(setting, item.kind()));
      }
      String text = fillIn(setting, scalar.text());
      if (text == null) {
        return null;
      }
      items.add(text);
    }
    return parser.list(setting, items);
  }

  private @Nullable String fillIn(S setting, String text) throws RefusedValueException {
    if (!Placeholders.isIn(text)) {
      return text;
    }
    if (placeholders == null) {
      return null;
    }
    try {
      return placeholders.replace(text);
    } catch (RefusedValueException e) {
      throw setting.isShown() || text.matches(ONE_PLACEHOLDER)
          ? e
          : new RefusedValueException(ConfigMessages.hiddenPlaceholder(setting));
    }
  }

  private Object parsed(S setting, String text, String written) throws RefusedValueException {
    try {
      return parser.parse(setting, text);
    } catch (RefusedValueException e) {
      throw text.equals(written) || !setting.isShown()
          ? e
          : new RefusedValueException(e.text() + ConfigMessages.filledIn(written));
    }
  }

  private Set<String> keysBelow(String prefix) {
    return byPath.keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .map(rest -> rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
