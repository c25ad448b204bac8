package io.nearfar.internal.far.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nearfar.testing.RedisServer;
import io.nearfar.testing.RespClient;
import io.nearfar.testing.TestThreads;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server of {@code far.url: embedded}: shared, counted, gone when nobody needs it. */
@Timeout(120)
class EmbeddedRedisTest {
  private static final ClassLoader LOADER = EmbeddedRedisTest.class.getClassLoader();

  private static Object ping(EmbeddedRedis redis) {
    try (RespClient client = new RespClient(redis.host(), redis.port())) {
      return client.command("PING");
    }
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Test
  void acquire_answers_close_leavesNothing() {
    EmbeddedRedis redis = EmbeddedRedis.acquire(LOADER);
    Path directory = redis.instance().directory();
    long pid = redis.instance().pid();
    assertThat(ping(redis)).isEqualTo("PONG");
    assertThat(redis.url()).isEqualTo("redis://127.0.0.1:" + redis.port());
    assertThat(runs(pid)).isTrue();
    redis.close();
    redis.close();
    assertThat(runs(pid)).isFalse();
    assertThat(directory).doesNotExist();
  }

  @Test
  void acquire_listensOnLoopbackOnly_keepsNothing() {
    try (EmbeddedRedis redis = EmbeddedRedis.acquire(LOADER);
        RespClient client = new RespClient(redis.host(), redis.port())) {
      assertThat(client.command("CONFIG", "GET", "bind")).isEqualTo(List.of("bind", "127.0.0.1"));
      assertThat(client.command("CONFIG", "GET", "save")).isEqualTo(List.of("save", ""));
      assertThat(client.command("CONFIG", "GET", "appendonly"))
          .isEqualTo(List.of("appendonly", "no"));
      assertThat(client.command("CONFIG", "GET", "protected-mode"))
          .isEqualTo(List.of("protected-mode", "yes"));
    }
  }

  @Test
  void acquire_noThreadKeepsTheContextClassLoader() {
    ClassLoader application = new URLClassLoader(new URL[0], LOADER);
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    caller.setContextClassLoader(application);
    try (EmbeddedRedis redis = EmbeddedRedis.acquire(LOADER)) {
      assertThat(ping(redis)).isEqualTo("PONG");
      assertThat(caller.getContextClassLoader()).isSameAs(application);
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread != caller)
          .noneMatch(thread -> thread.getContextClassLoader() == application);
    } finally {
      caller.setContextClassLoader(before);
    }
  }

  @Test
  void acquire_manyThreads_oneServer_untilTheLastCloses() throws Exception {
    Queue<EmbeddedRedis> all = new ConcurrentLinkedQueue<>();
    Set<Long> pids = ConcurrentHashMap.newKeySet();
    TestThreads.together(
        4,
        thread -> {
          EmbeddedRedis redis = EmbeddedRedis.acquire(LOADER);
          all.add(redis);
          pids.add(redis.instance().pid());
        });
    assertThat(pids).hasSize(1);
    EmbeddedRedis last = all.remove();
    all.forEach(EmbeddedRedis::close);
    all.forEach(EmbeddedRedis::close); // Twice is once.
    assertThat(ping(last)).isEqualTo("PONG");
    last.close();
    assertThat(runs(pids.iterator().next())).isFalse();
  }

  @Test
  void acquire_afterCrash_startsAnother() {
    EmbeddedRedis first = EmbeddedRedis.acquire(LOADER);
    first.instance().kill();
    try (EmbeddedRedis second = EmbeddedRedis.acquire(LOADER)) {
      assertThat(ping(second)).isEqualTo("PONG");
      first.close();
      assertThat(ping(second)).isEqualTo("PONG");
    }
  }

  @Test
  void acquire_port_thatPort() {
    int port = RedisInstance.freePort();
    try (EmbeddedRedis redis = EmbeddedRedis.acquire(LOADER, port);
        EmbeddedRedis any = EmbeddedRedis.acquire(LOADER)) {
      assertThat(redis.port()).isEqualTo(port);
      assertThat(any.port()).isNotEqualTo(port);
    }
  }

  @Test
  void acquire_port_usesWhatRuns_andLeavesIt() {
    try (RedisServer other = RedisServer.builder().start()) {
      try (EmbeddedRedis redis = EmbeddedRedis.acquire(LOADER, other.port())) {
        assertThat(redis.instance()).isNull();
        assertThat(ping(redis)).isEqualTo("PONG");
      }
      assertThat(other.command("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void acquire_port_takenByOther() throws Exception {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(RedisProbe.address(RedisInstance.freePort()));
      assertThatThrownBy(() -> EmbeddedRedis.acquire(LOADER, other.getLocalPort()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("NEARFAR-0504")
          .hasMessageContaining(String.valueOf(other.getLocalPort()));
    }
    try (RedisServer locked = RedisServer.builder().password("secret").start()) {
      assertThatThrownBy(() -> EmbeddedRedis.acquire(LOADER, locked.port()))
          .hasMessageContaining("NEARFAR-0504");
    }
  }

  @Test
  void acquire_notAPort() {
    for (int port : new int[] {-1, 65_536}) {
      assertThatThrownBy(() -> EmbeddedRedis.acquire(LOADER, port))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("NEARFAR-0508");
    }
  }

  @Test
  void acquire_interrupted_startsNothing() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> EmbeddedRedis.acquire(LOADER)).hasMessageContaining("NEARFAR-0507");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    EmbeddedRedis.acquire(LOADER).close();
  }

  @Test
  void start_refused_showsWhatTheProcessSaid() throws Exception {
    Path directory;
    try (RedisInstance instance = RedisInstance.create()) {
      directory = instance.directory();
      Path program = RedisBinary.find(LOADER).install(directory);
      assertThatThrownBy(
              () -> instance.start(program, List.of("--no-such-setting", "1"), 1, List.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("NEARFAR-0502")
          .hasMessageContaining("no-such-setting");
      Path nothing = directory.resolve("nothing");
      assertThatThrownBy(() -> instance.start(nothing, List.of(), 1, List.of()))
          .hasMessageContaining("NEARFAR-0502");
      Files.createDirectories(directory.resolve("a/b"));
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void start_portTaken_isNoticed() {
    try (RedisServer other = RedisServer.builder().start();
        RedisInstance instance = RedisInstance.create()) {
      Path program = RedisBinary.find(LOADER).install(instance.directory());
      List<String> arguments = List.of("--bind", "127.0.0.1", "--port", "" + other.port());
      assertThat(instance.isPortTaken()).isFalse();
      assertThatThrownBy(() -> instance.start(program, arguments, other.port(), List.of()))
          .as("the answer of the other one is not taken for its own")
          .hasMessageContaining("NEARFAR-0502");
      assertThat(instance.isPortTaken()).isTrue();
    }
  }

  @Test
  void warning_onceForAll() {
    List<LogRecord> records = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger(EmbeddedRedis.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord event) {
            records.add(event);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    logger.setLevel(Level.ALL);
    try {
      EmbeddedRedis.acquire(LOADER).close();
      EmbeddedRedis.acquire(LOADER).close();
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(null);
    }
    assertThat(records).hasSize(2).allMatch(event -> event.getMessage().contains("NEARFAR-0500"));
    // An earlier test may have got the warning; whoever comes second never does.
    assertThat(records).last().extracting(LogRecord::getLevel).isEqualTo(Level.FINE);
  }

  /** The first application has started the server, and the second one goes on using it. */
  @Test
  void close_applicationIsCollected() throws Exception {
    EmbeddedRedis[] others = new EmbeddedRedis[1];
    WeakReference<ClassLoader> application = useFromApplication(others);
    try (EmbeddedRedis other = others[0]) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(application.get()).isNull();
              });
      assertThat(ping(other)).isEqualTo("PONG");
    }
  }

  /** In a method of its own, so that no variable holds the loader. */
  private static WeakReference<ClassLoader> useFromApplication(EmbeddedRedis[] others)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader("application", new URL[0], LOADER)) {
      thread.setContextClassLoader(loader);
      EmbeddedRedis.acquire(loader).close();
      try (EmbeddedRedis redis = EmbeddedRedis.acquire(loader)) {
        others[0] = EmbeddedRedis.acquire(LOADER);
        assertThat(redis.port()).isEqualTo(others[0].port());
      }
      return new WeakReference<>(loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
