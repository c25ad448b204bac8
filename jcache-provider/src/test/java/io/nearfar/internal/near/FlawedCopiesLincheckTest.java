package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.near.FlawedCopies.Flaw;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scenarios that break the install rule if one of its steps is missing, or in another place:
 * each flaw is refuted by its scenario, and what has no flaw stands all of them.
 */
@Tag("lincheck")
public class FlawedCopiesLincheckTest {

  /** What happens at the same time. A read follows. */
  enum Scenario {
    FILL_AND_MESSAGE("readThrough", "writeElsewhere hear"),
    FILL_AND_WRITE("readThrough", "write evict"),
    FILL_AND_LOSS("readThrough", "writeElsewhere miss"),
    FORK_DURING_WRITE("write", "restart readThrough"),
    FORK_BETWEEN_QUESTIONS("write", "readThrough", "restart");

    @SuppressWarnings("ImmutableEnumChecker") // They are of List.of.
    final List<List<String>> threads;

    /** One text per thread. */
    Scenario(String... threads) {
      this.threads = Stream.of(threads).map(each -> List.of(each.split(" "))).toList();
    }
  }

  /** With one flaw. */
  public abstract static class Flawed extends CopyOperations {
    Flawed(Flaw flaw) {
      super(new FlawedCopies(flaw));
    }

    @Override
    @Operation(nonParallelGroup = "link")
    public void restart() {
      super.restart();
    }
  }

  public static final class Flawless extends Flawed {
    public Flawless() {
      super(Flaw.NONE);
    }
  }

  public static final class NoStripeCheck extends Flawed {
    public NoStripeCheck() {
      super(Flaw.NO_STRIPE_CHECK);
    }
  }

  public static final class SilentReplies extends Flawed {
    public SilentReplies() {
      super(Flaw.REPLIES_RAISE_NO_STRIPE);
    }
  }

  public static final class SilentMessages extends Flawed {
    public SilentMessages() {
      super(Flaw.MESSAGES_RAISE_NO_STRIPE);
    }
  }

  public static final class CheckOutsideCompute extends Flawed {
    public CheckOutsideCompute() {
      super(Flaw.CHECK_OUTSIDE_COMPUTE);
    }
  }

  public static final class MessageRemovesFirst extends Flawed {
    public MessageRemovesFirst() {
      super(Flaw.MESSAGE_REMOVES_BEFORE_IT_RAISES);
    }
  }

  public static final class IgnoredSuspicion extends Flawed {
    public IgnoredSuspicion() {
      super(Flaw.SUSPICION_IS_IGNORED);
    }
  }

  public static final class ForkPublishesFirst extends Flawed {
    public ForkPublishesFirst() {
      super(Flaw.FORK_PUBLISHES_BEFORE_IT_ENDS);
    }
  }

  public static final class ForkForgets extends Flawed {
    public ForkForgets() {
      super(Flaw.FORK_FORGETS_LATE_REPLIES);
    }
  }

  static Stream<Arguments> flaws() {
    return Stream.of(
        Arguments.of(NoStripeCheck.class, Scenario.FILL_AND_MESSAGE),
        Arguments.of(SilentReplies.class, Scenario.FILL_AND_WRITE),
        Arguments.of(SilentMessages.class, Scenario.FILL_AND_MESSAGE),
        Arguments.of(CheckOutsideCompute.class, Scenario.FILL_AND_MESSAGE),
        Arguments.of(MessageRemovesFirst.class, Scenario.FILL_AND_MESSAGE),
        Arguments.of(IgnoredSuspicion.class, Scenario.FILL_AND_LOSS),
        Arguments.of(ForkPublishesFirst.class, Scenario.FORK_BETWEEN_QUESTIONS),
        Arguments.of(ForkForgets.class, Scenario.FORK_DURING_WRITE));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void flaw_isRefuted(Class<?> flawed, Scenario by) {
    assertThatThrownBy(() -> CopyOperations.modelCheck(flawed, by.threads, 30_000))
        .isInstanceOf(LincheckAssertionError.class);
  }

  /** What is refuted is the flaw, and not the double. */
  @ParameterizedTest
  @EnumSource(Scenario.class)
  void double_withoutFlaw(Scenario scenario) {
    CopyOperations.modelCheck(Flawless.class, scenario.threads, 1_500);
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void original(Scenario scenario) {
    CopyOperations.modelCheck(CopyStoreLincheckTest.ForkedCopies.class, scenario.threads, 1_500);
  }
}
