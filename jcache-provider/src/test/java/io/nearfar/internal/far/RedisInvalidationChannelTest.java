package io.nearfar.internal.far;

import static io.nearfar.internal.far.Heard.LINKED;
import static io.nearfar.internal.far.Heard.UNLINKED;
import static io.nearfar.internal.far.Heard.UNREADABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.far.ClientSettings.Mode;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.FarStore.Invalidate;
import io.nearfar.spi.FarStore.Invalidated;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.Invalidation;
import io.nearfar.spi.InvalidationChannel;
import io.nearfar.spi.Tags;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.RespClient;
import io.nearfar.testing.TestThreads;
import io.netty.util.internal.InternalThreadLocalMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The announcements of one Redis, and what becomes of the link when the Redis fails. */
@Timeout(120)
class RedisInvalidationChannelTest {
  private final FarClients clients = new FarClients();
  private final Heard heard = new Heard();
  private RedisServer redis;
  private FarLease lease;
  private RedisFarStore store;
  private InvalidationChannel channel;

  @BeforeEach
  void start() {
    redis = RedisServer.builder().user("shop", "secret", "~nf:* &nf:* +@all -subscribe").start();
    lease =
        clients.acquire(FarFixture.settings(Mode.STANDALONE, Duration.ofMillis(600), redis.url()));
    store = lease.open(FarFixture.store("orders"));
    channel = store.newChannel();
  }

  @AfterEach
  void stop() {
    channel.close();
    lease.close();
    redis.close();
  }

  private void link() {
    channel.subscribe(heard);
    heard.awaitStates(LINKED);
  }

  private static byte[] b(String text) {
    return text.getBytes(UTF_8);
  }

  private static Change put(String value) {
    return new Change(
        Condition.ALWAYS, b(value), null, 0, FarStore.ETERNAL, FarStore.ETERNAL, false);
  }

  private static Change remove(Condition condition) {
    return new Change(condition, null, null, 0, 0, 0, false);
  }

  private String name() {
    return new String(store.layout().channel(), UTF_8);
  }

  /** How many connections are subscribed. */
  private long subscriptions() {
    List<?> reply = (List<?>) redis.command("PUBSUB", "NUMSUB", name());
    return (Long) reply.get(1);
  }

  private void awaitSubscriptions(long expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(subscriptions()).isEqualTo(expected));
  }

  private void assertHearsAgain() {
    Reply reply = store.change(b("again"), put("v"));
    heard.await(h -> h.messages().stream().anyMatch(m -> m.version() == reply.version()));
  }

  // ---- messages

  @Test
  void changes_announced() {
    link();
    byte[] key = b("k\r\n\0");
    int segment = store.segmentOf(key);
    List<Long> versions = new ArrayList<>();
    versions.add(store.change(key, put("a")).asOf());
    versions.add(store.change(key, remove(Condition.ALWAYS)).asOf());
    versions.add(store.change(key, remove(Condition.ALWAYS)).asOf());
    store.change(key, remove(Condition.PRESENT)); // nothing there: nothing announced
    versions.add(store.change(key, put("a")).asOf());
    store.touch(key, versions.get(3), 0);
    versions.add(store.get(key, FarStore.KEEP).asOf());
    versions.add(store.change(key, put("a")).asOf());
    assertThat(store.get(key, 0).entry()).isNotNull();
    versions.add(store.get(key, FarStore.KEEP).asOf());
    heard.await(h -> h.messages().size() == versions.size());
    boolean[] stored = {true, false, false, true, false, true, false};
    long previous = heard.messages().get(0).previous();
    for (int i = 0; i < stored.length; i++) {
      Invalidation message = heard.messages().get(i);
      assertThat(message.segment()).isEqualTo(segment);
      assertThat(message.origin()).isEqualTo(store.origin()).isNotZero();
      assertThat(message.version()).isEqualTo(versions.get(i));
      assertThat(message.previous()).isEqualTo(previous);
      Invalidation.Key subject = (Invalidation.Key) message.subject();
      assertThat(subject.bytes()).isEqualTo(key);
      assertThat(subject.stored()).as("message %s", i).isEqualTo(stored[i]);
      previous = message.version();
    }
  }

  @Test
  void clear_announced() {
    link();
    long[] versions = store.clear();
    heard.await(h -> h.messages().size() == versions.length);
    for (Invalidation message : heard.messages()) {
      assertThat(message.subject()).isInstanceOf(Invalidation.Everything.class);
      assertThat(message.version()).isEqualTo(versions[message.segment()]);
      assertThat(message.origin()).isEqualTo(store.origin());
    }
  }

  @Test
  void invalidations_announced() {
    link();
    Tags tags = Tags.of(List.of("t", "größe"));
    byte[] key = b("k");
    long[] first = invalidated(new Invalidate(List.of(), tags, false, Hold.BEGIN, 1)).segments();
    long[] second = invalidated(new Invalidate(List.of(), tags, true, Hold.END, 0)).segments();
    Invalidated third =
        invalidated(new Invalidate(List.of(key), Tags.NONE, false, Hold.BEGIN, 1_000_000));
    heard.await(h -> h.messages().size() == 2 * first.length + 1);
    for (int segment = 0; segment < first.length; segment++) {
      int its = segment;
      List<Invalidation> messages =
          heard.messages().stream().filter(m -> m.segment() == its).toList();
      assertThat(messages.get(0).version()).isEqualTo(first[segment]);
      assertThat(messages.get(0).subject()).isEqualTo(new Invalidation.Tagged(tags));
      // It covers the tags: whoever hears it asks for everything.
      assertThat(messages.get(1).previous()).isEqualTo(first[segment]);
      assertThat(messages.get(1).version()).isEqualTo(second[segment]);
      assertThat(messages.get(1).subject()).isEqualTo(new Invalidation.Fence());
      assertThat(messages).hasSize(segment == store.segmentOf(key) ? 3 : 2);
    }
    Invalidation last = heard.messages().get(2 * first.length);
    assertThat(last.version()).isEqualTo(third.keys().get(0).asOf());
    assertThat(last.subject())
        .isInstanceOfSatisfying(
            Invalidation.Key.class,
            subject -> {
              assertThat(subject.bytes()).isEqualTo(key);
              assertThat(subject.stored()).isFalse();
            });
  }

  private Invalidated invalidated(Invalidate wish) {
    return store.invalidate(wish).await();
  }

  @Test
  void otherStore_otherOrigin() {
    link();
    RedisFarStore other = lease.open(FarFixture.store("orders"));
    assertThat(other.origin()).isNotEqualTo(store.origin());
    other.change(b("k"), put("a"));
    heard.await(h -> h.messages().size() == 1);
    assertThat(heard.messages().get(0).origin()).isEqualTo(other.origin());
    // That it tried whether it may publish was for nobody.
    assertThat(heard.events()).hasSize(2);
  }

  @Test
  void manyWriters_chained() throws Exception {
    link();
    // By segment too: segments count for themselves, and may come to the same number.
    Set<Map.Entry<Integer, Long>> made = ConcurrentHashMap.newKeySet();
    TestThreads.together(
        6,
        thread -> {
          for (int i = 0; i < 300; i++) {
            byte[] key = b("key" + i % 10);
            long version = store.change(key, put("v" + thread)).version();
            made.add(Map.entry(store.segmentOf(key), version));
          }
        });
    heard.await(h -> h.messages().size() >= 6 * 300);
    assertThat(heard.messages()).hasSize(6 * 300);
    Map<Integer, Long> last = new TreeMap<>();
    for (Invalidation message : heard.messages()) {
      assertThat(made).contains(Map.entry(message.segment(), message.version()));
      Long before = last.put(message.segment(), message.version());
      assertThat(before == null || before == message.previous()).isTrue();
    }
    assertThat(heard.states()).containsExactly(LINKED);
  }

  @Test
  void largeKey_announced() {
    link();
    byte[] key = new byte[300_000];
    store.change(key, put("a"));
    heard.await(h -> h.messages().size() == 1);
    assertThat(((Invalidation.Key) heard.messages().get(0).subject()).bytes()).isEqualTo(key);
  }

  @Test
  void foreignMessages_unreadable() {
    link();
    long version = store.change(b("k"), put("a")).version();
    List<String> foreign = List.of("", "hello", "\u0001P" + "x".repeat(8), "x".repeat(100_000));
    for (String message : foreign) {
      redis.command("PUBLISH", name(), message);
    }
    heard.await(h -> h.events().size() == 2 + foreign.size());
    assertThat(heard.events().subList(2, 2 + foreign.size())).containsOnly(UNREADABLE);
    assertThat(heard.messages()).extracting(Invalidation::version).containsExactly(version);
    assertHearsAgain();
    assertThat(heard.states()).containsExactly(LINKED);
  }

  // ---- the link

  @Test
  void cut_linkedAgain() {
    link();
    assertThat(redis.command("CLIENT", "KILL", "TYPE", "pubsub")).isEqualTo(1L);
    heard.awaitStates(LINKED, UNLINKED, LINKED);
    assertHearsAgain();
    assertThat(subscriptions()).isEqualTo(1);
  }

  @Test
  void quiet_staysLinked() {
    link();
    long pings = redis.calls().getOrDefault("ping", 0L);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> redis.calls().getOrDefault("ping", 0L) >= pings + 3);
    assertThat(heard.states()).containsExactly(LINKED);
    assertHearsAgain();
  }

  @Test
  void killedAndRestarted_linkedAgain() {
    link();
    redis.kill();
    heard.awaitStates(LINKED, UNLINKED);
    redis.restart();
    heard.awaitStates(LINKED, UNLINKED, LINKED);
    Awaitility.await().ignoreExceptions().until(() -> store.change(b("k"), put("a")) != null);
    assertHearsAgain();
  }

  @Test
  void stopped_unlinkedAndLinkedAgain() {
    link();
    redis.pause();
    heard.await(h -> h.states().size() >= 2);
    assertThat(heard.states()).containsExactly(LINKED, UNLINKED);
    redis.resume();
    heard.awaitStates(LINKED, UNLINKED, LINKED);
    awaitSubscriptions(1);
    assertHearsAgain();
  }

  @Test
  void renew_anotherSubscription() {
    link();
    for (int i = 2; i < 6; i++) {
      channel.renew();
      int times = i;
      heard.await(h -> h.states().size() == 2 * times - 1);
    }
    assertThat(heard.states().subList(0, 4)).containsExactly(LINKED, UNLINKED, LINKED, UNLINKED);
    awaitSubscriptions(1);
    assertHearsAgain();
  }

  @Test
  void renew_whileStopped() {
    link();
    redis.pause();
    channel.renew();
    heard.await(h -> h.states().size() == 2);
    for (int i = 0; i < 20; i++) {
      channel.renew();
    }
    assertThat(heard.states()).containsExactly(LINKED, UNLINKED);
    redis.resume();
    heard.awaitStates(LINKED, UNLINKED, LINKED);
    awaitSubscriptions(1);
    assertHearsAgain();
  }

  @Test
  void serverAwayAtFirst_linkedLater() {
    redis.kill();
    channel.subscribe(heard);
    channel.renew();
    redis.restart();
    heard.awaitStates(LINKED);
  }

  @Test
  void subscriberFails_linkedAnew() {
    Heard first = heard;
    channel.subscribe(
        new InvalidationChannel.Subscriber() {
          private boolean failed;

          @Override
          public void received(Invalidation invalidation) {
            if (!failed) {
              failed = true;
              throw new IllegalStateException("told to");
            }
            first.received(invalidation);
          }

          @Override
          public void unreadable() {
            first.unreadable();
          }

          @Override
          public void linked() {
            first.linked();
          }

          @Override
          public void unlinked() {
            first.unlinked();
          }
        });
    heard.awaitStates(LINKED);
    store.change(b("k"), put("a"));
    heard.awaitStates(LINKED, UNLINKED, LINKED);
    assertHearsAgain();
  }

  @Test
  void notPermitted_warnsOnce_thenLinked() {
    Queue<String> warnings = new ConcurrentLinkedQueue<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
              warnings.add(record.getMessage());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(RedisInvalidationChannel.class.getName());
    logger.addHandler(handler);
    ClientSettings plain = FarFixture.settings(redis.url());
    ClientSettings.Login login = new ClientSettings.Login("shop", "secret");
    try (FarLease other = clients.acquire(FarFixture.withLogin(plain, login))) {
      RedisFarStore denied = other.open(FarFixture.store("orders"));
      try (InvalidationChannel own =
          new RedisInvalidationChannel(
              denied.client(), denied.layout(), new HighWater(denied.layout().segments()), 20)) {
        own.subscribe(heard);
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> redis.calls().getOrDefault("auth", 0L) >= 8);
        assertThat(warnings).hasSize(1).allMatch(text -> text.startsWith("NEARFAR-0425"));
        assertThat(heard.events()).isEmpty();
        redis.command("ACL", "SETUSER", "shop", "+subscribe");
        heard.awaitStates(LINKED);
        assertHearsAgain();
      }
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void pingNotPermitted_staysLinked() {
    link();
    redis.command("ACL", "SETUSER", "default", "-ping");
    for (int i = 0; i < 3; i++) {
      long refused = refusals();
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> refusals() > refused);
    }
    assertThat(heard.states()).containsExactly(LINKED);
  }

  /** How many commands were refused by the access control list. */
  private long refusals() {
    return Long.parseLong(redis.info("stats").get("total_error_replies"));
  }

  // ---- the end

  @Test
  void close_nothingLeft() {
    link();
    awaitSubscriptions(1);
    channel.close();
    List<Object> before = heard.events();
    awaitSubscriptions(0);
    store.change(b("k"), put("a"));
    channel.renew();
    channel.close();
    store.change(b("k"), put("b"));
    assertThat(subscriptions()).isZero();
    assertThat(heard.events()).isEqualTo(before);
    assertThatThrownBy(() -> channel.subscribe(heard)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void close_whileServerStopped() {
    link();
    redis.pause();
    channel.renew();
    channel.close();
    redis.resume();
    awaitSubscriptions(0);
  }

  @Test
  void close_whileServerAway() {
    link();
    redis.kill();
    heard.awaitStates(LINKED, UNLINKED);
    channel.close();
    redis.restart();
    Awaitility.await().ignoreExceptions().until(() -> store.change(b("k"), put("a")) != null);
    assertThat(subscriptions()).isZero();
    assertThat(heard.states()).containsExactly(LINKED, UNLINKED);
  }

  @Test
  void close_bySubscriber() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    channel.subscribe(
        new InvalidationChannel.Subscriber() {
          @Override
          public void received(Invalidation invalidation) {}

          @Override
          public void unreadable() {}

          @Override
          public void linked() {
            channel.close();
            thread.set(Thread.currentThread());
          }

          @Override
          public void unlinked() {
            heard.unlinked();
          }
        });
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> thread.get() != null);
    assertThat(thread.get().getName()).startsWith("nearfar-");
    awaitSubscriptions(0);
    assertThat(heard.events()).isEmpty();
  }

  @Test
  void close_duringMessages_noneAfter() throws Exception {
    link();
    TestThreads.Running<Void> writer =
        TestThreads.start(
            () -> {
              for (int i = 0; i < 500; i++) {
                store.change(b("k" + i % 7), put("v" + i));
              }
              return null;
            });
    heard.await(h -> h.messages().size() > 20);
    channel.close();
    int after = heard.events().size();
    writer.result();
    awaitSubscriptions(0);
    assertThat(heard.events()).hasSize(after);
  }

  @Test
  void clientClosedFirst_closes() {
    link();
    lease.close();
    channel.renew();
    channel.close();
    awaitSubscriptions(0);
  }

  @Test
  void callerThread_keepsNothing() throws Exception {
    TestThreads.start(
            () -> {
              channel.subscribe(heard);
              assertThat(InternalThreadLocalMap.getIfSet()).isNull();
              channel.renew();
              assertThat(InternalThreadLocalMap.getIfSet()).isNull();
              heard.await(h -> h.states().contains(LINKED));
              channel.close();
              assertThat(InternalThreadLocalMap.getIfSet()).isNull();
              return null;
            })
        .result();
  }

  // ---- servers of other kinds

  @Test
  void encryptedWithPassword_linked() {
    try (RedisServer secure = RedisServer.builder().password("hunter2").tls().start()) {
      ClientSettings plain = FarFixture.withPassword(secure.tlsUrl(), "hunter2");
      ClientSettings settings =
          new ClientSettings(
              plain.mode(),
              plain.urls(),
              null,
              plain.login(),
              plain.sentinelLogin(),
              0,
              10,
              plain.timeout(),
              plain.connectTimeout(),
              plain.pingInterval(),
              false,
              new ClientSettings.Tls(
                  secure.certificate().trustStore(),
                  secure.certificate().password(),
                  null,
                  null,
                  true));
      try (FarLease other = clients.acquire(settings)) {
        RedisFarStore far = other.open(FarFixture.store("orders"));
        try (InvalidationChannel own = far.newChannel()) {
          own.subscribe(heard);
          heard.awaitStates(LINKED);
          far.change(b("k"), put("a"));
          heard.await(h -> h.messages().size() == 1);
          try (RespClient admin = secure.connect()) {
            admin.command("CLIENT", "KILL", "TYPE", "pubsub");
          }
          heard.awaitStates(LINKED, UNLINKED, LINKED);
        }
      }
    }
  }
}
