package io.nearfar.check;

import io.nearfar.testing.FaultyWire;
import io.nearfar.testing.RedisServer;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The ways from nodes to a server: each node has its own. For one thread. */
final class Wires implements AutoCloseable {
  private final RedisServer server;
  private final long seed;
  private final Map<Integer, FaultyWire> byNode = new TreeMap<>();

  /**
   * None yet.
   *
   * @param seed decides what is random in their faults
   */
  Wires(RedisServer server, long seed) {
    this.server = server;
    this.seed = seed;
  }

  /** The one of a node, without faults if it is new. */
  FaultyWire of(int node) {
    return byNode.computeIfAbsent(node, id -> FaultyWire.to(server, 31 * seed + id));
  }

  Collection<FaultyWire> all() {
    return byNode.values();
  }

  @Override
  public void close() {
    all().forEach(FaultyWire::close);
  }
}
