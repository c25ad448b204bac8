package io.nearfar.cdi.internal.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nearfar.cdi.internal.expressions.ExpressionException.Problem;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags that can't be compiled, and why. */
class ExpressionMistakesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a{id", "{", "}", "a}b", "{}", "{ }", "{id.}", "{.id}", "{i d}", "{1}", "{id()}"})
  void syntax(String tag) {
    assertThat(problem("value", tag)).isEqualTo(Problem.SYNTAX);
  }

  @ParameterizedTest
  @CsvSource({
    "value,       {ID},                   UNKNOWN_PARAMETER",
    "item,        {id},                   UNKNOWN_PARAMETER",
    "value,       {id.length},            UNKNOWN_PROPERTY",
    "item,        {result.nothing},       UNKNOWN_PROPERTY",
    "item,        {result.owner.nothing}, UNKNOWN_PROPERTY",
    "item,        {result.class},         UNKNOWN_PROPERTY",
    "item,        {result.hashCode},      UNKNOWN_PROPERTY",
    "items,       {result.size},          UNKNOWN_PROPERTY",
    "otherMap,    {result.DAYS},          UNKNOWN_PROPERTY",
    "maybe,       {result.get},           UNKNOWN_PROPERTY",
    "item,        {result},               NO_TEXT",
    "item,        {result.owner},         NO_TEXT",
    "items,       {result},               NO_TEXT",
    "map,         {result},               NO_TEXT",
    "value,       {result},               NO_RESULT",
    "nothingLater,{result},               NO_RESULT",
  })
  void meaning(String method, String tag, Problem problem) {
    assertThat(problem(method, tag)).isEqualTo(problem);
  }

  @Test
  void unknownParameter_tellsTheOthers() {
    ExpressionException thrown = thrown(scope("pair"), "{third}");

    assertThat(thrown.seen()).isEqualTo("'third'; it has first, second");
  }

  @Test
  void unknownProperty_tellsTheTypeAsInSourceCode() {
    assertThat(thrown(scope("otherMap"), "{result.DAYS}").seen())
        .isEqualTo(
            "'DAYS' of java.util.TreeMap<java.util.concurrent.TimeUnit, java.lang.Integer>"
                + " in \"{result.DAYS}\"");
  }

  @Test
  void result_beforeTheCall() {
    assertThat(thrown(scope("item").beforeCall(), "{result.id}").problem())
        .isEqualTo(Problem.RESULT_TOO_EARLY);
  }

  /** The JDK is compiled without {@code -parameters}. */
  @Test
  void names_thatAreNotThere() throws Exception {
    Method method = String.class.getMethod("charAt", int.class);

    ExpressionException thrown = thrown(Scope.of(method, String.class), "{index}");

    assertThat(thrown.problem()).isEqualTo(Problem.NO_PARAMETER_NAMES);
    assertThat(thrown.seen()).isEqualTo("index");
  }

  @Test
  void length() {
    assertThat(problem("value", "")).isEqualTo(Problem.BAD_TAG);
    assertThat(problem("value", "x".repeat(256))).isEqualTo(Problem.BAD_TAG);
    assertThat(problem("value", "{id}" + "\u20ac".repeat(86))).isEqualTo(Problem.BAD_TAG);
    assertThat(problem("value", "\ud800")).isEqualTo(Problem.BAD_TAG);
    assertThat(problem("value", "x".repeat(255))).isNull();
    assertThat(problem("value", "{id}")).isNull();
    ExpressionException thrown =
        catchThrowableOfType(
            ExpressionException.class,
            () -> new TagList.Builder().addLiteral("event:" + "x".repeat(250)));
    assertThat(thrown.problem()).isEqualTo(Problem.BAD_TAG);
  }

  private static Scope scope(String method) {
    return Scope.of(TagListTest.method(method), TagListTest.Methods.class);
  }

  /** Null if there is none. */
  private static Problem problem(String method, String tag) {
    ExpressionException thrown = thrown(scope(method), tag);
    return thrown == null ? null : thrown.problem();
  }

  private static ExpressionException thrown(Scope scope, String tag) {
    return catchThrowableOfType(
        ExpressionException.class, () -> new TagList.Builder().add(tag, scope));
  }
}
