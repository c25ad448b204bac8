package io.nearfar.cdi.internal.expressions;

import io.nearfar.cdi.internal.expressions.ExpressionException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tag of an annotation: text with values in it. Immutable. */
final class TagTemplate {
  /** As {@code NearfarCache.MAX_TAG_BYTES}, whose class may not be there. */
  static final int MAX_BYTES = 255;

  /** One more than there are paths. */
  private final String[] literals;

  private final ValuePath[] paths;

  private TagTemplate(List<String> literals, List<ValuePath> paths) {
    this.literals = literals.toArray(String[]::new);
    this.paths = paths.toArray(ValuePath[]::new);
  }

  /** The tag itself, whatever it contains. */
  static TagTemplate literal(String tag) throws ExpressionException {
    checkLength(tag, tag, /* atLeast= */ 1);
    return new TagTemplate(List.of(tag), List.of());
  }

  static TagTemplate compile(String tag, Scope scope) throws ExpressionException {
    List<String> literals = new ArrayList<>();
    List<ValuePath> paths = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (c != '{' && c != '}') {
        literal.append(c);
      } else if (i + 1 < tag.length() && tag.charAt(i + 1) == c) {
        literal.append(c);
        i++;
      } else if (c == '}') {
        throw new ExpressionException(
            Problem.SYNTAX, "\"%s\": '}' closes nothing at %d".formatted(tag, i + 1));
      } else {
        int end = tag.indexOf('}', i);
        if (end < 0) {
          throw new ExpressionException(
              Problem.SYNTAX, "\"%s\": '{' at %d is not closed".formatted(tag, i + 1));
        }
        literals.add(literal.toString());
        literal.setLength(0);
        paths.add(ValuePath.compile(tag, tag.substring(i + 1, end), scope));
        i = end;
      }
    }
    literals.add(literal.toString());
    checkLength(tag, String.join("", literals), paths.isEmpty() ? 1 : 0);
    return new TagTemplate(literals, paths);
  }

  private static void checkLength(String tag, String text, int atLeast) throws ExpressionException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ExpressionException(Problem.BAD_TAG, "half of a surrogate pair");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < atLeast) {
      throw new ExpressionException(Problem.BAD_TAG, "no character");
    } else if (bytes > MAX_BYTES) {
      throw new ExpressionException(
          Problem.BAD_TAG, "%d bytes, \"%s...\"".formatted(bytes, tag.substring(0, 40)));
    }
  }

  boolean isConstant() {
    return paths.length == 0;
  }

  /** Adds a tag for each combination of values; none if one of them is null. */
  void addTo(Collection<String> tags, @Nullable Object[] parameters, @Nullable Object result) {
    add(tags, literals[0], 0, parameters, result);
  }

  private void add(
      Collection<String> tags,
      String begin,
      int path,
      @Nullable Object[] parameters,
      @Nullable Object result) {
    if (path == paths.length) {
      tags.add(begin);
    } else {
      paths[path].forEach(
          parameters,
          result,
          text -> add(tags, begin + text + literals[path + 1], path + 1, parameters, result));
    }
  }
}
