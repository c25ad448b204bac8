package io.nearfar.internal.engine;

import io.nearfar.internal.util.Failures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many deliveries as one: all are made, the first failure is thrown, the others are suppressed. */
final class Deliveries implements Delivery {
  private final List<Delivery> deliveries = new ArrayList<>();

  void add(Delivery delivery) {
    if (delivery != Delivery.NONE) {
      deliveries.add(delivery);
    }
  }

  @Override
  public void deliver() {
    Throwable failure = null;
    for (Delivery delivery : deliveries) {
      failure = attempt(delivery, failure);
    }
    Failures.throwIfAny(failure);
  }

  /**
   * Delivers; returns the first failure so far. Errors too: whatever a listener does, an event that
   * is never delivered would keep the later ones of its key waiting for ever.
   */
  static @Nullable Throwable attempt(Delivery delivery, @Nullable Throwable failure) {
    try {
      delivery.deliver();
      return failure;
    } catch (RuntimeException | Error e) {
      return Failures.add(failure, e);
    }
  }
}
