package io.nearfar.check;

import static io.nearfar.check.Shape.CLUSTER;
import static io.nearfar.check.Shape.PERSISTENT;
import static io.nearfar.check.Shape.SENTINEL;
import static io.nearfar.check.Shape.SINGLE;
import static io.nearfar.check.Shape.WIRED;
import static io.nearfar.check.WireFaults.announcements;

import io.nearfar.check.Span.Harm;
import io.nearfar.testing.FaultyWire.Which;
import io.nearfar.testing.PushFaults;
import io.nearfar.testing.RedisCluster.Failover;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** What goes wrong. Between its beginning and its end it lasts for a while. */
enum Fault {
  // ---- connections

  CUT_CLIENTS(Harm.NONE, all(), scene -> scene.onMasters("CLIENT", "KILL", "TYPE", "normal")),
  CUT_SUBSCRIBERS(Harm.NONE, all(), scene -> scene.onMasters("CLIENT", "KILL", "TYPE", "pubsub")),
  CUT_REPLICAS(
      Harm.NONE,
      Set.of(SENTINEL, CLUSTER),
      scene -> scene.onMasters("CLIENT", "KILL", "TYPE", "replica")),
  PAUSE_CLIENTS(
      Harm.NONE,
      Set.of(SINGLE, WIRED, PERSISTENT, CLUSTER),
      scene -> scene.victim().command("CLIENT", "PAUSE", String.valueOf(scene.hold().toMillis()))),
  /** The sentinel is a client, too: if the pause is long, it has the master replaced. */
  PAUSE_CLIENTS_AND_SENTINEL(
      Harm.STEPPED_BACK,
      Set.of(SENTINEL),
      scene -> scene.victim().command("CLIENT", "PAUSE", String.valueOf(scene.hold().toMillis())),
      Masters::awaitCalm),
  SMALL_BUFFERS(
      Harm.NONE,
      all(),
      scene -> scene.onMasters("CONFIG", "SET", "client-output-buffer-limit", "pubsub 256 128 1"),
      scene ->
          scene.onMasters("CONFIG", "SET", "client-output-buffer-limit", "pubsub 32mb 8mb 60")),

  // ---- wires: announcements

  LOSE_SOME(
      Harm.UNHEARD,
      Set.of(WIRED),
      scene -> announcements(scene, PushFaults.none().dropEvery(2 + scene.choice() % 4)),
      WireFaults::mend),
  LOSE_ALL(
      Harm.UNHEARD,
      Set.of(WIRED),
      scene -> announcements(scene, PushFaults.none().dropAll()),
      WireFaults::mend),
  DELAY(
      Harm.UNHEARD,
      Set.of(WIRED),
      scene -> announcements(scene, PushFaults.none().delay(Duration.ZERO, Duration.ofMillis(500))),
      WireFaults::mend),
  DOUBLE(
      Harm.UNHEARD,
      Set.of(WIRED),
      scene -> announcements(scene, PushFaults.none().duplicate(0.5)),
      WireFaults::mend),
  SWAP(
      Harm.UNHEARD,
      Set.of(WIRED),
      scene -> announcements(scene, PushFaults.none().swap(0.5, Duration.ofMillis(200))),
      WireFaults::mend),
  HOLD_SUBSCRIBED(
      Harm.UNHEARD,
      Set.of(WIRED),
      scene -> WireFaults.hold(scene, Which.SUBSCRIBED),
      WireFaults::mend),
  CUT_SUBSCRIBED(
      Harm.UNHEARD,
      Set.of(WIRED),
      scene -> scene.wires().forEach(wire -> wire.cut(Which.SUBSCRIBED))),

  // ---- wires: all

  LATE_ANSWERS(Harm.NONE, Set.of(WIRED), WireFaults::holdAnswers, WireFaults::mend),
  HOLD_NODES(
      Harm.NONE, Set.of(WIRED), scene -> WireFaults.hold(scene, Which.ALL), WireFaults::mend),
  CUT_OFF_AFTER_LATE_ANSWER(
      Harm.NONE, Set.of(WIRED), WireFaults::cutOffAfterLateAnswer, WireFaults::mend),
  REFUSE_NODES(
      Harm.NONE,
      Set.of(WIRED),
      scene ->
          scene
              .wires()
              .forEach(
                  wire -> {
                    wire.refuse(true);
                    wire.cut(Which.ALL);
                  }),
      WireFaults::mend),

  // ---- servers

  HANG(
      Harm.NONE,
      Set.of(SINGLE, WIRED, PERSISTENT),
      scene -> scene.victim().pause(),
      scene -> scene.victim().resume()),
  /** Shorter than what makes sentinels and clusters replace a master. */
  SLEEP(
      Harm.NONE,
      Set.of(SINGLE, WIRED, PERSISTENT, CLUSTER),
      scene -> scene.victim().command("DEBUG", "SLEEP", "0.7")),
  RELOAD(
      Harm.NONE,
      Set.of(SINGLE, WIRED, PERSISTENT),
      scene -> scene.victim().command("DEBUG", "RELOAD")),
  FORGET_SCRIPTS(Harm.NONE, all(), scene -> scene.onMasters("SCRIPT", "FLUSH")),
  FLUSH(Harm.EMPTIED, all(), scene -> scene.onMasters("FLUSHALL")),
  SHORT_OF_MEMORY(Harm.EVICTED, all(), Memory::shorten, Memory::restore),
  RESTART_EMPTY(
      Harm.EMPTIED,
      Set.of(SINGLE, WIRED),
      scene -> scene.victim().kill(),
      scene -> {
        Dump.delete(scene.victim());
        scene.victim().start();
      }),
  RESTART_FROM_DUMP(
      Harm.STEPPED_BACK,
      Set.of(SINGLE, WIRED),
      scene -> scene.victim().command("SAVE"),
      scene -> {
        scene.victim().kill();
        scene.victim().start();
      }),
  RESTART_WITH_DATA(
      Harm.NONE,
      Set.of(PERSISTENT),
      scene -> scene.victim().kill(),
      scene -> scene.victim().start()),

  // ---- masters that change

  /** Not agreed with the old master, which goes on for about ten seconds. */
  FAILOVER(
      Harm.STEPPED_BACK,
      Set.of(SENTINEL),
      scene -> scene.sentinel().group().failover(),
      Masters::awaitReplica),
  KILL_MASTER(
      Harm.STEPPED_BACK,
      Set.of(SENTINEL),
      scene -> scene.sentinel().group().killMaster(),
      scene -> {
        scene.victim().start();
        Masters.awaitReplica(scene);
      }),
  ORDERLY_FAILOVER(Harm.NONE, Set.of(CLUSTER), scene -> Masters.replace(scene, Failover.ORDERLY)),
  FORCED_FAILOVER(
      Harm.STEPPED_BACK, Set.of(CLUSTER), scene -> Masters.replace(scene, Failover.TAKEOVER)),
  LOST_TAIL(Harm.STEPPED_BACK, Set.of(CLUSTER), Masters::loseTail),
  MOVE_SLOT(Harm.NONE, Set.of(CLUSTER), Masters::moveSlot),

  // ---- nodes

  HANG_WORKER(Harm.NONE, all(), scene -> scene.worker().pause(), scene -> scene.worker().resume()),
  KILL_WORKER(
      Harm.NONE,
      all(),
      scene -> scene.workers().kill(scene.worker()),
      scene -> scene.workers().replace());

  private final Harm harm;
  private final Set<Shape> shapes;
  private final Consumer<Scene> begin;
  private final Consumer<Scene> end;

  Fault(Harm harm, Set<Shape> shapes, Consumer<Scene> begin) {
    this(harm, shapes, begin, scene -> {});
  }

  Fault(Harm harm, Set<Shape> shapes, Consumer<Scene> begin, Consumer<Scene> end) {
    this.harm = harm;
    this.shapes = shapes;
    this.begin = begin;
    this.end = end;
  }

  private static Set<Shape> all() {
    return EnumSet.allOf(Shape.class);
  }

  /** Those that can happen to such servers. */
  static List<Fault> of(Shape shape) {
    return EnumSet.allOf(Fault.class).stream()
        .filter(fault -> fault.shapes.contains(shape))
        .toList();
  }

  Harm harm() {
    return harm;
  }

  /** Injects it, lets it last, and heals it. */
  void happen(Scene scene) {
    begin.accept(scene);
    scene.pass();
    end.accept(scene);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
