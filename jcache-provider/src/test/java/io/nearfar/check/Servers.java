package io.nearfar.check;

import io.nearfar.testing.RedisCluster;
import io.nearfar.testing.RedisSentinel;
import io.nearfar.testing.RedisServer;
import java.util.List;
import java.util.Map;

/** The servers of a round. For one thread. */
sealed interface Servers extends AutoCloseable {
  /**
   * How a node finds them: properties of a cache manager. What stands between a node and the
   * servers, such as a proxy, gives its own address here.
   *
   * @param node a worker, or {@link Round#DRIVER}, which nothing should stand in the way of
   */
  Map<String, String> properties(int node);

  /** Those that take writes now. */
  List<RedisServer> masters();

  @Override
  void close();

  /**
   * Starts them.
   *
   * @param seed decides what is random in faults
   */
  static Servers start(Shape shape, long seed) {
    return switch (shape) {
      case SINGLE -> new Single(RedisServer.builder().config(DEBUG).start());
      case WIRED -> {
        RedisServer server = RedisServer.builder().config(DEBUG).start();
        yield new Wired(server, new Wires(server, seed));
      }
      case PERSISTENT ->
          new Single(
              RedisServer.builder()
                  .config(DEBUG)
                  .config("appendonly yes")
                  .config("appendfsync always")
                  .start());
      case SENTINEL -> new Sentinel(RedisSentinel.start(1, 1, server -> server.config(DEBUG)));
      case CLUSTER -> new Cluster(RedisCluster.start(3, 1, server -> server.config(DEBUG)));
    };
  }

  /** What some faults need. */
  String DEBUG = "enable-debug-command yes";

  /** One server. */
  record Single(RedisServer server) implements Servers {
    @Override
    public Map<String, String> properties(int node) {
      return Map.of("nearfar.far.url", server.url());
    }

    @Override
    public List<RedisServer> masters() {
      return List.of(server);
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** One server that nodes reach by wires. */
  record Wired(RedisServer server, Wires wires) implements Servers {
    @Override
    public Map<String, String> properties(int node) {
      return Map.of("nearfar.far.url", node == Round.DRIVER ? server.url() : wires.of(node).url());
    }

    @Override
    public List<RedisServer> masters() {
      return List.of(server);
    }

    @Override
    public void close() {
      wires.close();
      server.close();
    }
  }

  /** A master, its replica and a sentinel. */
  record Sentinel(RedisSentinel group) implements Servers {
    @Override
    public Map<String, String> properties(int node) {
      return Map.of(
          "nearfar.far.url",
          String.join(",", group.urls()),
          "nearfar.far.mode",
          "sentinel",
          "nearfar.far.master-name",
          RedisSentinel.MASTER_NAME);
    }

    @Override
    public List<RedisServer> masters() {
      return List.of(group.master());
    }

    @Override
    public void close() {
      group.close();
    }
  }

  /** A Redis Cluster. */
  record Cluster(RedisCluster cluster) implements Servers {
    @Override
    public Map<String, String> properties(int node) {
      return Map.of(
          "nearfar.far.url", String.join(",", cluster.urls()), "nearfar.far.mode", "cluster");
    }

    @Override
    public List<RedisServer> masters() {
      return cluster.masters();
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}
