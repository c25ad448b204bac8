package io.nearfar.internal.engine;

import io.nearfar.internal.util.Failures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many deliveries as one: all are made, the first failure is thrown, the others are suppressed.
 * Errors count as failures too: an event that is never delivered would keep the later ones of its
 * key waiting for ever.
 */
final class Deliveries implements Delivery {
  private final List<Delivery> deliveries = new ArrayList<>();

  void add(Delivery delivery) {
    if (delivery != Delivery.NONE) {
      deliveries.add(delivery);
    }
  }

  @Override
  public void deliver() {
    Failures.throwIfAny(deliverAll(null));
  }

  /** Delivers although something has failed; what fails here is suppressed by that. */
  void deliverAfter(Throwable failure) {
    deliverAll(failure);
  }

  /** Delivers; returns the first failure so far. */
  private @Nullable Throwable deliverAll(@Nullable Throwable failure) {
    Throwable first = failure;
    for (Delivery delivery : deliveries) {
      try {
        delivery.deliver();
      } catch (RuntimeException | Error e) {
        first = Failures.add(first, e);
      }
    }
    return first;
  }
}
