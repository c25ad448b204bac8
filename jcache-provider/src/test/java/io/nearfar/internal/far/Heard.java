package io.nearfar.internal.far;

import io.nearfar.spi.Invalidation;
import io.nearfar.spi.InvalidationChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Writes down what a channel says. Thread-safe. */
final class Heard implements InvalidationChannel.Subscriber {
  static final String LINKED = "linked";
  static final String UNLINKED = "unlinked";
  static final String UNREADABLE = "unreadable";

  private final List<Object> events = new ArrayList<>();

  @Override
  public synchronized void received(Invalidation invalidation) {
    events.add(invalidation);
  }

  @Override
  public synchronized void unreadable() {
    events.add(UNREADABLE);
  }

  @Override
  public synchronized void linked() {
    events.add(LINKED);
  }

  @Override
  public synchronized void unlinked() {
    events.add(UNLINKED);
  }

  synchronized List<Object> events() {
    return new ArrayList<>(events);
  }

  synchronized List<Invalidation> messages() {
    return events.stream()
        .filter(Invalidation.class::isInstance)
        .map(Invalidation.class::cast)
        .toList();
  }

  /** What was said of the link. */
  synchronized List<Object> states() {
    return events.stream().filter(event -> event == LINKED || event == UNLINKED).toList();
  }

  void await(Predicate<Heard> condition) {
    Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(40))
        .until(() -> condition.test(this));
  }

  void awaitStates(Object... expected) {
    await(heard -> heard.states().equals(List.of(expected)));
  }

  /** Until the last state is that the link is up, after it was down. */
  void awaitLinkedAgain() {
    await(
        heard -> {
          List<Object> states = heard.states();
          return states.size() > 2 && states.get(states.size() - 1) == LINKED;
        });
  }
}
