package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.TestThreads;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;

/**
 * {@link CopyStoreLincheckTest} with real threads: a link that replaces the segment again and
 * again, and reads and writes that go on meanwhile. What a fork publishes is seen whole, and
 * nothing that was on its way gets into the new history.
 */
class CopyStoreStressTest {
  private static final int OPERATIONS = 20_000;
  private static final int USERS = 3;

  /** Some replies take so long that other threads come in between. */
  private static final class SlowReplies extends CopyOperations {
    SlowReplies() {
      super(CopiesOfOneKey.real());
    }

    @Override
    void onItsWay() {
      if (ThreadLocalRandom.current().nextInt(4) == 0) {
        Thread.yield();
      }
    }
  }

  @RepeatedTest(3)
  void promises_areKept() throws Exception {
    CopyOperations copies = new SlowReplies();
    AtomicInteger using = new AtomicInteger(USERS);
    TestThreads.together(
        USERS + 1,
        thread -> {
          if (thread == 0) {
            link(copies, using);
          } else {
            use(copies, using);
          }
        });
    copies.coherent();
  }

  private static void link(CopyOperations copies, AtomicInteger using) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (using.get() > 0) {
      switch (random.nextInt(16)) {
        case 0 -> copies.restart();
        case 1 -> copies.miss();
        default -> copies.hear();
      }
    }
  }

  private static void use(CopyOperations copies, AtomicInteger using) {
    try {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      for (int i = 0; i < OPERATIONS; i++) {
        switch (random.nextInt(16)) {
          case 0 -> assertThat(copies.write()).as("write").isTrue();
          case 1 -> assertThat(copies.readThrough()).as("read of the far tier").isTrue();
          case 2 -> copies.evict();
          case 3 -> copies.writeElsewhere();
          default -> assertThat(copies.read()).as("read").isTrue();
        }
      }
    } finally {
      using.decrementAndGet();
    }
  }
}
