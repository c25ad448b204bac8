package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.cache.RemoteChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What a listener is still to hear of other nodes. */
class RemoteQueueTest {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<RemoteChange<Integer>> heard = new ArrayList<>();
  private int dropped;
  private final RemoteQueue<Integer> queue =
      new RemoteQueue<>(tasks::add, heard::add, () -> dropped++);

  private void run() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private void add(int key) {
    queue.add(() -> new RemoteChange.Stored<>(key));
  }

  @Test
  void changes_areToldInTheirOrder() {
    add(1);
    add(2);
    queue.miss();
    add(1);
    run();
    assertThat(heard)
        .containsExactly(
            new RemoteChange.Stored<>(1),
            new RemoteChange.Stored<>(2),
            new RemoteChange.Missed<>(),
            new RemoteChange.Stored<>(1));
  }

  @Test
  void manyMisses_areOne_untilItIsTold() {
    queue.miss();
    queue.miss();
    run();
    assertThat(heard).hasSize(1);
    queue.miss();
    run();
    assertThat(heard).hasSize(2);
  }

  @Test
  void tooManyChanges_areDroppedAndTold() {
    for (int key = 0; key < RemoteQueue.MAX_WAITING + 7; key++) {
      add(key);
    }
    assertThat(tasks).hasSize(RemoteQueue.MAX_WAITING + 1);
    assertThat(dropped).isEqualTo(7);
    run();
    assertThat(heard).hasSize(RemoteQueue.MAX_WAITING + 1);
    assertThat(heard.get(RemoteQueue.MAX_WAITING)).isEqualTo(new RemoteChange.Missed<Integer>());

    add(1);
    run();
    assertThat(heard).endsWith(new RemoteChange.Stored<>(1));
  }
}
