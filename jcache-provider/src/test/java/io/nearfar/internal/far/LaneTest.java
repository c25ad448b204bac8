package io.nearfar.internal.far;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.TestThreads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.redisson.client.protocol.RedisCommand;

/** Which calls leave when, and together with which others. */
class LaneTest {
  private static final RedisCommand<Object> ANY = new RedisCommand<>("ANY");

  private final List<List<Call>> sent = new ArrayList<>();
  private final Deque<Runnable> underWay = new ArrayDeque<>();

  private Lane lane(int limit) {
    return new Lane(
        limit,
        (calls, done) -> {
          sent.add(calls);
          underWay.add(done);
        });
  }

  private static Call call(Object... parameters) {
    return new Call(ANY, 0, true, parameters);
  }

  @Test
  void alone_leavesAtOnce() {
    Lane lane = lane(1);
    Call first = call();
    lane.submit(first);
    assertThat(sent).containsExactly(List.of(first));
    underWay.remove().run();
    Call second = call();
    lane.submit(second);
    assertThat(sent).containsExactly(List.of(first), List.of(second));
  }

  @Test
  void others_collect_andLeaveTogether() {
    Lane lane = lane(1);
    lane.submit(call());
    List<Call> others = List.of(call(), call(), call());
    others.forEach(lane::submit);
    assertThat(sent).hasSize(1);
    underWay.remove().run();
    assertThat(sent).hasSize(2);
    assertThat(sent.get(1)).isEqualTo(others);
    underWay.remove().run();
    assertThat(sent).hasSize(2);
  }

  @Test
  void limit_thatManyAtATime() {
    Lane lane = lane(2);
    for (int i = 0; i < 5; i++) {
      lane.submit(call());
    }
    assertThat(sent).hasSize(2);
    underWay.remove().run();
    assertThat(sent).hasSize(3);
    assertThat(sent.get(2)).hasSize(3);
  }

  @Test
  void givenUp_neverSent() {
    Lane lane = lane(1);
    lane.submit(call());
    Call givenUp = call();
    Call other = call();
    lane.submit(givenUp);
    lane.submit(other);
    assertThat(givenUp.giveUp()).isTrue();
    underWay.remove().run();
    assertThat(sent.get(1)).containsExactly(other);
    assertThat(other.giveUp()).as("not sent").isFalse();
  }

  @Test
  void allGivenUp_laneIsFree() {
    Lane lane = lane(1);
    lane.submit(call());
    Call givenUp = call();
    lane.submit(givenUp);
    givenUp.giveUp();
    underWay.remove().run();
    assertThat(sent).hasSize(1);
    lane.submit(call());
    assertThat(sent).hasSize(2);
  }

  @Test
  void large_batchesAreBounded() {
    Lane lane = lane(1);
    lane.submit(call());
    for (int i = 0; i < 1000; i++) {
      lane.submit(i < 500 ? call() : call(new byte[100_000]));
    }
    while (!underWay.isEmpty()) {
      underWay.remove().run();
    }
    assertThat(sent).allMatch(batch -> batch.size() <= 256);
    assertThat(sent).allMatch(b -> b.stream().mapToInt(Call::size).sum() <= 400_000);
    assertThat(sent.stream().mapToInt(List::size).sum()).isEqualTo(1001);
  }

  @Test
  void failingAtOnce_noRecursion() {
    AtomicInteger deepest = new AtomicInteger();
    AtomicInteger count = new AtomicInteger();
    Deque<Runnable> first = new ArrayDeque<>();
    Lane lane =
        new Lane(
            1,
            (calls, done) -> {
              deepest.accumulateAndGet(Thread.currentThread().getStackTrace().length, Math::max);
              if (count.getAndAdd(calls.size()) == 0) {
                first.add(done);
              } else {
                done.run();
              }
            });
    for (int i = 0; i < 100_000; i++) {
      lane.submit(call());
    }
    first.remove().run();
    assertThat(count).hasValue(100_000);
    assertThat(deepest.get()).isLessThan(200);
  }

  @Test
  void manyThreads_eachCallOnce() throws Exception {
    int threads = 8;
    int each = 2000;
    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    ConcurrentLinkedQueue<Runnable> answers = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Call> all = new ConcurrentLinkedQueue<>();
    Lane lane =
        new Lane(
            2,
            (calls, done) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              all.addAll(calls);
              answers.add(
                  () -> {
                    now.decrementAndGet();
                    done.run();
                  });
            });
    AtomicInteger submitted = new AtomicInteger();
    TestThreads.Running<?> server =
        TestThreads.run(
            () -> {
              while (all.size() < threads * each || !answers.isEmpty()) {
                Runnable answer = answers.poll();
                if (answer != null) {
                  answer.run();
                }
              }
            });
    TestThreads.together(
        threads,
        thread -> {
          for (int i = 0; i < each; i++) {
            lane.submit(call());
            submitted.incrementAndGet();
          }
        });
    server.result();
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> all.size() == threads * each);
    assertThat(all).doesNotHaveDuplicates();
    assertThat(most.get()).isLessThanOrEqualTo(2);
  }
}
