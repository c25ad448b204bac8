package io.nearfar.testing;

import static io.nearfar.testing.RedisSentinel.until;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A Redis Cluster: masters that share the slots evenly, each with its replicas if wanted. Ready
 * after two to three seconds (a master waits two before it serves); gone after {@link #close()} and
 * when the JVM ends. A node that does not answer for two seconds is replaced by its replica.
 *
 * <p>Needs Awaitility on the class path of the test. For one thread at a time.
 */
public final class RedisCluster implements AutoCloseable {
  /** The number of slots of every cluster. */
  public static final int SLOTS = 16_384;

  private final List<RedisServer> nodes = new ArrayList<>();
  private final int masters;
  private final int replicas;
  private final Consumer<RedisServer.Builder> options;

  private RedisCluster(int masters, int replicas, Consumer<RedisServer.Builder> options) {
    this.masters = masters;
    this.replicas = replicas;
    this.options = options;
  }

  /** How a node takes its master's place. */
  public enum Failover {
    /** Both agree; nothing is lost. */
    ORDERLY,
    /** The master is not asked, the other masters are. */
    FORCE,
    /** Nobody is asked. */
    TAKEOVER
  }

  /** Three masters without replicas. */
  public static RedisCluster start() {
    return start(/* masters= */ 3, /* replicasEach= */ 0);
  }

  /**
   * Starts all nodes and waits until each of them serves and knows all others.
   *
   * @param masters 3 or more, so that they can agree when one is gone
   * @param replicasEach 0 or more
   */
  public static RedisCluster start(int masters, int replicasEach) {
    return start(masters, replicasEach, node -> {});
  }

  /**
   * Starts all nodes and waits until each of them serves and knows all others.
   *
   * @param masters 3 or more, so that they can agree when one is gone
   * @param replicasEach 0 or more
   * @param options what every node is given besides, such as a password (with which {@link
   *     #moveSlot} moves only slots without keys)
   */
  public static RedisCluster start(
      int masters, int replicasEach, Consumer<RedisServer.Builder> options) {
    RedisCluster cluster = new RedisCluster(masters, masters * replicasEach, options);
    try {
      cluster.startNodes();
      cluster.meet();
      cluster.assignReplicas();
      cluster.awaitReady();
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void startNodes() {
    for (int i = 0; i < masters + replicas; i++) {
      RedisServer.Builder builder = RedisServer.builder().cluster();
      options.accept(builder);
      RedisServer node = builder.start();
      nodes.add(node);
      // Different from the start: the nodes need not settle whose claim is newer.
      node.command("CLUSTER", "SET-CONFIG-EPOCH", String.valueOf(i + 1));
      if (i < masters) {
        node.command(
            "CLUSTER",
            "ADDSLOTSRANGE",
            String.valueOf(firstSlot(i)),
            String.valueOf(firstSlot(i + 1) - 1));
      }
    }
  }

  private int firstSlot(int master) {
    return SLOTS * master / masters;
  }

  /** Each pair is introduced, which is faster than to wait until word gets around. */
  private void meet() {
    for (int i = 0; i < nodes.size(); i++) {
      for (RedisServer other : nodes.subList(i + 1, nodes.size())) {
        nodes
            .get(i)
            .command(
                "CLUSTER",
                "MEET",
                other.host(),
                String.valueOf(other.port()),
                String.valueOf(other.busPort()));
      }
    }
    until(
        "all nodes to know each other",
        () -> nodes.stream().allMatch(node -> lines(node).size() == nodes.size() && settled(node)));
  }

  private static boolean settled(RedisServer node) {
    return lines(node).stream()
        .noneMatch(line -> line.flags().matches(".*(handshake|noaddr|fail).*"));
  }

  private void assignReplicas() {
    for (int i = 0; i < replicas; i++) {
      nodes.get(masters + i).command("CLUSTER", "REPLICATE", id(nodes.get(i % masters)));
    }
  }

  /**
   * Waits until all nodes that run serve, agree on who is master of what, and the replicas have
   * their data.
   */
  public void awaitReady() {
    until("the cluster to be ready", this::isReady);
  }

  private boolean isReady() {
    List<RedisServer> alive = nodes.stream().filter(RedisServer::isAlive).toList();
    return alive.stream().allMatch(RedisCluster::serves)
        && alive.stream().map(RedisCluster::owners).distinct().count() == 1;
  }

  private static boolean serves(RedisServer node) {
    Map<String, String> replication = node.info("replication");
    return RedisEndpoint.fields((String) node.command("CLUSTER", "INFO"))
            .get("cluster_state")
            .equals("ok")
        && !"down".equals(replication.get("master_link_status"));
  }

  /**
   * Who has which slots since when, and who follows whom, as the node sees it. The epochs belong to
   * it: a node that takes over a slot gives itself the highest of those that it knows, plus one. If
   * it does not know yet that of the node from which it takes the slot, it loses the slot again to
   * that one's next message, and nobody ever has it.
   */
  private static List<String> owners(RedisServer node) {
    return lines(node).stream()
        .map(line -> line.id() + " " + line.master() + " " + line.epoch() + " " + line.slots())
        .sorted()
        .toList();
  }

  /** All nodes, those that were killed too: first the initial masters, then their replicas. */
  public List<RedisServer> nodes() {
    return List.copyOf(nodes);
  }

  /** The address of each node, for {@code far.url}. */
  public List<String> urls() {
    return nodes.stream().map(RedisServer::url).toList();
  }

  /** The nodes that run and are masters now, in the order of {@link #nodes()}. */
  public List<RedisServer> masters() {
    return nodes.stream()
        .filter(RedisServer::isAlive)
        .filter(node -> RedisSentinel.role(node).equals("master"))
        .toList();
  }

  /** The nodes that run and follow a master now. */
  public List<RedisServer> replicasOf(RedisServer master) {
    String id = id(master);
    return nodes.stream()
        .filter(RedisServer::isAlive)
        .filter(node -> self(node).master().equals(id))
        .toList();
  }

  /**
   * The master of a slot.
   *
   * @throws java.util.NoSuchElementException if it has none that runs
   */
  public RedisServer masterOf(int slot) {
    return masters().stream().filter(node -> self(node).owns(slot)).findFirst().orElseThrow();
  }

  /**
   * The slot of a key.
   *
   * @param key text; a part in braces decides, if there is one
   */
  public int slotOf(String key) {
    Long slot = (Long) masters().get(0).command("CLUSTER", "KEYSLOT", key);
    return Math.toIntExact(Objects.requireNonNull(slot));
  }

  /**
   * Lets a replica take its master's place; returns when all nodes that run agree that it has.
   *
   * @param replica the next master
   * @param how by which rules; {@link Failover#ORDERLY} needs a master that answers
   */
  public void failover(RedisServer replica, Failover how) {
    awaitReady();
    String id = id(replica);
    if (how == Failover.ORDERLY) {
      replica.command("CLUSTER", "FAILOVER");
    } else {
      replica.command("CLUSTER", "FAILOVER", how.name());
    }
    until("the replica to be master", () -> isMasterForAll(id));
    awaitReady();
  }

  /** Waits until one of the replicas of a node that was killed has taken its place. */
  public RedisServer awaitPromotion(List<RedisServer> candidates) {
    until(
        "a replica to be master",
        () -> candidates.stream().anyMatch(node -> isMasterForAll(id(node))));
    awaitReady();
    return candidates.stream().filter(node -> isMasterForAll(id(node))).findFirst().orElseThrow();
  }

  private boolean isMasterForAll(String id) {
    return nodes.stream()
        .filter(RedisServer::isAlive)
        .flatMap(node -> lines(node).stream())
        .filter(line -> line.id().equals(id))
        .allMatch(line -> line.flags().contains("master"));
  }

  /**
   * Moves a slot with its keys, as an operator would; returns when all masters know.
   *
   * @param target the next master of the slot
   */
  public void moveSlot(int slot, RedisServer target) {
    if (masterOf(slot) != target) {
      SlotMove move = openSlot(slot, target);
      move.moveAll();
      move.finish();
    }
  }

  /**
   * Begins to move a slot: from now on both masters have a part of it.
   *
   * @param target the next master of the slot, not the present one
   */
  public SlotMove openSlot(int slot, RedisServer target) {
    RedisServer source = masterOf(slot);
    String number = String.valueOf(slot);
    target.command("CLUSTER", "SETSLOT", number, "IMPORTING", id(source));
    source.command("CLUSTER", "SETSLOT", number, "MIGRATING", id(target));
    return new SlotMove(source, target, number);
  }

  /** A slot on the move. */
  public final class SlotMove {
    private final RedisServer source;
    private final RedisServer target;
    private final String slot;

    private SlotMove(RedisServer source, RedisServer target, String slot) {
      this.source = source;
      this.target = target;
      this.slot = slot;
    }

    /** Moves some keys. */
    public void move(List<byte[]> keys) {
      List<byte[]> command =
          bytes("MIGRATE", target.host(), String.valueOf(target.port()), "", "0", "5000", "KEYS");
      command.addAll(keys);
      try (RespClient client = source.connect()) {
        client.call(command.toArray(byte[][]::new));
      }
    }

    /** Moves all keys that are left. */
    public void moveAll() {
      List<byte[]> keys = left();
      while (!keys.isEmpty()) {
        move(keys);
        keys = left();
      }
    }

    private List<byte[]> left() {
      try (RespClient client = source.connect()) {
        return ((List<?>) client.call(words("CLUSTER", "GETKEYSINSLOT", slot, "100")))
            .stream().map(key -> (byte[]) key).toList();
      }
    }

    /** Makes the target the master of the slot; returns when all masters know. */
    public void finish() {
      // The new owner first: at no time nobody has it.
      List<RedisServer> all = new ArrayList<>(List.of(target, source));
      masters().stream().filter(node -> !all.contains(node)).forEach(all::add);
      all.forEach(node -> node.command("CLUSTER", "SETSLOT", slot, "NODE", id(target)));
      awaitReady();
    }
  }

  private static byte[][] words(String... words) {
    return bytes(words).toArray(byte[][]::new);
  }

  private static List<byte[]> bytes(String... words) {
    List<byte[]> bytes = new ArrayList<>();
    for (String word : words) {
      bytes.add(word.getBytes(StandardCharsets.UTF_8));
    }
    return bytes;
  }

  private static String id(RedisServer node) {
    return (String) node.command("CLUSTER", "MYID");
  }

  /**
   * A line of {@code CLUSTER NODES}.
   *
   * @param master the id of its master, {@code -} if it is one
   * @param epoch how new its claim on its slots is
   * @param slots ranges, separated by blanks; slots on the move in brackets
   */
  private record Line(String id, String flags, String master, String epoch, String slots) {
    static Line parse(String text) {
      String[] words = text.split(" ", -1);
      String slots = String.join(" ", Arrays.asList(words).subList(8, words.length));
      return new Line(words[0], words[2], words[3], words[6], slots);
    }

    boolean owns(int slot) {
      for (String range : slots.split(" ", -1)) {
        if (!range.isEmpty() && !range.startsWith("[")) {
          String[] ends = range.split("-", -1);
          if (slot >= Integer.parseInt(ends[0])
              && slot <= Integer.parseInt(ends[ends.length - 1])) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private static List<Line> lines(RedisServer node) {
    return ((String) node.command("CLUSTER", "NODES")).lines().map(Line::parse).toList();
  }

  private static Line self(RedisServer node) {
    return lines(node).stream()
        .filter(line -> line.flags().contains("myself"))
        .findFirst()
        .orElseThrow();
  }

  /** Kills all nodes. */
  @Override
  public void close() {
    nodes.forEach(RedisServer::close);
  }
}
