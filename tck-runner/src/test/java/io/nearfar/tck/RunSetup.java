package io.nearfar.tck;

import io.nearfar.tck.nodes.NodeChoice;
import io.nearfar.testing.RedisCluster;
import io.nearfar.testing.RedisServer;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.cache.Caching;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Starts the servers of a TCK run inside its JVM, before the first test, and stops them after the
 * last: {@code nearfar.tck.servers} says which. The caches learn of them by system properties, as
 * in any application. The JUnit platform finds it as a service; it is idle unless {@code
 * nearfar.tck.record} names a file.
 */
public final class RunSetup implements TestExecutionListener {
  /** Set to what was started. */
  static final String STARTED = "nearfar.tck.servers.started";

  /** Set to the reason if something could not be started. */
  static final String FAILURE = "nearfar.tck.setup-failure";

  private static final String SEED = "nearfar.tck.seed";
  private static final String PROVIDER = Caching.JAVAX_CACHE_CACHING_PROVIDER;

  /** Of this JVM: who adds to them does not know the listener. */
  private static final Deque<AutoCloseable> BEFORE_SERVERS = new ConcurrentLinkedDeque<>();

  private final boolean idle;
  private String provider = "";
  private @Nullable AutoCloseable servers;

  /** For the service loader. */
  public RunSetup() {
    this.idle = property("nearfar.tck.record").isEmpty();
  }

  private static String property(String name) {
    return System.getProperty(name, "").trim();
  }

  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    if (idle) {
      return;
    }
    if (property(SEED).isEmpty()) {
      System.setProperty(SEED, String.valueOf(new Random().nextInt(1_000_000_000)));
    }
    try {
      start(property("nearfar.tck.servers"), property("nearfar.tck.far.url"));
      select(property(PROVIDER));
    } catch (RuntimeException | Error e) {
      // JUnit would only log it. The summary tells.
      System.setProperty(FAILURE, e.toString());
    }
  }

  private void start(String wanted, String given) {
    String urls =
        switch (wanted) {
          case "none" -> "";
          case "standalone" -> given.isEmpty() ? standalone() : given;
          case "cluster" -> given.isEmpty() ? cluster() : given;
          default -> throw new IllegalArgumentException("nearfar.tck.servers is " + wanted);
        };
    if (!urls.isEmpty()) {
      System.setProperty("nearfar.far.mode", wanted);
      System.setProperty("nearfar.far.url", urls);
      // A machine that is busy with other builds is not a failure of the provider.
      System.setProperty("nearfar.far.timeout", "10s");
    }
    System.setProperty(STARTED, wanted);
  }

  /**
   * Selects the provider that the system property names, for good: a test of the selection itself
   * clears the property, and what is selected while it is not there stays.
   */
  private void select(String name) {
    provider = name;
    if (!name.isEmpty() && !Caching.getCachingProvider().getClass().getName().equals(name)) {
      throw new IllegalStateException("Another provider than " + name + " is selected");
    }
  }

  private String standalone() {
    RedisServer server = RedisServer.builder().start();
    servers = server;
    return server.url();
  }

  private String cluster() {
    RedisCluster cluster = RedisCluster.start();
    servers = cluster;
    List<String> urls = cluster.urls();
    return String.join(",", urls);
  }

  /** Each test has a sequence of its own, so that it can be repeated alone. */
  @Override
  public void executionStarted(TestIdentifier identifier) {
    if (!idle && identifier.isTest()) {
      if (!provider.isEmpty()) {
        System.setProperty(PROVIDER, provider);
      }
      NodeChoice.begin(Long.parseLong(property(SEED)), identifier.getUniqueId());
    }
  }

  /** Has something closed after the last test while the servers still run. */
  public static void closeBeforeServers(AutoCloseable user) {
    BEFORE_SERVERS.push(user);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan testPlan) {
    if (idle) {
      return;
    }
    AutoCloseable started = servers;
    servers = null;
    try {
      for (AutoCloseable user = BEFORE_SERVERS.poll(); user != null; user = BEFORE_SERVERS.poll()) {
        user.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      close(started);
    }
  }

  private static void close(@Nullable AutoCloseable started) {
    if (started != null) {
      try {
        started.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
