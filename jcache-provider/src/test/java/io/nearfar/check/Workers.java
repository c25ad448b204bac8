package io.nearfar.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

/** The workers of a round. For one thread. */
final class Workers implements AutoCloseable {
  private final long seed;
  private final Path directory;
  private final IntFunction<NodeSettings> settings;
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final List<WorkerProcess> living = new ArrayList<>();
  private final Map<Integer, Long> deaths = new HashMap<>();
  private int lastId;

  /**
   * None yet.
   *
   * @param settings of each node, by its id
   */
  Workers(long seed, Path directory, IntFunction<NodeSettings> settings) {
    this.seed = seed;
    this.directory = directory;
    this.settings = settings;
  }

  /** Starts some, and waits until they are ready. */
  void start(int count) {
    List<WorkerProcess> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = ++lastId;
      WorkerProcess worker = WorkerProcess.start(id, seed, directory, settings.apply(id), errors);
      living.add(worker);
      started.add(worker);
    }
    started.forEach(WorkerProcess::awaitReady);
  }

  /** Kills one. */
  void kill(WorkerProcess worker) {
    worker.kill();
    living.remove(worker);
    deaths.put(worker.id(), worker.death());
  }

  /** Starts one that does the same as the others do. */
  void replace() {
    start(1);
    WorkerProcess worker = living.get(living.size() - 1);
    worker.order("start");
    worker.await("start");
  }

  /** Gives all an order, and waits until it is carried out. */
  void all(String order) {
    living.forEach(worker -> worker.order(order));
    living.forEach(worker -> worker.await(order));
  }

  List<WorkerProcess> living() {
    return List.copyOf(living);
  }

  /** When those that were killed were gone. */
  Map<Integer, Long> deaths() {
    return Map.copyOf(deaths);
  }

  /** What was said about failures that no fault explains. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() {
    living.forEach(WorkerProcess::close);
  }
}
