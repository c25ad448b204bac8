package io.nearfar.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The only class that knows the YAML parser. It stops at the parser's nodes: no constructor runs,
 * so a file can't make an object of any class, and each node has its line.
 */
final class YamlTree {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_ALIASES = 50;
  private static final Set<Tag> PLAIN_TAGS =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MAP,
          Tag.SEQ,
          Tag.MERGE);

  /** In the parser's texts, where the names and characters that it has found begin. */
  private static final Pattern EXCERPT =
      Pattern.compile("(?s),? but found.*|(?<=alias|handle|character|:) .*");

  private final String source;
  private final Faults faults;

  /** Nodes already turned: an alias shares its node, so a file can't blow up. */
  private final IdentityHashMap<Node, ConfigNode> turned = new IdentityHashMap<>();

  private YamlTree(String source, Faults faults) {
    this.source = source;
    this.faults = faults;
  }

  /**
   * Reads a file's text.
   *
   * @return the tree; null if the text is empty or can't be read, the latter with a fault
   */
  static @Nullable ConfigNode read(String text, String source, Faults faults) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Defaults.MAX_FILE_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    // Tags are refused below, with their place, instead of at the first one.
    options.setTagInspector(tag -> true);
    try {
      StreamReader reader = new StreamReader(text);
      ParserImpl parser = new ParserImpl(reader, options);
      Node root = new Composer(parser, new Resolver(), options).getSingleNode();
      return root == null ? null : new YamlTree(source, faults).node(root, "");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
      int line = mark == null ? 0 : mark.getLine() + 1;
      faults.add(source, line, "", ConfigMessages.notYaml(reason(e)));
    } catch (ReaderException e) {
      int line = 1 + (int) text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
      faults.add(source, line, "", ConfigMessages.notYaml("a control character is in the text"));
    } catch (YAMLException e) {
      faults.add(source, 0, "", ConfigMessages.notYaml(String.valueOf(e.getMessage())));
    }
    return null;
  }

  /** The problem without what the parser shows of the file, which may be of a value. */
  private static String reason(MarkedYAMLException e) {
    String context = e.getContext();
    String problem = String.valueOf(e.getProblem());
    return (context == null ? "" : context + ", ") + EXCERPT.matcher(problem).replaceFirst("");
  }

  private ConfigNode node(Node node, String path) {
    ConfigNode before = turned.get(node);
    if (before != null) {
      return before;
    }
    int line = node.getStartMark().getLine() + 1;
    if (!PLAIN_TAGS.contains(node.getTag())) {
      faults.add(source, line, path, ConfigMessages.tag());
    }
    // What a node that contains itself finds when it comes round: a loop ends here.
    turned.put(node, new ConfigNode.Scalar(line, "(a reference to itself)", /* absent= */ false));
    ConfigNode result = turn(node, line, path);
    turned.put(node, result);
    return result;
  }

  private ConfigNode turn(Node node, int line, String path) {
    if (node instanceof MappingNode mapping) {
      // A password in braces is read as a map: nothing of it may get into a message.
      return new ConfigNode.Mapping(
          line, FarPaths.isHidden(path) ? List.of() : entries(mapping, path));
    }
    if (node instanceof SequenceNode sequence) {
      List<ConfigNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(node(item, path));
      }
      return new ConfigNode.Sequence(line, List.copyOf(items));
    }
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    return new ConfigNode.Scalar(line, text, node.getTag().equals(Tag.NULL));
  }

  private List<ConfigNode.Entry> entries(MappingNode mapping, String path) {
    List<ConfigNode.Entry> entries = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = tuple.getKeyNode().getStartMark().getLine() + 1;
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        faults.add(source, line, path, ConfigMessages.keyIsNoText());
        continue;
      }
      String key =
          FarPaths.shownKey(
              path, keyNode.getValue(), !tuple.getValueNode().getTag().equals(Tag.NULL));
      String keyPath = path.isEmpty() ? key : path + "." + key;
      if (keyNode.getTag().equals(Tag.MERGE)) {
        faults.add(source, line, keyPath, ConfigMessages.mergeKey());
        continue;
      }
      ConfigNode value = node(tuple.getValueNode(), keyPath);
      Integer first = lines.putIfAbsent(key, line);
      if (first == null) {
        entries.add(new ConfigNode.Entry(line, key, value));
      } else {
        faults.add(source, line, keyPath, ConfigMessages.duplicateKey(key, first));
      }
    }
    return List.copyOf(entries);
  }
}
