package io.nearfar.internal.far;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.internal.far.ClientSettings.Mode;
import io.nearfar.spi.FarException;
import io.nearfar.spi.FarStore;
import io.nearfar.spi.FarStore.Change;
import io.nearfar.spi.FarStore.Condition;
import io.nearfar.spi.FarStore.Found;
import io.nearfar.spi.FarStore.Hold;
import io.nearfar.spi.FarStore.Invalidate;
import io.nearfar.spi.FarStore.Invalidated;
import io.nearfar.spi.FarStore.Status;
import io.nearfar.spi.Tags;
import io.nearfar.testing.RedisCluster;
import io.nearfar.testing.RedisCluster.SlotMove;
import io.nearfar.testing.RedisServer;
import io.nearfar.testing.TestThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operations while the slot of a segment moves, key by key: half of it is on the other node. */
@Timeout(180)
class SlotMoveTest {
  /** Keys of the segment that moves; each is stored under itself. */
  private static final List<byte[]> KEYS = keys();

  private static final byte[] STAYS = KEYS.get(0);
  private static final byte[] MOVES = KEYS.get(1);
  private static final byte[] ABSENT = KEYS.get(2);
  private static final int SEGMENT = Segments.OF_CLUSTER.of(STAYS);

  private static RedisCluster cluster;
  private static FarLease lease;

  private RedisFarStore store;
  private SlotMove move;

  private static List<byte[]> keys() {
    List<byte[]> keys = new ArrayList<>();
    int segment = Segments.OF_CLUSTER.of("key0".getBytes(UTF_8));
    for (int i = 0; keys.size() < 20; i++) {
      byte[] key = ("key" + i).getBytes(UTF_8);
      if (Segments.OF_CLUSTER.of(key) == segment) {
        keys.add(key);
      }
    }
    return keys;
  }

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start();
    lease = new FarClients().acquire(settings(Duration.ofSeconds(2)));
  }

  private static ClientSettings settings(Duration timeout) {
    return FarFixture.settings(Mode.CLUSTER, timeout, cluster.urls().toArray(new String[0]));
  }

  @AfterAll
  static void stop() {
    lease.close();
    cluster.close();
  }

  @BeforeEach
  void begin() {
    cluster.masters().forEach(RedisServer::flushAll);
    store = lease.open(FarFixture.store("orders"));
    put(STAYS);
    put(MOVES);
    move = cluster.openSlot(slot(), other());
  }

  @AfterEach
  void end() {
    move.moveAll();
    move.finish();
  }

  private int slot() {
    return store.layout().slot(SEGMENT);
  }

  private RedisServer other() {
    RedisServer owner = cluster.masterOf(slot());
    return cluster.masters().stream().filter(node -> node != owner).findFirst().orElseThrow();
  }

  private Status put(byte[] key) {
    return change(key, Condition.ALWAYS, key);
  }

  private Status change(byte[] key, Condition condition, byte @Nullable [] value) {
    return store
        .change(
            key, new Change(condition, value, null, 0, FarStore.ETERNAL, FarStore.ETERNAL, true))
        .status();
  }

  private void moveEntry() {
    move.move(List.of(store.layout().entryKey(SEGMENT, MOVES)));
  }

  private void moveClock() {
    move.move(List.of(store.layout().metaKey(SEGMENT)));
  }

  private byte @Nullable [] read(byte[] key) {
    Found found = store.get(key, FarStore.KEEP);
    return found.entry() == null ? null : found.entry().value();
  }

  private void readsAreRight() {
    assertThat(read(STAYS)).isEqualTo(STAYS);
    assertThat(read(MOVES)).isEqualTo(MOVES);
    assertThat(read(ABSENT)).isNull();
    List<Found> all = store.getAll(List.of(ABSENT, MOVES, STAYS), FarStore.KEEP);
    assertThat(all.get(0).entry()).isNull();
    assertThat(all.get(1).entry().value()).isEqualTo(MOVES);
    assertThat(all.get(2).entry().value()).isEqualTo(STAYS);
    assertThat(all).allSatisfy(found -> assertThat(found.asOf()).isPositive());
  }

  @Test
  void reads_clockNotMoved() {
    readsAreRight();
    moveEntry();
    readsAreRight();
  }

  @Test
  void reads_clockMoved() {
    moveClock();
    readsAreRight();
    moveEntry();
    readsAreRight();
  }

  @Test
  void reads_manyThreads() throws Exception {
    moveEntry();
    TestThreads.together(
        8,
        thread -> {
          for (int i = 0; i < 20; i++) {
            readsAreRight();
          }
        });
  }

  @Test
  void reads_cleared_deadOnBothSides() {
    moveEntry();
    store.clear();
    for (byte[] key : List.of(STAYS, MOVES, ABSENT)) {
      assertThat(read(key)).isNull();
    }
    moveClock();
    for (byte[] key : List.of(STAYS, MOVES, ABSENT)) {
      assertThat(read(key)).isNull();
    }
  }

  @Test
  void reads_noClockAnywhere_nothingAlive() {
    cluster.masterOf(slot()).command("DEL", new String(store.layout().metaKey(SEGMENT), UTF_8));
    moveEntry();
    assertThat(read(MOVES)).isNull();
  }

  @Test
  void changes_clockNotMoved() {
    assertThat(put(STAYS)).isEqualTo(Status.UPDATED);
    assertRefused(() -> put(ABSENT));
    moveEntry();
    assertRefused(() -> put(MOVES));
    moveClock();
    assertThat(put(MOVES)).isEqualTo(Status.UPDATED);
  }

  private void putTagged(byte[] key) {
    Tags tags = Tags.of(List.of("t"));
    Change change =
        new Change(
            Condition.ALWAYS,
            key,
            null,
            0,
            FarStore.ETERNAL,
            FarStore.KEEP,
            false,
            tags,
            Change.NOW);
    store.change(key, change);
  }

  private Invalidated invalidate() {
    return store
        .invalidate(
            new Invalidate(
                List.of(),
                Tags.of(List.of("t")),
                /* fence= */ false,
                Hold.NONE,
                /* holdNanos= */ 0))
        .await();
  }

  private void moveTags() {
    move.move(List.of(store.layout().tagsKey(SEGMENT)));
  }

  /** By a node that knows that there are tags, and by one that does not. */
  private void taggedAre(byte @Nullable [] stays, byte @Nullable [] moves) {
    for (RedisFarStore reader : List.of(store, lease.open(FarFixture.store("orders")))) {
      assertThat(value(reader.get(STAYS, FarStore.KEEP))).isEqualTo(stays);
      assertThat(value(reader.get(MOVES, FarStore.KEEP))).isEqualTo(moves);
      List<Found> all = reader.getAll(List.of(ABSENT, MOVES, STAYS), FarStore.KEEP);
      assertThat(value(all.get(0))).isNull();
      assertThat(value(all.get(1))).isEqualTo(moves);
      assertThat(value(all.get(2))).isEqualTo(stays);
    }
  }

  private static byte @Nullable [] value(Found found) {
    return found.entry() == null ? null : found.entry().value();
  }

  private void beginWithTags() {
    end();
    putTagged(STAYS);
    putTagged(MOVES);
    move = cluster.openSlot(slot(), other());
    taggedAre(STAYS, MOVES);
  }

  @Test
  void tagged_reads_theirClocksFirst() {
    beginWithTags();
    moveTags();
    taggedAre(STAYS, MOVES);
    moveEntry();
    taggedAre(STAYS, MOVES);
    moveClock();
    taggedAre(STAYS, MOVES);
  }

  @Test
  void tagged_reads_theirClocksLast() {
    beginWithTags();
    moveEntry();
    taggedAre(STAYS, MOVES);
    moveClock();
    taggedAre(STAYS, MOVES);
    moveTags();
    taggedAre(STAYS, MOVES);
  }

  @Test
  void invalidate_clocksMoved() {
    beginWithTags();
    moveTags();
    Invalidated refused = invalidate();
    assertThat(refused.failure()).hasMessageContaining("NEARFAR-0424");
    assertThat(refused.segments()[SEGMENT]).isZero();
    assertThat(refused.segments()).containsOnlyOnce(0);
    taggedAre(STAYS, MOVES);
    moveClock();
    assertThat(invalidate().failure()).isNull();
    taggedAre(null, null);
    moveEntry();
    taggedAre(null, null);
  }

  @Test
  void invalidate_clocksNotMoved() {
    beginWithTags();
    assertThat(invalidate().failure()).isNull();
    taggedAre(null, null);
    putTagged(STAYS);
    putTagged(MOVES);
    moveClock();
    assertThat(invalidate().segments()[SEGMENT]).isZero();
    moveTags();
    taggedAre(STAYS, MOVES);
    assertThat(invalidate().failure()).isNull();
    taggedAre(null, null);
  }

  /** Their clocks are made nowhere but where the others are: a moved one would not be let in. */
  @Test
  void tagged_changesAndLoads_clocksNotMoved() {
    beginWithTags();
    moveClock();
    moveEntry();
    assertRefused(() -> putTagged(MOVES));
    assertRefused(() -> store.lease(List.of(MOVES), /* tagged= */ true));
    assertThat(put(MOVES)).isEqualTo(Status.CREATED);
    move.moveAll();
    assertThat(put(STAYS)).isEqualTo(Status.UPDATED);
    putTagged(MOVES);
    taggedAre(STAYS, MOVES);
  }

  private static void assertRefused(Runnable change) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(FarException.class, e -> assertThat(e.outcomeUnknown()).isFalse())
        .hasMessageContaining("NEARFAR-0424");
  }

  @Test
  void underLoad_thereAndBack_nothingLost() throws Exception {
    end();
    try (FarLease patient = new FarClients().acquire(settings(Duration.ofSeconds(20)))) {
      store = patient.open(FarFixture.store("orders"));
      KEYS.forEach(this::put);
      AtomicBoolean moved = new AtomicBoolean();
      List<TestThreads.Running<Integer>> clients = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        byte[] key = KEYS.get(3 + thread);
        clients.add(TestThreads.start(() -> load(key, moved)));
      }
      try {
        for (int i = 0; i < 6; i++) {
          cluster.moveSlot(slot(), other());
        }
      } finally {
        moved.set(true);
      }
      for (TestThreads.Running<Integer> client : clients) {
        assertThat(client.result()).isPositive();
      }
    }
    move = cluster.openSlot(slot(), other());
  }

  private int load(byte[] key, AtomicBoolean moved) {
    int rounds = 0;
    while (!moved.get()) {
      change(key, Condition.ALWAYS, null);
      assertThat(read(key)).isNull();
      assertThat(put(key)).isEqualTo(Status.CREATED);
      assertThat(read(key)).isEqualTo(key);
      assertThat(change(key, Condition.PRESENT, key)).isEqualTo(Status.UPDATED);
      assertThat(store.getAll(List.of(ABSENT, key), FarStore.KEEP).get(1).entry()).isNotNull();
      rounds++;
    }
    return rounds;
  }
}
