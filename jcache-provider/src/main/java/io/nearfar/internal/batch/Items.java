package io.nearfar.internal.batch;

import io.nearfar.internal.batch.Target.Phase;
import io.nearfar.internal.batch.Target.Sent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was collected, each thing once, in its order. Not thread-safe. */
final class Items {
  /** So that a batch that is never closed is found before it takes all memory. */
  static final int MOST = 100_000;

  private final Set<Item> all = new LinkedHashSet<>();

  int size() {
    return all.size();
  }

  /**
   * Adds what is not there.
   *
   * @throws IllegalStateException if there is no room for all; none is added then
   */
  void addAll(Collection<Item> items) {
    if (all.size() + items.size() > MOST) {
      throw new IllegalStateException(BatchMessages.full(MOST));
    }
    all.addAll(items);
  }

  /** Adds what others have collected, however much that is. */
  void take(Items others) {
    all.addAll(others.all);
    others.all.clear();
  }

  /** Drops all but the first ones. */
  void keep(int first) {
    List<Item> dropped = new ArrayList<>(all).subList(first, all.size());
    dropped.forEach(
        item -> {
          all.remove(item);
          if (item instanceof Item.Work waiting) {
            waiting.work().drop();
          }
        });
  }

  /** What is here and not there. */
  Items without(Items others) {
    Items rest = new Items();
    all.stream().filter(item -> !others.all.contains(item)).forEach(rest.all::add);
    return rest;
  }

  /**
   * Sends everything: first all of it, then waits for all of it.
   *
   * @throws RuntimeException what has failed first, with the other failures; all was tried
   */
  void send(Phase phase) {
    List<Sent> sent = new ArrayList<>();
    Failure failure = new Failure();
    byTarget()
        .forEach(
            (target, collected) -> failure.catching(() -> sent.add(target.send(collected, phase))));
    sent.forEach(one -> failure.catching(one::await));
    if (phase == Phase.MAKE || phase == Phase.COMMIT) {
      all.forEach(Items::begin);
    }
    failure.throwIfAny();
  }

  private static void begin(Item item) {
    if (item instanceof Item.Work waiting) {
      waiting.work().begin();
    }
  }

  private Map<Target, Collected> byTarget() {
    Map<Target, Collected> byTarget = new LinkedHashMap<>();
    for (Item item : all) {
      if (item instanceof Item.Key key) {
        of(key.target(), byTarget).keys().add(key.key());
      } else if (item instanceof Item.Tag tag) {
        of(tag.target(), byTarget).tags().add(tag.tag());
      }
    }
    return byTarget;
  }

  private static Collected of(Target target, Map<Target, Collected> byTarget) {
    return byTarget.computeIfAbsent(
        target, t -> new Collected(new LinkedHashSet<>(), new LinkedHashSet<>()));
  }

  /** The first of several failures, with the others. */
  private static final class Failure {
    private @Nullable RuntimeException first;

    void catching(Runnable action) {
      try {
        action.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }

    void throwIfAny() {
      if (first != null) {
        throw first;
      }
    }
  }
}
