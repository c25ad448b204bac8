package io.nearfar.internal.far;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.FarStore.Entry;
import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.FarStore.Invalidate;
import io.nearfar.spi.FarStore.Invalidated;
import io.nearfar.spi.FarStore.Lease;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.FarStore.Status;
import io.nearfar.spi.Tags;
import io.nearfar.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Redis has of tags: what is lost of it stays lost, and it stays small. */
class RedisTagsTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

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

  private static byte[] b(String text) {
    return text.getBytes(UTF_8);
  }

  private static Tags tags(String... names) {
    return Tags.of(List.of(names));
  }

  private static Change change(
      Condition condition, String value, long version, Tags tags, long since) {
    return new Change(
        condition, b(value), null, version, FarStore.ETERNAL, FarStore.KEEP, false, tags, since);
  }

  private Reply put(String key, Tags tags) {
    return store.change(b(key), change(Condition.ALWAYS, "v", 0, tags, Change.NOW));
  }

  private @Nullable Entry get(String key) {
    return store.get(b(key), FarStore.KEEP).entry();
  }

  private static Invalidate of(Tags tags) {
    return new Invalidate(List.of(), tags, /* fence= */ false, Hold.NONE, 0);
  }

  private static Invalidate fence() {
    return new Invalidate(List.of(), Tags.NONE, /* fence= */ true, Hold.NONE, 0);
  }

  private Invalidated invalidate(Invalidate wish) {
    Invalidated done = store.invalidate(wish).await();
    assertThat(done.failure()).isNull();
    return done;
  }

  private Lease lease(boolean tagged) {
    return store.lease(List.of(b("k")), tagged).get(0);
  }

  private Status loaded(Lease under, Tags tags) {
    return store
        .change(b("k"), change(Condition.TOKEN, "loaded", under.token(), tags, under.asOf()))
        .status();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private String tagsKey() {
    return text(store.layout().tagsKey(store.segmentOf(b("k"))));
  }

  private String metaKey() {
    return text(store.layout().metaKey(store.segmentOf(b("k"))));
  }

  private String entryKey() {
    return text(store.layout().entryKey(store.segmentOf(b("k")), b("k")));
  }

  private void delete(String key) {
    assertThat(redis.command("DEL", key)).isEqualTo(1L);
  }

  private static long calls(String command) {
    return redis.calls().getOrDefault(command, 0L);
  }

  // ---- what it costs

  @Test
  void untagged_noClocksAreMade_noneAreRead() {
    put("k", Tags.NONE);
    put("k", Tags.NONE);
    redis.resetCalls();
    assertThat(get("k")).isNotNull();
    put("k", Tags.NONE);
    lease(/* tagged= */ false);
    assertThat(store.getAll(List.of(b("k")), FarStore.KEEP)).hasSize(1);
    assertThat(calls("hmget") + calls("hset") + calls("unlink")).isZero();
    assertThat(redis.command("EXISTS", tagsKey())).isEqualTo(0L);
  }

  @Test
  void get_oneRoundTrip() {
    put("k", tags("t"));
    get("k");
    redis.resetCalls();
    assertThat(get("k")).isNotNull();
    assertThat(calls("evalsha")).isEqualTo(1);
    // In the script.
    assertThat(calls("mget")).isEqualTo(1);
    assertThat(calls("hmget")).isEqualTo(1);
  }

  @Test
  void get_ofANodeThatDoesNotKnowOfTags() {
    put("k", tags("t"));
    RedisFarStore other = lease.open(FarFixture.store("orders"));
    redis.resetCalls();
    assertThat(requireNonNull(other.get(b("k"), FarStore.KEEP).entry()).tags())
        .isEqualTo(tags("t"));
    assertThat(calls("mget")).isEqualTo(1);
    long scripts = calls("evalsha");
    invalidate(of(tags("t")));
    RedisFarStore third = lease.open(FarFixture.store("orders"));
    assertThat(third.get(b("k"), FarStore.KEEP).entry()).isNull();
    assertThat(other.get(b("k"), FarStore.KEEP).entry()).isNull();
    assertThat(calls("evalsha")).isGreaterThan(scripts);
  }

  @Test
  void getAll_oneMoreRoundTrip_forTheClocks() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.add(b("key" + i));
      put("key" + i, i % 2 == 0 ? tags("t" + i % 5, "all") : Tags.NONE);
    }
    store.getAll(keys, FarStore.KEEP);
    redis.resetCalls();
    assertThat(store.getAll(keys, FarStore.KEEP)).allMatch(found -> found.entry() != null);
    assertThat(calls("mget")).isEqualTo(1);
    assertThat(calls("evalsha")).isEqualTo(8);
    assertThat(calls("hmget")).isEqualTo(8);
  }

  @Test
  void invalidate_oneScriptPerSegment() {
    invalidate(of(tags("t")));
    redis.resetCalls();
    invalidate(of(tags("t", "u", "v")));
    assertThat(calls("evalsha")).isEqualTo(8);
    assertThat(calls("publish")).isEqualTo(8);
    assertThat(calls("eval")).isZero();
  }

  @Test
  void invalidate_sentBeforeItIsAwaited() {
    put("k", tags("t"));
    put("l", tags("u"));
    FarStore.Pending first = store.invalidate(of(tags("t")));
    FarStore.Pending second = store.invalidate(of(tags("u")));
    Invalidated end = second.await();
    assertThat(end.segments()).doesNotContain(0);
    assertThat(second.await()).isSameAs(end);
    first.await();
    assertThat(get("k")).isNull();
    assertThat(get("l")).isNull();
  }

  @Test
  void invalidate_moreKeysThanASlice() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 2 * FarClient.SLICE + 10; i++) {
      keys.add(b("key" + i));
    }
    put("key0", Tags.NONE);
    put("key" + (keys.size() - 1), Tags.NONE);
    Invalidated end = invalidate(new Invalidate(keys, tags("t"), false, Hold.NONE, 0));
    assertThat(end.keys()).hasSize(keys.size()).doesNotContainNull();
    assertThat(requireNonNull(end.keys().get(0)).status()).isEqualTo(Status.REMOVED);
    assertThat(requireNonNull(end.keys().get(1)).status()).isEqualTo(Status.ABSENT);
    assertThat(requireNonNull(end.keys().get(keys.size() - 1)).status()).isEqualTo(Status.REMOVED);
  }

  // ---- what is lost stays lost

  static List<Consumer<RedisTagsTest>> makers() {
    return List.of(
        test -> test.put(test.neighbour(), tags("x")),
        test -> test.invalidate(of(tags("x"))),
        test -> test.invalidate(fence()),
        test -> test.lease(/* tagged= */ true),
        test -> test.lease(/* tagged= */ false));
  }

  /** Another key of the segment of "k". */
  private String neighbour() {
    int i = 0;
    while (store.segmentOf(b("other" + i)) != store.segmentOf(b("k"))) {
      i++;
    }
    return "other" + i;
  }

  /** Everything that must not bring the entry "k" back. */
  private void assertDead(long version) {
    assertThat(get("k")).isNull();
    assertThat(store.getAll(List.of(b("k")), FarStore.KEEP).get(0).entry()).isNull();
    assertThat(store.get(b("k"), HOUR).entry()).isNull();
    assertThat(store.reread(b("k"), version).entry()).isNull();
    store.touch(b("k"), version, HOUR);
    assertThat(store.entries()).toIterable().noneMatch(e -> text(e.key()).equals("k"));
    RedisFarStore other = lease.open(FarFixture.store("orders"));
    assertThat(other.get(b("k"), FarStore.KEEP).entry()).isNull();
    Change replace =
        new Change(Condition.PRESENT, b("x"), null, 0, FarStore.ETERNAL, FarStore.KEEP, true);
    assertThat(store.change(b("k"), replace).status()).isEqualTo(Status.ABSENT);
  }

  @ParameterizedTest
  @MethodSource("makers")
  void clocksLost_deadForEver(Consumer<RedisTagsTest> maker) {
    long version = put("k", tags("t")).version();
    invalidate(of(tags("t")));
    version = Math.max(version, put("k", tags("t", "u")).version());
    delete(tagsKey());
    assertDead(version);
    maker.accept(this);
    assertDead(version);
    assertThat(put("k", tags("t")).status()).isEqualTo(Status.CREATED);
    assertThat(get("k")).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("makers")
  void metaLost_deadForEver(Consumer<RedisTagsTest> maker) {
    long version = put("k", tags("t")).version();
    delete(metaKey());
    assertDead(version);
    maker.accept(this);
    assertDead(version);
    assertThat(put("k", tags("t")).status()).isEqualTo(Status.CREATED);
    assertThat(get("k")).isNotNull();
    invalidate(of(tags("t")));
    assertThat(get("k")).isNull();
  }

  @Test
  void clocksForeign_asIfLost() {
    long version = put("k", tags("t")).version();
    delete(tagsKey());
    redis.command("SET", tagsKey(), "foreign");
    assertDead(version);
    assertThat(store.isOutdated(b("k"), tags("t"), version)).isTrue();
    assertThat(put("k", tags("t")).status()).isEqualTo(Status.CREATED);
    assertThat(get("k")).isNotNull();
    redis.command("HSET", tagsKey(), "t", "damaged");
    assertThat(get("k")).isNull();
    invalidate(of(tags("t")));
    put("k", tags("t"));
    assertThat(get("k")).isNotNull();
  }

  /** As of an old dump: what was invalidated since is not known there. */
  @Test
  void clocksOfBefore_restored_dead() {
    put("k", tags("t"));
    redis.command("COPY", tagsKey(), "old");
    delete(tagsKey());
    long version = put("k", tags("t")).version();
    assertThat(get("k")).isNotNull();
    invalidate(of(tags("t")));
    redis.command("COPY", "old", tagsKey(), "REPLACE");
    assertDead(version);
    put("k", tags("t"));
    assertThat(get("k")).isNotNull();
  }

  @Test
  void clocksLost_whatWasComputedBefore_outdated() {
    long since = put("k", tags("t")).asOf();
    assertThat(store.isOutdated(b("k"), tags("t"), since)).isFalse();
    invalidate(of(tags("t")));
    delete(tagsKey());
    assertThat(store.isOutdated(b("k"), tags("t"), since)).isTrue();
    Change late = change(Condition.ALWAYS, "late", 0, tags("t"), since);
    assertThat(store.change(b("k"), late).status()).isEqualTo(Status.OUTDATED);
    invalidate(of(tags("other")));
    assertThat(store.isOutdated(b("k"), tags("t"), since)).isTrue();
    assertThat(store.change(b("k"), late).status()).isEqualTo(Status.OUTDATED);
  }

  @Test
  void metaLost_whatWasComputedBefore_outdated() {
    long since = put("k", tags("t")).asOf();
    delete(metaKey());
    assertThat(store.isOutdated(b("k"), tags("t"), since)).isTrue();
    Change late = change(Condition.ALWAYS, "late", 0, tags("t"), since);
    assertThat(store.change(b("k"), late).status()).isEqualTo(Status.OUTDATED);
    assertThat(store.isOutdated(b("k"), tags("t"), since)).isTrue();
    store.change(b("k"), change(Condition.ALWAYS, "new", 0, Tags.NONE, Change.NOW));
    assertThat(store.change(b("k"), late).status()).isEqualTo(Status.OUTDATED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void clocksLost_leasesVoid(boolean tagged) {
    put("k", tags("t"));
    invalidate(of(tags("t")));
    Lease before = lease(tagged);
    delete(tagsKey());
    assertThat(loaded(before, Tags.NONE)).isEqualTo(Status.ABSENT);
    Lease after = lease(tagged);
    assertThat(after.entry()).isNull();
    assertThat(loaded(after, tags("t"))).isEqualTo(Status.CREATED);
  }

  /** The fence is lost with the clocks; what it has made void must not be taken for valid. */
  @ParameterizedTest
  @MethodSource("makers")
  void fenceLost_leasesOfBeforeStayVoid(Consumer<RedisTagsTest> maker) {
    put(neighbour(), tags("t"));
    Lease before = lease(/* tagged= */ false);
    invalidate(fence());
    delete(tagsKey());
    maker.accept(this);
    assertThat(loaded(before, Tags.NONE)).isEqualTo(Status.ABSENT);
    Lease after = lease(/* tagged= */ false);
    assertThat(after.token()).isGreaterThan(before.token());
    assertThat(loaded(before, Tags.NONE)).isEqualTo(Status.ABSENT);
    assertThat(loaded(after, Tags.NONE)).isEqualTo(Status.CREATED);
  }

  @Test
  void flushAll_nothingLeft() {
    long version = put("k", tags("t")).version();
    redis.flushAll();
    assertDead(version);
    put("k", tags("t"));
    assertThat(get("k")).isNotNull();
    invalidate(of(tags("t")));
    assertThat(get("k")).isNull();
  }

  // ---- memory

  private void invalidate(int mostClocks, Tags tags) {
    Changes changes = new Changes(store.layout(), store.heads());
    Invalidated end = new TagInvalidations(store, changes, mostClocks).begin(of(tags)).await();
    assertThat(end.failure()).isNull();
    assertThat(end.segments()).doesNotContain(0);
  }

  private long clocks() {
    return (Long) redis.command("HLEN", tagsKey());
  }

  @Test
  void tooManyClocks_theOldestAreForgotten_andWhatIsAsOldDies() {
    Reply old = put("k", tags("mine"));
    for (int i = 0; i < 100; i++) {
      invalidate(/* mostClocks= */ 10, tags("tag" + i));
      assertThat(clocks()).isLessThanOrEqualTo(11L);
    }
    // It was never invalidated, but that is not known any more.
    assertThat(get("k")).isNull();
    assertThat(store.isOutdated(b("k"), tags("mine"), old.asOf())).isTrue();
    put("k", tags("mine", "tag3"));
    assertThat(get("k")).isNotNull();
    // What was invalidated last is known.
    assertThat(redis.command("HEXISTS", tagsKey(), "tag99")).isEqualTo(1L);
    Reply fresh = put("k", tags("mine"));
    invalidate(/* mostClocks= */ 10, tags("other"));
    assertThat(get("k")).isNotNull();
    assertThat(store.isOutdated(b("k"), tags("mine"), fresh.asOf())).isFalse();
    invalidate(/* mostClocks= */ 10, tags("mine"));
    assertThat(get("k")).isNull();
  }

  @Test
  void forgotten_stillDead() {
    put("k", tags("dead"));
    invalidate(/* mostClocks= */ 10, tags("dead"));
    int i = 0;
    while (!Long.valueOf(0).equals(redis.command("HEXISTS", tagsKey(), "dead"))) {
      invalidate(/* mostClocks= */ 10, tags("tag" + i++));
    }
    assertThat(get("k")).isNull();
    assertThat(store.getAll(List.of(b("k")), FarStore.KEEP).get(0).entry()).isNull();
  }

  @Test
  void held_notForgotten() {
    invalidate(new Invalidate(List.of(), tags("held"), false, Hold.BEGIN, HOUR));
    for (int i = 0; i < 200; i++) {
      invalidate(/* mostClocks= */ 5, tags("tag" + i));
    }
    assertThat(redis.command("HEXISTS", tagsKey(), "held")).isEqualTo(1L);
    assertThat(store.isOutdated(b("k"), tags("held"), store.get(b("k"), -1).asOf())).isTrue();
    // One that would be held only, if it were in time: the entry is not dead for its sake.
    put("k", tags("fresh"));
    assertThat(get("k")).isNotNull();
  }

  @Test
  void allHeld_noneForgotten_itEnds() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      names.add("tag" + i);
    }
    invalidate(new Invalidate(List.of(), Tags.of(names), false, Hold.BEGIN, HOUR));
    put("k", tags("fresh"));
    invalidate(/* mostClocks= */ 10, tags("one"));
    assertThat(clocks()).isEqualTo(102);
    assertThat(get("k")).isNotNull();
    invalidate(new Invalidate(List.of(), Tags.of(names), false, Hold.END, 0));
    invalidate(/* mostClocks= */ 10, tags("one"));
    assertThat(clocks()).isEqualTo(11);
  }

  @Test
  void manyTags_bounded() {
    // Each segment has the clocks of all tags: one shows it, and takes less time.
    assertThat(redis.command("HSET", text(store.layout().descriptor()), "segments", "1"))
        .isEqualTo(0L);
    store = lease.open(FarFixture.store("orders"));
    put("k", tags("item:1"));
    int rounds = 200_000 / Tags.MOST;
    for (int i = 0; i < rounds; i++) {
      List<String> names = new ArrayList<>(Tags.MOST);
      for (int j = 0; j < Tags.MOST; j++) {
        names.add("item:" + (i * Tags.MOST + j));
      }
      assertThat(store.invalidate(of(Tags.of(names))).await().failure()).isNull();
    }
    for (int i = 0; i < store.segments(); i++) {
      String key = text(store.layout().tagsKey(i));
      assertThat((Long) redis.command("HLEN", key)).isLessThanOrEqualTo(16_385L);
      assertThat((Long) redis.command("MEMORY", "USAGE", key, "SAMPLES", "0"))
          .isLessThan(2_000_000L);
    }
    assertThat(get("k")).isNull();
    put("k", tags("item:199000", "new"));
    invalidate(of(tags("item:5", "other")));
    assertThat(get("k")).isNotNull();
    invalidate(of(tags("new")));
    assertThat(get("k")).isNull();
  }

  @Test
  void destroy_leavesNoClocks() {
    put("k", tags("t"));
    store.destroy();
    assertThat(redis.command("EXISTS", tagsKey())).isEqualTo(0L);
    RedisFarStore anew = lease.open(FarFixture.store("orders"));
    assertThat(anew.get(b("k"), FarStore.KEEP).entry()).isNull();
    anew.change(b("k"), change(Condition.ALWAYS, "v", 0, tags("t"), Change.NOW));
    assertThat(anew.get(b("k"), FarStore.KEEP).entry()).isNotNull();
  }

  @Test
  void sweep_freesWhatTheFloorKills_andNoHolds() {
    put("k", tags("t"));
    put("untagged", Tags.NONE);
    invalidate(new Invalidate(List.of(b("held")), Tags.NONE, false, Hold.BEGIN, HOUR));
    invalidate(of(tags("x")));
    delete(tagsKey());
    put("young", Tags.NONE);
    invalidate(of(tags("x")));
    long freed = new Sweep(store.client(), store.layout()).sweep(nanos -> {});
    assertThat(freed).isEqualTo(1);
    assertThat(redis.command("EXISTS", entryKey())).isEqualTo(0L);
    store.clear();
    awaitBackground();
    Change load =
        change(
            Condition.TOKEN,
            "v",
            store.lease(List.of(b("held")), false).get(0).token(),
            Tags.NONE,
            Change.NOW);
    assertThat(store.change(b("held"), load).status()).isEqualTo(Status.ABSENT);
  }

  // ---- other

  @Test
  void repetition_sameVersion() {
    Change change = change(Condition.ALWAYS, "v", 0, tags("t"), Change.NOW);
    Call call = new Changes(store.layout(), store.heads()).call(b("k"), change);
    Reply first = Changes.reply(store.client().call(call, "orders"));
    long asOf = store.get(b("k"), FarStore.KEEP).asOf();
    Reply again = Changes.reply(store.client().call(call.again(), "orders"));
    assertThat(again.version()).isEqualTo(first.version());
    assertThat(store.get(b("k"), FarStore.KEEP).asOf()).isEqualTo(asOf);
  }

  @Test
  void failure_isTold_notThrown() {
    try (FarLease brief =
        new FarClients()
            .acquire(
                FarFixture.settings(
                    ClientSettings.Mode.STANDALONE, Duration.ofMillis(300), redis.url()))) {
      RedisFarStore other = brief.open(FarFixture.store("orders"));
      redis.pause();
      try {
        FarStore.Pending pending =
            other.invalidate(new Invalidate(List.of(b("k")), tags("t"), false, Hold.NONE, 0));
        Invalidated end = pending.await();
        assertThat(end.failure()).isNotNull().hasMessageContaining("NEARFAR-");
        assertThat(end.segments()).hasSize(8).containsOnly(0);
        assertThat(end.keys()).hasSize(1).containsOnlyNulls();
      } finally {
        redis.resume();
      }
    }
  }

  @Test
  void leastPrivileges_suffice() throws IOException {
    Matcher matcher =
        Pattern.compile("ACL SETUSER shop on >password (.*)")
            .matcher(Files.readString(Path.of("../docs/configuration.md")));
    assertThat(matcher.find()).isTrue();
    try (RedisServer server =
            RedisServer.builder().user("shop", "hunter2", matcher.group(1)).start();
        FarLease limited =
            new FarClients()
                .acquire(
                    FarFixture.withLogin(
                        FarFixture.settings(server.url()),
                        new ClientSettings.Login("shop", "hunter2")))) {
      store = limited.open(FarFixture.store("orders"));
      put("k", tags("t"));
      assertThat(get("k")).isNotNull();
      assertThat(store.getAll(List.of(b("k")), FarStore.KEEP).get(0).entry()).isNotNull();
      invalidate(new Invalidate(List.of(b("k")), tags("t"), true, Hold.BEGIN, HOUR));
      for (int i = 0; i < 20; i++) {
        invalidate(/* mostClocks= */ 3, tags("tag" + i));
      }
      assertThat(lease(/* tagged= */ true).token()).isPositive();
      store.destroy();
    }
  }
}
