package io.nearfar.internal.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Found;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.FarStore.Status;
import io.nearfar.testing.FarStoreTagsKit;
import io.nearfar.testing.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of every far store, on one Redis; and what only a Redis can do. */
class RedisFarStoreTest extends FarStoreTagsKit {
  private static RedisServer redis;
  private static FarLease lease;

  private RedisFarStore store;

  @BeforeAll
  static void start() {
    redis = RedisServer.builder().start();
    lease = new FarClients().acquire(FarFixture.settings(redis.url()));
  }

  @AfterAll
  static void stop() {
    lease.close();
    redis.close();
  }

  @BeforeEach
  void open() {
    awaitBackground();
    redis.flushAll();
    store = lease.open(FarFixture.store("orders"));
  }

  /** The client's tasks in the background run one after the other. */
  private static void awaitBackground() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    lease.client().inBackground(() -> done.complete(null));
    assertThat(done).succeedsWithin(Duration.ofSeconds(60));
  }

  @Override
  protected FarStore store() {
    return store;
  }

  @Override
  protected void settle() {
    FarFixture.settle(store);
  }

  private static long calls(String command) {
    return redis.calls().getOrDefault(command, 0L);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String entryKey(String key) {
    return text(store.layout().entryKey(store.segmentOf(b(key)), b(key)));
  }

  private String metaKey(String key) {
    return text(store.layout().metaKey(store.segmentOf(b(key))));
  }

  // ---- what is lost stays lost

  @Test
  void metaLost_nothingRevived() {
    Reply first = change(put("a"));
    assertThat(redis.command("DEL", metaKey("k"))).isEqualTo(1L);
    assertThat(get()).isEqualTo(new Found(null, 0));
    assertThat(change(when(FarStore.Condition.PRESENT, "b")).status()).isEqualTo(Status.ABSENT);
    assertThat(value()).isNull();
    assertThat(get().asOf()).isGreaterThan(first.version());
    Reply second = change(put("c"));
    assertThat(second.status()).isEqualTo(Status.CREATED);
    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(value()).isEqualTo("c");
  }

  @Test
  void metaLost_noticedByEveryScript() {
    change(put("a"));
    redis.command("DEL", metaKey("k"));
    assertThat(change(put("b")).status()).isEqualTo(Status.CREATED);
    redis.command("DEL", metaKey("k"));
    assertThat(store.get(b("k"), LONG).entry()).isNull();
    assertThat(value()).isNull();
    Reply third = change(put("c"));
    redis.command("DEL", metaKey("k"));
    store.touch(b("k"), third.version(), LONG);
    assertThat(value()).isNull();
    store.clear();
    assertThat(value()).isNull();
  }

  @Test
  void metaForeign_asIfLost() {
    change(put("a"));
    redis.command("SET", metaKey("k"), "foreign");
    assertThat(value()).isNull();
    redis.command("DEL", metaKey("k"));
    redis.command("LPUSH", metaKey("k"), "foreign");
    assertThat(value()).isNull();
    assertThat(change(put("b")).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("b");
  }

  @Test
  void flushAll_versionsGrow() {
    Reply first = change(put("a"));
    redis.flushAll();
    assertThat(value()).isNull();
    Reply second = change(put("b"));
    assertThat(second.version()).isGreaterThan(first.version());
    redis.flushAll();
    store.clear();
    assertThat(change(put("c")).version()).isGreaterThan(first.version());
  }

  @Test
  void scriptFlush_sentAnew() {
    change(put("a"));
    redis.command("SCRIPT", "FLUSH");
    assertThat(change(put("b")).status()).isEqualTo(Status.UPDATED);
    redis.command("SCRIPT", "FLUSH");
    store.clear();
    assertThat(value()).isNull();
    awaitBackground();
    redis.command("SCRIPT", "FLUSH");
    List<byte[]> keys = new ArrayList<>();
    List<FarStore.Change> changes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(b("key" + i));
      changes.add(put("v"));
    }
    redis.resetCalls();
    assertThat(store.changeAll(keys, changes).each()).allMatch(r -> r.status() == Status.CREATED);
    // The text once, the name for the others.
    assertThat(calls("eval")).isEqualTo(1);
  }

  @Test
  void reread_metaLost_nothing() {
    Reply reply = change(put("a"));
    redis.command("DEL", metaKey("k"));
    assertThat(store.reread(b("k"), reply.version())).isEqualTo(new Found(null, 0));
    redis.command("SET", metaKey("k"), "foreign");
    assertThat(store.reread(b("k"), reply.version())).isEqualTo(new Found(null, 0));
  }

  @Test
  void reread_same_valueNotMoved() {
    Reply reply = change(put("a".repeat(100_000)));
    redis.resetCalls();
    assertThat(store.reread(b("k"), reply.version()).same()).isTrue();
    assertThat(calls("get")).isZero();
    assertThat(calls("evalsha") + calls("eval")).isBetween(1L, 2L);
    assertThat(calls("set")).isZero();
    assertThat(store.reread(b("k"), 1).entry().value()).hasSize(100_000);
    assertThat(calls("get")).isEqualTo(1);
  }

  @Test
  void reread_endedButThere_nothing() {
    Reply reply = change(put("a", SHORT, FarStore.KEEP));
    assertThat(redis.command("PERSIST", entryKey("k"))).isEqualTo(1L);
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> store.reread(b("k"), reply.version()).entry() == null);
    assertThat(redis.command("EXISTS", entryKey("k"))).isEqualTo(1L);
  }

  @Test
  void reread_foreign_missAndCount() {
    Reply reply = change(put("a"));
    redis.command("SET", entryKey("k"), "short");
    assertThat(store.reread(b("k"), reply.version()).entry()).isNull();
    assertThat(store.unreadable()).isEqualTo(1);
    redis.command("SET", entryKey("k"), "longer than the header of a record, but no record");
    assertThat(store.reread(b("k"), reply.version()).entry()).isNull();
    assertThat(store.unreadable()).isEqualTo(2);
    redis.command("DEL", entryKey("k"));
    redis.command("HSET", entryKey("k"), "a", "b");
    assertThat(store.reread(b("k"), reply.version()).entry()).isNull();
    assertThat(store.unreadable()).isEqualTo(2);
  }

  // ---- what can't be read

  @Test
  void foreignData_missAndCount() {
    change(put("a"));
    redis.command("SET", entryKey("k"), "short");
    assertThat(value()).isNull();
    assertThat(store.unreadable()).isEqualTo(1);
    redis.command("SET", entryKey("k"), "longer than the header of a record, but no record");
    assertThat(value()).isNull();
    assertThat(store.get(b("k"), LONG).entry()).isNull();
    assertThat(store.unreadable()).isEqualTo(3);
    assertThat(store.getAll(List.of(b("k")), FarStore.KEEP).get(0).entry()).isNull();
    redis.command("DEL", entryKey("k"));
    redis.command("HSET", entryKey("k"), "a", "b");
    assertThat(value()).isNull();
    assertThat(store.get(b("k"), LONG).entry()).isNull();
    assertThat(change(when(FarStore.Condition.PRESENT, "b")).status()).isEqualTo(Status.ABSENT);
    assertThat(change(when(FarStore.Condition.ABSENT, "b")).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("b");
  }

  @Test
  void newerFlags_missAndReplaced() {
    change(put("a"));
    redis.command("SETRANGE", entryKey("k"), "7", "\u0004");
    assertThat(value()).isNull();
    assertThat(store.unreadable()).isEqualTo(1);
    assertThat(change(put("b")).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("b");
  }

  // ---- leases

  private FarStore.Lease lease(String key) {
    return store.lease(List.of(b(key)), /* tagged= */ false).get(0);
  }

  private Status loaded(FarStore.Lease under) {
    return change(when(FarStore.Condition.TOKEN, "loaded", "", under.token())).status();
  }

  @Test
  void lease_isCountedByNobody_andEndsByItself() {
    FarStore.Lease lease = lease("k");
    assertThat(value()).isNull();
    assertThat(store.get(b("k"), LONG).entry()).isNull();
    assertThat(store.entries()).isExhausted();
    store.touch(b("k"), lease.token(), LONG);
    assertThat(store.unreadable()).isZero();
    assertThat((Long) redis.command("PTTL", entryKey("k"))).isBetween(1L, 600_000L);
    redis.command("DEL", entryKey("k"));
    assertThat(loaded(lease)).isEqualTo(Status.ABSENT);
  }

  @Test
  void lease_rightAfterAClear_survivesTheSweep() {
    FarStore.Lease before = lease("before");
    long[] cleared = store.clear();
    FarStore.Lease lease = lease("k");
    assertThat(lease.token()).isEqualTo(cleared[store.segmentOf(b("k"))]);
    store.clear();
    FarStore.Lease last = lease("k");
    awaitBackground();
    assertThat(redis.command("EXISTS", entryKey("before"))).isEqualTo(0L);
    assertThat(before.token()).isLessThan(last.token());
    assertThat(loaded(lease)).isEqualTo(Status.ABSENT);
    assertThat(loaded(last)).isEqualTo(Status.CREATED);
  }

  @Test
  void lease_metaLost_isOutdated() {
    FarStore.Lease lease = lease("k");
    redis.command("DEL", metaKey("k"));
    assertThat(loaded(lease)).isEqualTo(Status.ABSENT);
    redis.command("DEL", metaKey("k"));
    FarStore.Lease anew = lease("k");
    assertThat(anew.token()).isGreaterThan(lease.token());
    assertThat(loaded(anew)).isEqualTo(Status.CREATED);
  }

  @Test
  void lease_ofWhatCantBeRead_takesItsPlace() {
    change(put("a"));
    redis.command("SETRANGE", entryKey("k"), "7", "\u0004");
    FarStore.Lease lease = lease("k");
    assertThat(lease.entry()).isNull();
    assertThat(loaded(lease)).isEqualTo(Status.CREATED);
  }

  @Test
  void endTooLarge_missAndReplaced() {
    Reply first = change(put("a", LONG, FarStore.KEEP));
    String large = "@" + "\0".repeat(6);
    redis.command("SETRANGE", entryKey("k"), "16", large);
    assertThat(value()).isNull();
    assertThat(store.get(b("k"), LONG).entry()).isNull();
    store.touch(b("k"), first.version(), LONG);
    assertThat(value()).isNull();
    assertThat(change(when(FarStore.Condition.PRESENT, "b")).status()).isEqualTo(Status.ABSENT);
    assertThat(change(when(FarStore.Condition.ABSENT, "b")).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("b");
    change(put("b", LONG, LONG));
    redis.command("SETRANGE", entryKey("k"), "16", large);
    assertThat(change(put("c")).status()).isEqualTo(Status.CREATED);
    assertThat(value()).isEqualTo("c");
  }

  // ---- bytes

  @Test
  void record_layout() {
    change(put("a", LONG, FarStore.KEEP));
    Call call =
        new Call(new org.redisson.client.protocol.RedisCommand<>("GET"), 0, false, entryKey("k"));
    byte[] record = (byte[]) store.client().call(call, "orders");
    FarStore.Entry entry = get().entry();
    assertThat(record).hasSize(24);
    assertThat(RecordFormat.number(record, 0) >>> 8).isEqualTo(entry.version());
    assertThat(record[7]).isEqualTo((byte) 64);
    assertThat(RecordFormat.number(record, 15) & 0xFF_FFFF_FFFF_FFFFL)
        .isEqualTo(entry.expireAtMicros());
    assertThat(record[23]).isEqualTo((byte) 'a');
    long end = (Long) redis.command("PEXPIRETIME", entryKey("k"));
    assertThat(end - entry.expireAtMicros() / 1000).isBetween(-2L, 3L);
  }

  @Test
  void record_changesItsForm() {
    long version = change(put("a")).version();
    assertThat(redis.command("STRLEN", entryKey("k"))).isEqualTo(17L);
    for (int i = 0; i < 2; i++) {
      store.touch(b("k"), version, LONG);
      assertThat(redis.command("STRLEN", entryKey("k"))).isEqualTo(24L);
      assertThat((Long) redis.command("PTTL", entryKey("k"))).isPositive();
      store.touch(b("k"), version, FarStore.ETERNAL);
      assertThat(redis.command("STRLEN", entryKey("k"))).isEqualTo(17L);
      assertThat(redis.command("PTTL", entryKey("k"))).isEqualTo(-1L);
      store.get(b("k"), LONG);
      assertThat(redis.command("STRLEN", entryKey("k"))).isEqualTo(24L);
      assertThat((Long) redis.command("PTTL", entryKey("k"))).isPositive();
      store.get(b("k"), FarStore.ETERNAL);
      assertThat(redis.command("STRLEN", entryKey("k"))).isEqualTo(17L);
      assertThat(redis.command("PTTL", entryKey("k"))).isEqualTo(-1L);
    }
    assertThat(get().entry().version()).isEqualTo(version);
    assertThat(value()).isEqualTo("a");
  }

  @Test
  void repetition_sameVersion() {
    for (FarStore.Change change : List.of(put("a"), when(FarStore.Condition.ABSENT, "a"))) {
      redis.flushAll();
      Call call = new Changes(store.layout(), store.heads()).call(b("k"), change);
      Reply first = Changes.reply(store.client().call(call, "orders"));
      long asOf = get().asOf();
      Reply again = Changes.reply(store.client().call(call.again(), "orders"));
      assertThat(first.status()).isEqualTo(Status.CREATED);
      assertThat(again.version()).isEqualTo(first.version());
      assertThat(get().asOf()).isEqualTo(asOf);
    }
  }

  // ---- round trips

  @Test
  void roundTrips() {
    change(put("a"));
    change(when(FarStore.Condition.PRESENT, "b"));
    redis.resetCalls();
    long mget = calls("mget");
    value();
    // The scripts read with MGET, too; this one is none.
    assertThat(calls("mget")).isEqualTo(mget + 1);
    long scripts = calls("evalsha");
    change(put("c"));
    assertThat(calls("evalsha")).isEqualTo(scripts + 1);
    change(when(FarStore.Condition.ALWAYS, "d"));
    assertThat(calls("evalsha")).isEqualTo(scripts + 2);
    change(remove());
    assertThat(calls("evalsha")).isEqualTo(scripts + 3);
    assertThat(calls("eval")).isZero();
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(b("key" + i));
    }
    mget = calls("mget");
    store.getAll(keys, FarStore.KEEP);
    assertThat(calls("mget")).isEqualTo(mget + 1);
  }

  // ---- other

  @Test
  void tooLarge_refusedBeforeItIsSent() {
    long scripts = calls("evalsha") + calls("eval");
    assertThatThrownBy(() -> change(put("x".repeat(1_000_001))))
        .isInstanceOf(FarException.class)
        .hasMessageContaining("NEARFAR-0415")
        .hasMessageContaining("1000001")
        .satisfies(e -> assertThat(((FarException) e).outcomeUnknown()).isFalse());
    assertThat(calls("evalsha") + calls("eval")).isEqualTo(scripts);
  }

  @Test
  void otherCaches_apart() {
    RedisFarStore other = lease.open(FarFixture.store("orders#2"));
    RedisFarStore strange = lease.open(FarFixture.store("*}{?[a]/#"));
    change(put("a"));
    other.change(b("k"), put("b"));
    strange.change(b("k"), put("c"));
    store.clear();
    assertThat(value()).isNull();
    assertThat(other.get(b("k"), FarStore.KEEP).entry()).isNotNull();
    assertThat(strange.entries()).toIterable().hasSize(1);
    assertThat(other.entries()).toIterable().hasSize(1);
    assertThat(store.entries()).isExhausted();
  }

  @Test
  void open_otherCodec_refused() {
    StoreSettings settings = new StoreSettings("nf:", "shop", "orders", "other", "", 1000);
    assertThatThrownBy(() -> lease.open(settings))
        .isInstanceOf(FarException.class)
        .hasMessageContaining("NEARFAR-0416")
        .hasMessageContaining("'test'")
        .hasMessageContaining("'other'");
    store.destroy();
    lease.open(settings);
  }

  // ---- segments

  private String descriptor() {
    return text(store.layout().descriptor());
  }

  /** A store of the cache as one that has another number of segments, made by another node. */
  private RedisFarStore made(String segments) {
    assertThat(redis.command("HSET", descriptor(), "segments", segments)).isEqualTo(0L);
    return lease.open(FarFixture.store("orders"));
  }

  private List<byte[]> keys() {
    return IntStream.range(0, 300).mapToObj(i -> b("key" + i)).toList();
  }

  private static long found(RedisFarStore of, List<byte[]> keys) {
    return of.getAll(keys, FarStore.KEEP).stream().filter(f -> f.entry() != null).count();
  }

  @Test
  void fresh_8Segments() {
    assertThat(store.segments()).isEqualTo(8);
    assertThat(redis.command("HGET", descriptor(), "segments")).isEqualTo("8");
    assertThat(lease.open(FarFixture.store("orders")).segments()).isEqualTo(8);
  }

  @Test
  void madeWith64Segments_sharedByNodes() {
    RedisFarStore one = made("64");
    RedisFarStore other = lease.open(FarFixture.store("orders"));
    assertThat(one.segments()).isEqualTo(64);
    assertThat(other.segments()).isEqualTo(64);
    assertThat(redis.command("HGET", descriptor(), "segments")).isEqualTo("64");
    List<byte[]> keys = keys();
    for (RedisFarStore maker : List.of(one, other)) {
      RedisFarStore reader = maker == one ? other : one;
      keys.forEach(key -> maker.change(key, put("a")));
      assertThat(found(reader, keys)).isEqualTo(300);
      assertThat(reader.entries()).toIterable().hasSize(300);
      assertThat(maker.clear()).hasSize(64);
      assertThat(found(reader, keys)).isZero();
    }
    assertThat(one.clocks().toCompletableFuture().join()).hasSize(64);
  }

  @Test
  void madeWith64Segments_destroyed() {
    RedisFarStore other = made("64");
    List<byte[]> keys = keys();
    keys.forEach(key -> other.change(key, put("a")));
    // By a node that does not have it open.
    lease.destroy(FarFixture.store("orders"));
    assertThat(redis.command("EXISTS", descriptor())).isEqualTo(0L);
    assertThat(found(other, keys)).isZero();
    for (int i = 0; i < 64; i++) {
      long left = (Long) redis.command("PTTL", text(other.layout().metaKey(i)));
      assertThat(left).as("clock %s", i).isPositive();
    }
    assertThat(lease.open(FarFixture.store("orders")).segments()).isEqualTo(8);
  }

  @Test
  void madeWith8Segments_destroyed_noMoreClocks() {
    lease.destroy(FarFixture.store("orders"));
    awaitBackground();
    assertThat(redis.command("DBSIZE")).isEqualTo(8L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "64"})
  void descriptorLost_destroyReachesAll(String segments) {
    RedisFarStore other = made(segments);
    List<byte[]> keys = keys();
    keys.forEach(key -> other.change(key, put("a")));
    redis.command("DEL", descriptor());
    lease.destroy(FarFixture.store("orders"));
    assertThat(found(other, keys)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "24", "128", "-16", "many", ""})
  void senselessSegments_refused(String segments) {
    assertThatThrownBy(() -> made(segments))
        .isInstanceOf(FarException.class)
        .hasMessageContaining("NEARFAR-0416")
        .hasMessageContaining("segments there is '" + segments + "'")
        .hasMessageContaining("a power of two up to 64");
    assertThatThrownBy(() -> lease.destroy(FarFixture.store("orders")))
        .isInstanceOf(FarException.class)
        .hasMessageContaining("NEARFAR-0416");
    assertThat(redis.command("HGET", descriptor(), "segments")).isEqualTo(segments);
  }

  // ---- the memory of the dead

  private void putMany() {
    List<byte[]> keys = new ArrayList<>();
    List<FarStore.Change> changes = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      keys.add(b("key" + i));
      changes.add(put("v"));
    }
    assertThat(store.changeAll(keys, changes).failure()).isNull();
  }

  @Test
  void clear_freesTheDead() {
    putMany();
    store.clear();
    putMany();
    store.clear();
    change(put("alive"));
    // 8 clocks, the descriptor, the entry.
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(redis.command("DBSIZE")).isEqualTo(10L));
    assertThat(value()).isEqualTo("alive");
  }

  @Test
  void destroy_freesTheDead() {
    putMany();
    store.destroy();
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(redis.command("DBSIZE")).isEqualTo(8L));
  }

  @Test
  void clear_anotherNodeSweeps_leftToIt() {
    String mark = text(store.layout().sweepKey());
    redis.command("SET", mark, "1");
    change(put("a"));
    store.clear();
    awaitBackground();
    assertThat(redis.command("EXISTS", entryKey("k"))).isEqualTo(1L);
    // The other is to do it once more.
    assertThat(redis.command("STRLEN", mark)).isEqualTo(1L);
    assertThat(redis.command("DECRBY", mark, "2")).isEqualTo(0L);
    redis.command("DEL", mark);
    store.clear();
    awaitBackground();
    assertThat(redis.command("EXISTS", entryKey("k"), mark)).isEqualTo(0L);
  }
}
