package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.engine.Mutation.Condition;
import io.nearfar.internal.near.NearEntry;
import io.nearfar.internal.near.NearStore;
import io.nearfar.spi.Copier;
import io.nearfar.testing.FakeTicker;
import java.io.Serial;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A clear, and a put after it, between the moments in which a mutation reads the version and looks
 * at the entry. Covered: apply of stores with and without a condition.
 */
class ClearInTheMiddleTest {

  /** Lets somebody else act when an entry is looked up. */
  private static final class InterruptedMap extends ConcurrentHashMap<Integer, NearEntry<String>> {
    @Serial private static final long serialVersionUID = 1L;

    private transient @Nullable Runnable meanwhile;

    @Override
    public @Nullable NearEntry<String> get(Object key) {
      Runnable action = meanwhile;
      meanwhile = null;
      if (action != null) {
        action.run();
      }
      return super.get(key);
    }
  }

  private final InterruptedMap map = new InterruptedMap();
  private final NearStore<Integer, String> near = new NearStore<>(map, new FakeTicker());
  private final Authority<Integer, String> authority =
      new LocalAuthority<>(
          near,
          new Flights<>(near::settle),
          FixedExpiry.NEVER,
          Copier.byReference(),
          new InvalidationCounts());

  @Test
  void store_overAnEntryNewerThanTheClear_isNotLost() {
    map.meanwhile =
        () -> {
          authority.clear();
          authority.apply(1, Mutation.store(Condition.ALWAYS, "theirs"));
        };
    Outcome<String> outcome = authority.apply(1, Mutation.store(Condition.ALWAYS, "ours"));
    assertThat(outcome.oldValue()).isEqualTo("theirs");
    Snapshot<String> there = authority.snapshot(1);
    assertThat(there).isNotNull().extracting(Snapshot::value).isEqualTo("ours");
  }

  @Test
  void putIfAbsent_afterTheClearOfAnEntry_isNotLost() {
    authority.apply(1, Mutation.store(Condition.ALWAYS, "old"));
    map.meanwhile =
        () -> {
          authority.clear();
          // Finds the dead entry and buries it.
          authority.apply(1, Mutation.remove(Condition.ALWAYS));
        };
    Outcome<String> outcome = authority.apply(1, Mutation.store(Condition.ABSENT, "ours"));
    assertThat(outcome.stored()).isTrue();
    Snapshot<String> there = authority.snapshot(1);
    assertThat(there).isNotNull().extracting(Snapshot::value).isEqualTo("ours");
  }
}
