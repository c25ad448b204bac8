package io.nearfar.cdi.internal.expressions;

import io.nearfar.cdi.internal.expressions.ExpressionException.Problem;
import java.lang.reflect.Type;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What stands between two braces: a parameter or the result, and properties. Immutable. */
final class ValuePath {
  private static final int RESULT = -1;

  private final int root;
  private final Accessor[] steps;

  private ValuePath(int root, Accessor[] steps) {
    this.root = root;
    this.steps = steps;
  }

  static ValuePath compile(String tag, String text, Scope scope) throws ExpressionException {
    String[] names = text.strip().split("\\.", -1);
    for (String name : names) {
      if (!isName(name)) {
        throw new ExpressionException(
            Problem.SYNTAX, "\"%s\": '{%s}' is no path of names".formatted(tag, text));
      }
    }
    int root = names[0].equals(Scope.RESULT) ? RESULT : scope.position(names[0]);
    Type type = Contents.type(root == RESULT ? scope.result() : scope.parameter(root));
    Accessor[] steps = new Accessor[names.length - 1];
    for (int i = 0; i < steps.length; i++) {
      Property property = Property.of(type, names[i + 1]);
      if (property == null) {
        throw new ExpressionException(
            Problem.UNKNOWN_PROPERTY,
            "'%s' of %s in \"%s\"".formatted(names[i + 1], type.getTypeName(), tag));
      }
      steps[i] = property.accessor();
      type = Contents.type(property.type());
    }
    if (!TextForms.mayHaveText(Types.raw(type))) {
      throw new ExpressionException(
          Problem.NO_TEXT, "'{%s}' is a %s".formatted(text, type.getTypeName()));
    }
    return new ValuePath(root, steps);
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && Character.isJavaIdentifierStart(name.charAt(0))
        && name.chars().allMatch(Character::isJavaIdentifierPart);
  }

  /** Hands over the text of each value that is not null. */
  void forEach(@Nullable Object[] parameters, @Nullable Object result, Consumer<String> texts) {
    walk(root == RESULT ? result : parameters[root], 0, texts);
  }

  private void walk(@Nullable Object value, int step, Consumer<String> texts) {
    if (value == null || Contents.forEach(value, inner -> walk(inner, step, texts))) {
      return;
    }
    if (step < steps.length) {
      walk(steps[step].get(value), step + 1, texts);
    } else {
      texts.accept(TextForms.text(value));
    }
  }
}
