package io.nearfar.internal.coherence;

import io.nearfar.config.CoherenceSettings;
import io.nearfar.config.WhileUnlinked;
import io.nearfar.spi.FarStore.Clock;
import io.nearfar.spi.Invalidation;
import io.nearfar.stats.LinkStatistics;
import io.nearfar.testing.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A link of a cache with two segments, with everything around it scripted. */
final class LinkFixture {
  static final Duration POLL = Duration.ofSeconds(1);

  final FakeTicker ticker = new FakeTicker(1_000);
  final FakeLinkLoop loop = new FakeLinkLoop(ticker);
  final ScriptedServer server = new ScriptedServer(2);
  final RecordingKeeper keeper = new RecordingKeeper();
  final List<Invalidation> others = new ArrayList<>();
  final Link link;
  int missed;

  LinkFixture(WhileUnlinked whileUnlinked) {
    link =
        new Link(
            server.store(),
            server,
            keeper,
            loop,
            ticker,
            new CoherenceSettings(POLL, Duration.ofSeconds(5), whileUnlinked),
            new Others());
  }

  private final class Others implements OtherNodes {
    @Override
    public void changed(Invalidation change) {
      others.add(change);
    }

    @Override
    public void missed() {
      missed++;
    }
  }

  /** A link that is up, whose first poll has found version 10 in both segments of server a. */
  static LinkFixture linked(WhileUnlinked whileUnlinked) {
    LinkFixture fixture = new LinkFixture(whileUnlinked);
    fixture.link.open();
    fixture.server.subscriber().linked();
    fixture.loop.run();
    // The one that was asked before the link was up.
    fixture.answers(clock(10), clock(10));
    if (fixture.server.asked() > 0) {
      fixture.answers(clock(10), clock(10));
    }
    fixture.keeper.told();
    return fixture;
  }

  static Clock clock(long version) {
    return new Clock(version, 77, "a");
  }

  /** The poll that is under way is answered. */
  void answers(Clock... clocks) {
    server.answers(clocks);
    loop.run();
  }

  /** Lets the time of the next poll come; returns its moment. */
  long polls() {
    loop.pass(POLL);
    return ticker.nanos();
  }

  LinkStatistics statistics() {
    return link.statistics(0);
  }
}
