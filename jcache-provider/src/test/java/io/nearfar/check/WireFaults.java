package io.nearfar.check;

import static io.nearfar.testing.FaultyWire.Direction.TO_CLIENT;

import io.nearfar.testing.FaultyWire;
import io.nearfar.testing.FaultyWire.Which;
import io.nearfar.testing.PushFaults;
import java.time.Duration;

/** Faults of wires. */
final class WireFaults {
  /** Less than a node waits for an answer. */
  private static final Duration LATE = Duration.ofMillis(700);

  /** In this time what was held has gone out. */
  private static final Duration RELEASED = Duration.ofMillis(20);

  private WireFaults() {}

  static void announcements(Scene scene, PushFaults faults) {
    scene.wires().forEach(wire -> wire.pushes(faults));
  }

  static void hold(Scene scene, Which which) {
    scene.wires().forEach(wire -> wire.hold(which));
  }

  /** Time and again answers are late, while announcements come soon, or after them, or never. */
  static void holdAnswers(Scene scene) {
    PushFaults none = PushFaults.none();
    announcements(
        scene,
        switch (scene.choice() % 4) {
          case 0, 1 -> none;
          case 2 -> none.delay(Duration.ZERO, LATE);
          default -> none.dropEvery(2);
        });
    long end = System.nanoTime() + scene.hold().toNanos();
    do {
      scene.wires().forEach(wire -> wire.hold(Which.UNSUBSCRIBED, TO_CLIENT));
      Scene.pass(LATE.dividedBy(1 + scene.choice() % 8));
      scene.wires().forEach(FaultyWire::resume);
      Scene.pass(RELEASED);
    } while (System.nanoTime() - end < 0);
  }

  /**
   * A last answer is late, and nothing comes after it: what it says was true when the node asked.
   */
  static void cutOffAfterLateAnswer(Scene scene) {
    announcements(scene, PushFaults.none().dropAll());
    scene.wires().forEach(wire -> wire.hold(Which.UNSUBSCRIBED, TO_CLIENT));
    Scene.pass(LATE);
    scene.wires().forEach(FaultyWire::resume);
    Scene.pass(RELEASED);
    hold(scene, Which.ALL);
    // Beyond the bound.
    Scene.pass(CheckSettings.FAULTY.plus(LATE));
  }

  static void mend(Scene scene) {
    scene
        .wires()
        .forEach(
            wire -> {
              wire.pushes(PushFaults.none());
              wire.refuse(false);
              wire.resume();
            });
  }
}
