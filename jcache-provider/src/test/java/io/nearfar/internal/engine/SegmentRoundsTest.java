package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.coherence.LinkLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One announcement of a clear instead of one per segment. */
class SegmentRoundsTest {
  private final List<Runnable> later = new ArrayList<>();
  private int told;
  private final SegmentRounds<Integer> rounds =
      new SegmentRounds<>(3, new ManualLoop(), origin -> told++);

  private final class ManualLoop implements LinkLoop {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
      later.add(task);
      return () -> later.remove(task);
    }
  }

  private void hear(int... segments) {
    for (int segment : segments) {
      rounds.heard(/* origin= */ 1, segment);
    }
  }

  private void timePasses(int expectedTasks) {
    assertThat(later).hasSize(expectedTasks);
    List.copyOf(later).forEach(Runnable::run);
  }

  @Test
  void clear_isToldWhenTheLastSegmentIsHeard() {
    hear(2, 0);
    assertThat(told).isZero();
    hear(1);
    assertThat(told).isEqualTo(1);
    assertThat(later).isEmpty();
  }

  @Test
  void twoClears_areToldTwice() {
    hear(0, 1, 2, 0, 1, 2);
    assertThat(told).isEqualTo(2);
  }

  @Test
  void halfOfAClear_isToldLater() {
    hear(0, 1);
    timePasses(1);
    assertThat(told).isEqualTo(1);
    hear(0, 1, 2);
    assertThat(told).isEqualTo(2);
  }

  @Test
  void anotherClear_endsTheOneBefore() {
    hear(0, 1, 0);
    assertThat(told).isEqualTo(1);
    timePasses(1);
    assertThat(told).isEqualTo(2);
  }

  @Test
  void clearsOfTwoNodes_areTwo() {
    hear(0, 1);
    rounds.heard(/* origin= */ 2, 0);
    rounds.heard(/* origin= */ 2, 1);
    hear(2);
    assertThat(told).isEqualTo(1);
    rounds.heard(/* origin= */ 2, 2);
    assertThat(told).isEqualTo(2);
  }
}
