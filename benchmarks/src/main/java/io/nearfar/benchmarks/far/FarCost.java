package io.nearfar.benchmarks.far;

import io.nearfar.testing.RedisServer;
import java.util.Map;

/**
 * What an operation costs the server: its processor time per operation, as {@code INFO cpu} tells,
 * over 30,000 operations of one thread.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.nearfar.benchmarks.far.FarCost</pre>
 */
public final class FarCost {
  private static final int OPERATIONS = 30_000;
  private static final int KEYS = 1_000;

  private FarCost() {}

  /**
   * Measures and prints a table.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.println("| server time, us per operation | get | put |");
    System.out.println("| --- | ---: | ---: |");
    for (FarContender contender : FarContender.values()) {
      try (RedisServer server = RedisServer.builder().start();
          FarSubject subject = contender.open(server.port())) {
        double put = cost(server, i -> subject.put("key:" + i % KEYS, "v".repeat(100)));
        double get = cost(server, i -> subject.get("key:" + i % KEYS));
        System.out.printf("| %s | %.1f | %.1f |%n", contender, get, put);
      }
    }
  }

  private interface Operation {
    void run(int index);
  }

  private static double cost(RedisServer server, Operation operation) {
    for (int i = 0; i < OPERATIONS / 3; i++) {
      operation.run(i);
    }
    double before = cpuSeconds(server);
    for (int i = 0; i < OPERATIONS; i++) {
      operation.run(i);
    }
    return (cpuSeconds(server) - before) * 1_000_000 / OPERATIONS;
  }

  /**
   * The processor time that a server has taken since it was started.
   *
   * @param server the server
   * @return in seconds
   */
  public static double cpuSeconds(RedisServer server) {
    Map<String, String> cpu = server.info("cpu");
    return Double.parseDouble(cpu.getOrDefault("used_cpu_sys", "0"))
        + Double.parseDouble(cpu.getOrDefault("used_cpu_user", "0"));
  }
}
