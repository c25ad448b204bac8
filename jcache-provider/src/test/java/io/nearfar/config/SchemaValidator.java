package io.nearfar.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a document against a JSON schema; knows the keywords that {@link JsonSchema} uses. */
final class SchemaValidator {
  private final Map<String, Object> root;

  SchemaValidator(Map<String, Object> root) {
    this.root = root;
  }

  /** The places that do not fit; empty if the document does. */
  List<String> validate(@Nullable Object document) {
    return validate(root, document, "");
  }

  private List<String> validate(Map<String, Object> schema, @Nullable Object value, String path) {
    List<String> wrong = new ArrayList<>();
    schema.forEach(
        (keyword, content) -> {
          switch (keyword) {
            case "$schema", "$id", "$defs", "title", "description" -> {}
            case "$ref" -> wrong.addAll(validate(definition((String) content), value, path));
            case "type" -> {
              if (types(content).stream().noneMatch(type -> is(type, value))) {
                wrong.add(path);
              }
            }
            case "enum" -> {
              if (!((List<?>) content).contains(value)) {
                wrong.add(path);
              }
            }
            case "pattern" -> {
              if (!(value instanceof String text)
                  || !Pattern.compile((String) content).matcher(text).find()) {
                wrong.add(path);
              }
            }
            case "minimum" -> {
              if (value instanceof Number number
                  && number.longValue() < ((Number) content).longValue()) {
                wrong.add(path);
              }
            }
            case "maximum" -> {
              if (value instanceof Number number
                  && number.longValue() > ((Number) content).longValue()) {
                wrong.add(path);
              }
            }
            case "minLength" -> {
              if (value instanceof String text && text.isEmpty()) {
                wrong.add(path);
              }
            }
            case "anyOf" -> {
              if (list(content).stream().noneMatch(one -> validate(one, value, path).isEmpty())) {
                wrong.add(path);
              }
            }
            case "items" -> {
              if (value instanceof List<?> items) {
                items.forEach(item -> wrong.addAll(validate(map(content), item, path)));
              }
            }
            case "propertyNames" -> {
              if (value instanceof Map<?, ?> object) {
                object
                    .keySet()
                    .forEach(key -> wrong.addAll(validate(map(content), key, path + "." + key)));
              }
            }
            case "properties", "additionalProperties" -> {
              if (value instanceof Map<?, ?> object && keyword.startsWith("additional")) {
                object.forEach((key, item) -> wrong.addAll(property(schema, key, item, path)));
              }
            }
            default -> throw new IllegalArgumentException(keyword);
          }
        });
    return wrong;
  }

  private List<String> property(Map<String, Object> schema, Object key, Object value, String path) {
    String keyPath = path + "." + key;
    Object property = map(schema.getOrDefault("properties", Map.of())).get(key);
    Object chosen = property != null ? property : schema.get("additionalProperties");
    return chosen instanceof Boolean ? List.of(keyPath) : validate(map(chosen), value, keyPath);
  }

  private static boolean is(Object type, @Nullable Object value) {
    return switch ((String) type) {
      case "object" -> value instanceof Map;
      case "null" -> value == null;
      case "boolean" -> value instanceof Boolean;
      case "integer" -> value instanceof Integer || value instanceof Long;
      case "string" -> value instanceof String;
      case "array" -> value instanceof List;
      default -> throw new IllegalArgumentException((String) type);
    };
  }

  private static List<?> types(Object content) {
    return content instanceof List<?> list ? list : List.of(content);
  }

  private Map<String, Object> definition(String reference) {
    return map(map(root.get("$defs")).get(reference.substring("#/$defs/".length())));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object object) {
    if (object == null) {
      throw new IllegalArgumentException("no schema");
    }
    return (Map<String, Object>) object;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Object object) {
    return (List<Map<String, Object>>) object;
  }
}
