package io.nearfar.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps that all have to be tried: {@code after}, {@code throwIfAny}. */
class FailuresTest {
  private final List<String> done = new ArrayList<>();

  @Test
  void failingSteps_stopNone_andAreAllTold() {
    RuntimeException first = new IllegalStateException("first");
    Error second = new LinkageError("second");
    Throwable failure = Failures.after(/* first= */ null, () -> done.add("one"));
    assertThat(failure).isNull();
    failure =
        Failures.after(
            failure,
            () -> {
              throw first;
            });
    failure =
        Failures.after(
            failure,
            () -> {
              throw second;
            });
    failure = Failures.after(failure, () -> done.add("two"));
    assertThat(done).containsExactly("one", "two");
    Throwable told = failure;
    assertThatThrownBy(() -> Failures.throwIfAny(told))
        .isSameAs(first)
        .hasSuppressedException(second);
  }

  @Test
  void noFailure_nothingIsThrown() {
    assertThatCode(() -> Failures.throwIfAny(Failures.after(null, () -> done.add("one"))))
        .doesNotThrowAnyException();
    assertThat(done).containsExactly("one");
  }
}
