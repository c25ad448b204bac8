package io.nearfar.check;

import io.nearfar.testing.FaultyWire;
import io.nearfar.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Where one fault is injected.
 *
 * @param servers all of them
 * @param victim the server that it hits, if it hits one
 * @param workers all of them
 * @param hold how long it lasts; those that end by themselves are told so
 */
record Scene(Servers servers, RedisServer victim, Workers workers, int choice, Duration hold) {
  static Scene choose(Servers servers, Workers workers, Random random, Duration maxHold) {
    List<RedisServer> masters = servers.masters();
    int choice = random.nextInt(1 << 20);
    long millis = 50 + random.nextLong(Math.max(1, maxHold.toMillis() - 50));
    return new Scene(
        servers, masters.get(choice % masters.size()), workers, choice, Duration.ofMillis(millis));
  }

  /** The worker that it hits, if it hits one. */
  WorkerProcess worker() {
    List<WorkerProcess> living = workers.living();
    return living.get(choice % living.size());
  }

  /** The servers as what the fault needs them to be. */
  Servers.Cluster cluster() {
    return (Servers.Cluster) servers;
  }

  Servers.Sentinel sentinel() {
    return (Servers.Sentinel) servers;
  }

  /** The ways that it hits: those of one worker, or of all. */
  List<FaultyWire> wires() {
    Wires wires = ((Servers.Wired) servers).wires();
    boolean hitsAll = (choice >> 10) % 3 == 0;
    return hitsAll ? List.copyOf(wires.all()) : List.of(wires.of(worker().id()));
  }

  void onMasters(String... command) {
    servers.masters().forEach(master -> master.command(command));
  }

  /** Lasts. */
  void pass() {
    pass(hold);
  }

  /**
   * Lets real time go by. Nothing is awaited here: how long something lasts is a part of the fault,
   * and the processes that it is done to have real clocks.
   */
  static void pass(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
