package io.nearfar.config;

import io.nearfar.config.FileSettings.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Understands the file's tree: its sections, and which of them apply. */
final class FileReader {
  private static final String ROOT = "nearfar";
  private static final String DEFAULTS = "defaults";
  private static final String CACHES = "caches";
  private static final String PROFILES = "profiles";
  private static final String FAR = FarSetting.SECTION;
  private static final List<String> BASE_KEYS = List.of(FAR, DEFAULTS, CACHES, PROFILES);
  private static final List<String> PROFILE_KEYS = List.of(FAR, DEFAULTS, CACHES);

  private final NodeReader nodes;
  private final List<String> chosen;
  private final SectionReader applying;

  /** For profiles that do not apply: their classes and variables need not be there. */
  private final SectionReader idle;

  /**
   * A reader of one file.
   *
   * @param nodes walks the tree
   * @param chosen the profiles that apply, weakest first
   * @param parser reads the values
   * @param placeholders fills in what the file leaves open
   */
  FileReader(NodeReader nodes, List<String> chosen, ValueParser parser, Placeholders placeholders) {
    this.nodes = nodes;
    this.chosen = chosen;
    this.applying = new SectionReader(nodes, parser, placeholders);
    this.idle = new SectionReader(nodes, new ValueParser(null), null);
  }

  FileSettings read(@Nullable ConfigNode tree) {
    ConfigNode root = tree == null ? null : nodes.children(tree, "", List.of(ROOT)).get(ROOT);
    if (root == null) {
      return FileSettings.NONE;
    }
    Map<String, ConfigNode> top = nodes.children(root, ROOT, BASE_KEYS);
    Part base = part(top, ROOT, applying);
    ConfigNode profiles = top.get(PROFILES);
    return new FileSettings(base, profiles == null ? List.of() : profiles(profiles));
  }

  /** The parts that apply, the strongest first; all others are checked as far as they can be. */
  private List<Part> profiles(ConfigNode node) {
    String path = ROOT + "." + PROFILES;
    Map<String, Part> parts = new LinkedHashMap<>();
    for (ConfigNode.Entry entry : nodes.entries(node, path)) {
      String profilePath = path + "." + entry.key();
      Map<String, ConfigNode> content = nodes.children(entry.value(), profilePath, PROFILE_KEYS);
      parts.put(
          entry.key(), part(content, profilePath, chosen.contains(entry.key()) ? applying : idle));
    }
    List<Part> strongestFirst = new ArrayList<>();
    for (String name : chosen) {
      Part part = parts.get(name);
      if (part == null) {
        nodes.fault(node.line(), path, ConfigMessages.unknownProfile(name, parts.keySet()));
      } else {
        strongestFirst.add(0, part);
      }
    }
    return List.copyOf(strongestFirst);
  }

  private Part part(Map<String, ConfigNode> content, String path, SectionReader reader) {
    ConfigNode defaults = content.get(DEFAULTS);
    ConfigNode caches = content.get(CACHES);
    ConfigNode far = content.get(FAR);
    List<Section> sections = new ArrayList<>();
    if (caches != null) {
      String cachesPath = path + "." + CACHES;
      for (ConfigNode.Entry entry : nodes.entries(caches, cachesPath)) {
        if (entry.key().isBlank()) {
          nodes.fault(entry.line(), cachesPath, ConfigMessages.namelessCache());
        } else {
          CachePattern pattern = CachePattern.of(entry.key());
          sections.add(reader.read(pattern, entry.value(), cachesPath + "." + entry.key()));
        }
      }
    }
    return new Part(
        defaults == null
            ? new Section(CachePattern.ALL)
            : reader.read(CachePattern.ALL, defaults, path + "." + DEFAULTS),
        Section.mostSpecificFirst(sections),
        far == null ? Map.of() : reader.readFar(far, path + "." + FAR));
  }
}
