package io.nearfar.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A master with replicas, watched by sentinels: a master that does not answer for one second is
 * replaced. Ready within a second; gone after {@link #close()} and when the JVM ends.
 *
 * <p>Needs Awaitility on the class path of the test. For one thread at a time.
 */
public final class RedisSentinel implements AutoCloseable {
  /** What the sentinels call the master. */
  public static final String MASTER_NAME = "nearfar";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  private final List<RedisServer> servers = new ArrayList<>();
  private final List<RedisServer> sentinels = new ArrayList<>();

  private final Consumer<RedisServer.Builder> options;

  private RedisSentinel(Consumer<RedisServer.Builder> options) {
    this.options = options;
  }

  /** One master, one replica, one sentinel. */
  public static RedisSentinel start() {
    return start(/* replicas= */ 1, /* sentinels= */ 1);
  }

  /**
   * Starts all and waits until a failover would succeed.
   *
   * @param replicas at least 1
   * @param sentinels at least 1; more than half of them must agree to a failover
   */
  public static RedisSentinel start(int replicas, int sentinels) {
    return start(replicas, sentinels, server -> {});
  }

  /**
   * Starts all and waits until a failover would succeed.
   *
   * @param replicas at least 1
   * @param sentinels at least 1; more than half of them must agree to a failover
   * @param options what master and replicas are given besides, such as a password; the sentinels
   *     are told it, and need none themselves
   */
  public static RedisSentinel start(
      int replicas, int sentinels, Consumer<RedisServer.Builder> options) {
    RedisSentinel group = new RedisSentinel(options);
    try {
      group.startServers(replicas);
      group.startSentinels(sentinels);
      return group;
    } catch (RuntimeException | Error e) {
      group.close();
      throw e;
    }
  }

  private void startServers(int replicas) {
    RedisServer master = server().start();
    servers.add(master);
    for (int i = 0; i < replicas; i++) {
      servers.add(server().config("replicaof 127.0.0.1 " + master.port()).start());
    }
    // A sentinel that comes later sees the replicas in the master's first answer, not in its next
    // one, which it asks for 10 s later.
    until("replicas", () -> countOnline(master.info("replication")) == replicas);
  }

  private RedisServer.Builder server() {
    RedisServer.Builder builder = RedisServer.builder();
    options.accept(builder);
    return builder;
  }

  static long countOnline(Map<String, String> replication) {
    return replication.entrySet().stream()
        .filter(field -> field.getKey().matches("slave\\d+"))
        .filter(field -> field.getValue().contains("state=online"))
        .count();
  }

  private void startSentinels(int count) {
    int quorum = count / 2 + 1;
    for (int i = 0; i < count; i++) {
      sentinels.add(sentinel(quorum).start());
    }
    until("sentinels", () -> sentinels.stream().allMatch(this::knowsAll));
  }

  private RedisServer.Builder sentinel(int quorum) {
    RedisServer.Builder sentinel =
        RedisServer.builder()
            .sentinel()
            .config(
                "sentinel monitor %s 127.0.0.1 %d %d"
                    .formatted(MASTER_NAME, servers.get(0).port(), quorum))
            .config("sentinel down-after-milliseconds " + MASTER_NAME + " 1000")
            .config("sentinel failover-timeout " + MASTER_NAME + " 3000");
    String password = server().quotedPassword();
    return password == null
        ? sentinel
        : sentinel.config("sentinel auth-pass " + MASTER_NAME + " " + password);
  }

  private boolean knowsAll(RedisServer sentinel) {
    String others = String.valueOf(sentinels.size() - 1);
    List<?> replicas = (List<?>) sentinel.command("SENTINEL", "REPLICAS", MASTER_NAME);
    return watched(sentinel).get("num-other-sentinels").equals(others)
        && replicas.size() == servers.size() - 1
        && replicas.stream()
            .allMatch(replica -> fields(replica).get("master-link-status").equals("ok"));
  }

  /** What a sentinel knows of the master. */
  private static Map<String, String> watched(RedisServer sentinel) {
    return fields(sentinel.command("SENTINEL", "MASTER", MASTER_NAME));
  }

  /** From names and values in turn. */
  private static Map<String, String> fields(@Nullable Object reply) {
    List<?> words = (List<?>) Objects.requireNonNull(reply);
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      fields.put((String) words.get(i), (String) words.get(i + 1));
    }
    return fields;
  }

  /** The address of each sentinel, for {@code far.url}. */
  public List<String> urls() {
    return sentinels.stream().map(RedisServer::url).toList();
  }

  /** The sentinels, the servers that they watch not among them. */
  public List<RedisServer> sentinels() {
    return List.copyOf(sentinels);
  }

  /** Master and replicas, whichever is which now. */
  public List<RedisServer> servers() {
    return List.copyOf(servers);
  }

  /** The server that the first sentinel names as the master. */
  public RedisServer master() {
    List<?> address =
        (List<?>) sentinels.get(0).command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
    int port = Integer.parseInt((String) address.get(1));
    return servers.stream().filter(server -> server.port() == port).findFirst().orElseThrow();
  }

  /**
   * Lets a replica take the master's place, although that is well; returns when it has.
   *
   * @return the new master; the old one becomes a replica too, about ten seconds later
   */
  public RedisServer failover() {
    RedisServer before = master();
    until("a failover to begin", () -> isAccepted("SENTINEL", "FAILOVER", MASTER_NAME));
    return awaitOther(before);
  }

  /**
   * Kills the master; returns when a replica has taken its place, after two seconds or more.
   *
   * @return the new master
   */
  public RedisServer killMaster() {
    RedisServer before = master();
    before.kill();
    return awaitOther(before);
  }

  /** The first sentinel refuses while it knows no replica well enough, or is still at it. */
  private boolean isAccepted(String... command) {
    try {
      sentinels.get(0).command(command);
      return true;
    } catch (RespException e) {
      return false;
    }
  }

  /**
   * Waits until the sentinels name another master, and it is one.
   *
   * @param before the master until now
   */
  public RedisServer awaitOther(RedisServer before) {
    until(
        "a new master",
        () -> {
          RedisServer now = master();
          return now != before && role(now).equals("master");
        });
    return master();
  }

  /** Whether the first sentinel finds nothing wrong with the master, and all others follow it. */
  public boolean isCalm() {
    RedisServer master = master();
    return watched(sentinels.get(0)).get("flags").equals("master")
        && servers.stream()
            .allMatch(server -> role(server).equals(server == master ? "master" : "slave"));
  }

  /** Whether the server is {@code master}, {@code slave} or {@code sentinel}. */
  static String role(RedisServer server) {
    List<?> reply = (List<?>) server.command("ROLE");
    return String.valueOf(reply.get(0));
  }

  static void until(String what, Callable<Boolean> condition) {
    await(what)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .atMost(PATIENCE)
        .until(condition);
  }

  /** Kills all. */
  @Override
  public void close() {
    sentinels.forEach(RedisServer::close);
    servers.forEach(RedisServer::close);
  }
}
