package io.nearfar.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks a file's tree and reports what has the wrong shape.
 *
 * @param source the file's address
 * @param faults takes what is wrong
 */
record NodeReader(String source, Faults faults) {

  /** A map's entries; none, and a fault unless it is empty, if it is no map. */
  List<ConfigNode.Entry> entries(ConfigNode node, String path) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return mapping.entries();
    }
    if (!(node instanceof ConfigNode.Scalar scalar && scalar.absent())) {
      fault(node.line(), path, ConfigMessages.mapExpected(node.kind()));
    }
    return List.of();
  }

  /** A map's values by key; an unknown key is a fault. */
  Map<String, ConfigNode> children(ConfigNode node, String path, Collection<String> known) {
    Map<String, ConfigNode> children = new LinkedHashMap<>();
    for (ConfigNode.Entry entry : entries(node, path)) {
      if (known.contains(entry.key())) {
        children.put(entry.key(), entry.value());
      } else {
        unknown(entry, path, known);
      }
    }
    return children;
  }

  void unknown(ConfigNode.Entry entry, String path, Collection<String> known) {
    String keyPath = path.isEmpty() ? entry.key() : path + "." + entry.key();
    fault(entry.line(), keyPath, ConfigMessages.unknownKey(entry.key(), known));
  }

  void fault(int line, String path, String message) {
    faults.add(source, line, path, message);
  }

  void refuse(AnySetting setting, int line, String path, String message) {
    faults.refuse(setting, new NearfarConfigurationException.Fault(source, line, path, message));
  }
}
