package io.nearfar.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON schema of the configuration file, made from the table of settings. */
final class JsonSchema {
  private static final String SIZE = Amounts.DIGITS + "\\s*([kKmMgGtT][iI]?)?[bB]?";

  private JsonSchema() {}

  static Map<String, Object> create() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:nearfar:schema:configuration");
    schema.put("title", "Nearfar configuration");
    schema.put("description", "The file nearfar.yaml. Made from the table of settings.");
    schema.putAll(closed(Map.of("nearfar", ref("root"))));
    Map<String, Object> definitions = new LinkedHashMap<>();
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put(FarSetting.SECTION, described(ref("far"), "The servers of the far tier."));
    profile.put("defaults", described(ref("cache"), "For every cache."));
    profile.put("caches", ref("caches"));
    Map<String, Object> root = new LinkedHashMap<>(profile);
    root.put("profiles", ref("profiles"));
    definitions.put("root", closed(root));
    definitions.put("caches", byName("Caches by name or pattern (*, ?).", ref("cache")));
    definitions.put("profiles", byName("Settings that apply on request.", ref("profile")));
    definitions.put("profile", closed(profile));
    definitions.put("cache", closed(settings(Setting.values())));
    definitions.put("far", closed(settings(FarSetting.values())));
    for (SettingType type : SettingType.values()) {
      definitions.put(name(type), anyOf(type));
    }
    definitions.put("placeholder", ordered("type", "string", "pattern", "\\$\\{"));
    schema.put("$defs", definitions);
    return schema;
  }

  static String text() {
    StringBuilder text = new StringBuilder();
    write(create(), "", text);
    return text.append('\n').toString();
  }

  private static Map<String, Object> settings(AnySetting[] table) {
    Map<String, Object> settings = new LinkedHashMap<>();
    Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
    for (AnySetting setting : table) {
      int dot = setting.path().indexOf('.');
      Map<String, Object> property = described(ref(name(setting.type())), plain(setting.doc()));
      if (dot < 0) {
        settings.put(setting.path(), property);
      } else {
        String group = setting.path().substring(0, dot);
        groups
            .computeIfAbsent(
                group,
                absent -> {
                  Map<String, Object> content = new LinkedHashMap<>();
                  settings.put(group, content);
                  return content;
                })
            .put(setting.path().substring(dot + 1), property);
      }
    }
    groups.forEach((group, content) -> settings.put(group, closed(content)));
    return settings;
  }

  private static Map<String, Object> anyOf(SettingType type) {
    List<Object> forms =
        switch (type) {
          case BOOLEAN -> List.of(Map.of("type", "boolean"), constants("true", "false"));
          case TOPOLOGY -> List.of(constants(Topology.values()));
          case POLICY -> List.of(constants(EvictionPolicy.values()));
          case COUNT -> List.of(natural(), pattern(Amounts.DIGITS), constants("unlimited"));
          case SIZE -> List.of(natural(), pattern(SIZE), constants("unlimited"));
          case TTL -> List.of(constants(0), duration(), constants("eternal"));
          case TTL_OR_UNCHANGED ->
              List.of(constants(0), duration(), constants("eternal", "unchanged"));
          case CLASS, WEIGHER -> List.of(ordered("type", "string", "minLength", 1));
          case CLASS_NAMES, TYPE_PATTERNS ->
              List.of(
                  ordered("type", "string", "minLength", 1),
                  ordered("type", "array", "items", ordered("type", "string", "minLength", 1)));
          case TAG_DEPENDENCIES ->
              List.of(
                  pattern(rule(",") + "(," + rule(",") + ")*"),
                  ordered(
                      "type",
                      "array",
                      "items",
                      Map.of("anyOf", List.of(pattern(rule("\\n")), ref("placeholder")))));
          case FAR_URLS ->
              List.of(
                  pattern(urls(FarUrls.SERVER_FORM) + "|" + FarUrls.EMBEDDED_FORM),
                  ordered(
                      "type",
                      "array",
                      "items",
                      Map.of(
                          "anyOf",
                          List.of(
                              pattern(FarUrls.SERVER_FORM + "|" + FarUrls.EMBEDDED_FORM),
                              ref("placeholder")))));
          case FAR_MODE -> List.of(constants(FarMode.values()));
          case WHILE_UNLINKED -> List.of(constants(WhileUnlinked.values()));
          case READ_FROM -> List.of(constants(ReadFrom.values()));
          case TEXT, SECRET, FILE ->
              List.of(
                  ordered("type", "string", "minLength", 1),
                  // A name or password of digits; the file's reader takes it as it is written.
                  Map.of("type", "integer"));
          case DATABASE -> List.of(natural(), pattern(Amounts.DIGITS));
          case CONNECTIONS ->
              List.of(
                  ordered("type", "integer", "minimum", 1, "maximum", FarValues.MAX_CONNECTIONS),
                  pattern(Amounts.DIGITS));
          case WAIT -> List.of(duration());
          case KEY_PREFIX -> List.of(keyPart(FarValues.MAX_PREFIX));
          case NAMESPACE -> List.of(keyPart(FarValues.MAX_NAMESPACE));
          case VALUE_SIZE ->
              List.of(
                  ordered(
                      "type", "integer", "minimum", 1, "maximum", (int) FarValues.MAX_VALUE_BYTES),
                  pattern(SIZE));
        };
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("description", plain(type.syntax()));
    List<Object> all = new ArrayList<>(forms);
    all.add(ref("placeholder"));
    definition.put("anyOf", all);
    return definition;
  }

  private static Map<String, Object> closed(Map<String, ?> properties) {
    return ordered(
        "type", List.of("object", "null"), "properties", properties, "additionalProperties", false);
  }

  private static Map<String, Object> byName(String description, Object values) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("description", description);
    map.put("type", List.of("object", "null"));
    map.put("propertyNames", Map.of("pattern", "\\S"));
    map.put("additionalProperties", values);
    return map;
  }

  private static Map<String, Object> ref(String name) {
    return Map.of("$ref", "#/$defs/" + name);
  }

  private static Map<String, Object> described(Map<String, Object> schema, String description) {
    Map<String, Object> map = new LinkedHashMap<>(schema);
    map.put("description", description);
    return map;
  }

  private static Map<String, Object> constants(Object... values) {
    return Map.of("enum", List.of(values));
  }

  private static Map<String, Object> constants(Enum<?>[] values) {
    return Map.of("enum", Arrays.stream(values).map(Setting::spelled).toList());
  }

  private static Map<String, Object> natural() {
    return ordered("type", "integer", "minimum", 0);
  }

  private static Map<String, Object> duration() {
    return pattern(Amounts.DIGITS + "\\s*(ms|s|m|h|d)|0|[pP].+");
  }

  private static Map<String, Object> keyPart(int longest) {
    return pattern(FarValues.KEY_CHARACTERS + "{1," + longest + "}");
  }

  /** A pattern of tags and a tag, both without what separates several. */
  private static String rule(String separator) {
    String tag = "[^\\s*" + separator + "][^*" + separator + "]*";
    return "\\s*[^\\s" + separator + "][^" + separator + "]*->\\s*" + tag;
  }

  /** Addresses with commas between them. */
  private static String urls(String one) {
    return one + "(\\s*,\\s*" + one + ")*";
  }

  private static Map<String, Object> pattern(String pattern) {
    return ordered("type", "string", "pattern", "^(" + pattern + ")$");
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static String name(SettingType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String plain(String markdown) {
    return markdown.replace("`", "");
  }

  private static void write(Object value, String indent, StringBuilder text) {
    if (value instanceof Map<?, ?> map) {
      text.append("{");
      String separator = "\n";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.append(separator).append(indent).append("  \"").append(entry.getKey()).append("\": ");
        write(entry.getValue(), indent + "  ", text);
        separator = ",\n";
      }
      text.append("\n").append(indent).append("}");
    } else if (value instanceof List<?> list) {
      text.append("[");
      String separator = "\n";
      for (Object item : list) {
        text.append(separator).append(indent).append("  ");
        write(item, indent + "  ", text);
        separator = ",\n";
      }
      text.append("\n").append(indent).append("]");
    } else if (value instanceof String string) {
      text.append('"').append(string.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    } else {
      text.append(value);
    }
  }
}
