package io.nearfar.internal.engine;

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
    RuntimeException failure = null;
    for (Delivery delivery : deliveries) {
      failure = attempt(delivery, failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Delivers; returns the first failure so far. */
  static @Nullable RuntimeException attempt(Delivery delivery, @Nullable RuntimeException failure) {
    try {
      delivery.deliver();
      return failure;
    } catch (RuntimeException e) {
      if (failure == null) {
        return e;
      }
      failure.addSuppressed(e);
      return failure;
    }
  }
}
