package io.nearfar.cdi.internal.expressions;

import io.nearfar.cdi.internal.expressions.ExpressionException.Problem;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The names that the tags of a method may use, and their types. Immutable. */
public final class Scope {
  static final String RESULT = "result";

  private final Method method;
  private final Map<TypeVariable<?>, Type> known;

  /** Null if there is none. */
  private final @Nullable Type result;

  /** Why there is none. */
  private final Problem without;

  private Scope(
      Method method, Map<TypeVariable<?>, Type> known, @Nullable Type result, Problem without) {
    this.method = method;
    this.known = known;
    this.result = result;
    this.without = without;
  }

  /**
   * A method and what it returns; of a stage or a {@code Uni} what that will have.
   *
   * @param bean the class of the bean, which may inherit the method
   */
  public static Scope of(Method method, Class<?> bean) {
    Map<TypeVariable<?>, Type> known = Types.bindings(bean);
    Type returned = withoutStage(Types.closed(method.getGenericReturnType(), known));
    boolean isVoid = returned == void.class || returned == Void.class;
    return new Scope(method, known, isVoid ? null : returned, Problem.NO_RESULT);
  }

  private static Type withoutStage(Type type) {
    Class<?> raw = Types.raw(type);
    if (raw != CompletionStage.class
        && raw != CompletableFuture.class
        && !raw.getName().equals("io.smallrye.mutiny.Uni")) {
      return type;
    }
    return type instanceof ParameterizedType parameterized
        ? parameterized.getActualTypeArguments()[0]
        : Object.class;
  }

  /** The same, with a parameter as the result: the value of {@code @CachePut}. */
  public Scope withResult(int position) {
    Type type = Types.closed(method.getGenericParameterTypes()[position], known);
    return new Scope(method, known, type, without);
  }

  /** The same for tags that are needed before the method is called. */
  public Scope beforeCall() {
    return new Scope(method, known, null, Problem.RESULT_TOO_EARLY);
  }

  /** The result's type. */
  Type result() throws ExpressionException {
    if (result == null) {
      throw new ExpressionException(without, "");
    }
    return result;
  }

  /** The position of a parameter. */
  int position(String name) throws ExpressionException {
    List<String> names = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      if (!parameter.isNamePresent()) {
        throw new ExpressionException(Problem.NO_PARAMETER_NAMES, name);
      }
      names.add(parameter.getName());
    }
    int position = names.indexOf(name);
    if (position < 0) {
      throw new ExpressionException(
          Problem.UNKNOWN_PARAMETER,
          "'%s'; it has %s".formatted(name, names.isEmpty() ? "none" : String.join(", ", names)));
    }
    return position;
  }

  /** The type of a parameter. */
  Type parameter(int position) {
    return Types.closed(method.getGenericParameterTypes()[position], known);
  }
}
