package io.nearfar.internal.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

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
    deliver(deliveries.iterator());
  }

  private static void deliver(Iterator<Delivery> rest) {
    while (rest.hasNext()) {
      try {
        rest.next().deliver();
      } catch (Throwable e) {
        deliverAfter(rest, e);
        throw e;
      }
    }
  }

  /** Delivers although something has failed; what fails here is suppressed by that. */
  void deliverAfter(Throwable failure) {
    deliverAfter(deliveries.iterator(), failure);
  }

  private static void deliverAfter(Iterator<Delivery> rest, Throwable failure) {
    while (rest.hasNext()) {
      try {
        rest.next().deliver();
      } catch (Throwable e) {
        suppress(failure, e);
      }
    }
  }

  /** Adds a later failure to an earlier one, which may be the same object. */
  static void suppress(Throwable earlier, Throwable later) {
    if (later != earlier) {
      earlier.addSuppressed(later);
    }
  }
}
