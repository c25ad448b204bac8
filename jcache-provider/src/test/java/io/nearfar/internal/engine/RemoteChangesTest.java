package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.Tags;
import io.nearfar.stats.LinkState;
import io.nearfar.stats.LinkStatistics;
import io.nearfar.testing.FakeFarStore;
import io.nearfar.testing.FakeTicker;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an engine with near copies tells of other nodes. */
class RemoteChangesTest {
  private final FakeTicker ticker = new FakeTicker();
  private final FakeFarStore store = new FakeFarStore(ticker);
  private final EngineFixture<String, Object> fixture =
      EngineFixture.<String, Object>nearFar(store, ticker).build();
  private final CacheEngine<String, Object> engine = fixture.engine();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private final class Sink implements RemoteSink<String> {
    @Override
    public void changed(Supplier<@Nullable String> key, boolean stored) {
      heard.add((stored ? "stored " : "removed ") + key.get());
    }

    @Override
    public void invalidated(Tags tags) {
      heard.add("invalidated " + tags.names());
    }

    @Override
    public void cleared() {
      heard.add("cleared");
    }

    @Override
    public void missed() {
      heard.add("missed");
    }
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void await(Predicate<LinkStatistics> condition) {
    while (!condition.test(Objects.requireNonNull(engine.link()))) {
      Thread.onSpinWait();
    }
  }

  private void listen() {
    await(link -> link.state() == LinkState.LINKED && link.polls() > 1);
    engine.sendRemoteChanges(new Sink());
  }

  /** Everything was heard that was announced, and told: the loop has gone on. */
  private void settle() {
    await(link -> link.heardVersion() >= store.version());
    confirm();
  }

  private void confirm() {
    long before = Objects.requireNonNull(engine.link()).polls();
    await(link -> link.polls() > before + 1);
  }

  @Test
  void changesOfAnotherNode_areTold() {
    listen();
    store.changedByAnotherNode();
    engine.put("a", "1");
    engine.put("a", "2");
    engine.remove("a");
    engine.removeAll(Set.of("absent"));
    engine.clear();
    settle();
    assertThat(heard)
        .containsExactly("stored a", "stored a", "removed a", "removed absent", "cleared");
  }

  @Test
  void ownChanges_areNotTold() {
    listen();
    engine.put("a", "1");
    engine.clear();
    settle();
    assertThat(heard).isEmpty();
  }

  @Test
  void nobodyIsTold_whoDoesNotWantToHear() {
    listen();
    engine.sendRemoteChanges(null);
    store.changedByAnotherNode();
    engine.put("a", "1");
    settle();
    assertThat(heard).isEmpty();
  }

  @Test
  void lostAnnouncement_isToldAsMissed() {
    listen();
    store.changedByAnotherNode();
    store.losingMessages(true);
    engine.put("a", "1");
    await(link -> link.gaps() > 0);
    confirm();
    assertThat(heard).containsExactly("missed");

    store.losingMessages(false);
    engine.put("a", "2");
    settle();
    assertThat(heard).containsExactly("missed", "stored a");
  }

  @Test
  void otherHistory_isToldAsMissed() {
    engine.put("a", "1");
    listen();
    store.becomes("second", store.version() - 1);
    await(link -> link.forks() > 0);
    confirm();
    assertThat(heard).contains("missed").containsOnly("missed");
  }
}
