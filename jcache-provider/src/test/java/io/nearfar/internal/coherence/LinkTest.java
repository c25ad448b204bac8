package io.nearfar.internal.coherence;

import static io.nearfar.internal.coherence.LinkFixture.clock;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.WhileUnlinked;
import io.nearfar.stats.LinkState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a link makes of announcements, and of the loss of its subscription. */
class LinkTest {
  private final LinkFixture fixture = LinkFixture.linked(WhileUnlinked.SERVE);
  private final ScriptedServer server = fixture.server;
  private final RecordingKeeper keeper = fixture.keeper;
  private final FakeLinkLoop loop = fixture.loop;

  @Test
  void announcement_isPassedOn_onTheLoop() {
    server.announces(1, 10, 12, "key");
    assertThat(keeper.told()).isEmpty();
    loop.run();
    assertThat(keeper.told()).containsExactly("changed 1 key 12");
  }

  @Test
  void announcementsInOrder_findNothingMissing() {
    server.announces(1, 10, 12, "key");
    server.announces(0, 10, 11, "key");
    server.announces(1, 12, 13, "other");
    loop.run();
    assertThat(keeper.told())
        .containsExactly("changed 1 key 12", "changed 0 key 11", "changed 1 other 13");
    assertThat(fixture.statistics().gaps()).isZero();
    assertThat(fixture.statistics().forks()).isZero();
  }

  @Test
  void oldAnnouncement_isStillPassedOn() {
    server.announces(0, 10, 12, "key");
    server.announces(0, 9, 11, "late");
    server.announces(0, 10, 12, "key");
    loop.run();
    assertThat(keeper.told())
        .containsExactly("changed 0 key 12", "changed 0 late 11", "changed 0 key 12");
    assertThat(fixture.statistics().gaps()).isZero();
    assertThat(fixture.statistics().forks()).isZero();
  }

  @Test
  void gap_makesCopiesSuspectThatAreOlderThanWhatIsMissing() {
    int before = fixture.missed;
    server.announces(0, 13, 14, "key");
    loop.run();
    assertThat(keeper.told()).containsExactly("suspect 0 13", "changed 0 key 14");
    assertThat(fixture.statistics().gaps()).isEqualTo(1);
    assertThat(fixture.missed).as("listeners of other nodes are told").isEqualTo(before + 1);
    assertThat(fixture.statistics().repairs()).isEqualTo(1);
  }

  @Test
  void announcementThatFollowsWhatNeverWas_showsAFork() {
    server.announces(0, 9, 14, "key");
    loop.run();
    assertThat(keeper.told()).containsExactly("forked 0 14", "changed 0 key 14");
    assertThat(fixture.statistics().forks()).isEqualTo(1);
    assertThat(fixture.statistics().repairs()).isEqualTo(1);
  }

  @Test
  void removalOfEverything_isPassedOn() {
    server.announcesClear(1, 10, 12);
    loop.run();
    assertThat(keeper.told()).containsExactly("cleared 1 12");
  }

  @Test
  void changesOfOtherNodes_areToldToOthers() {
    server.announces(0, 10, 11, ScriptedServer.ORIGIN, "mine");
    server.announces(0, 11, 12, "theirs");
    loop.run();
    assertThat(fixture.others).hasSize(1).first().extracting("version").isEqualTo(12L);
  }

  @Test
  void foreignSegment_isIgnored() {
    server.announces(2, 10, 11, "key");
    server.announces(-1, 10, 11, "key");
    server.announces(0, 10, 11, "after");
    loop.run();
    assertThat(keeper.told()).containsExactly("changed 0 after 11");
  }

  @Test
  void tooManyWaitingAnnouncements_areDropped_andFoundAsAGap() {
    for (int i = 0; i <= Link.MAX_WAITING; i++) {
      server.announces(0, 10 + i, 11 + i, "key");
    }
    loop.run();
    assertThat(fixture.statistics().overflowed()).isEqualTo(1);
    assertThat(keeper.told())
        .hasSize(Link.MAX_WAITING)
        .noneMatch(told -> told.startsWith("suspect"));

    long missed = 11 + Link.MAX_WAITING;
    server.announces(0, missed, missed + 1, "key");
    loop.run();
    assertThat(keeper.told())
        .containsExactly("suspect 0 " + missed, "changed 0 key " + (missed + 1));
    assertThat(fixture.statistics().overflowed()).as("the waiting ones were heard").isEqualTo(1);
  }

  @Test
  void statistics_sayWhatWasHeard() {
    fixture.ticker.advance(Duration.ofNanos(50_000));
    server.announces(0, 10, 100, "copied");
    server.announces(1, 10, 12, "key");
    server.subscriber().unreadable();
    loop.run();
    assertThat(fixture.statistics().announcements()).isEqualTo(2);
    assertThat(fixture.statistics().dropped()).isEqualTo(1);
    assertThat(fixture.statistics().unreadable()).isEqualTo(1);
    assertThat(fixture.statistics().heardVersion()).isEqualTo(100);
    // The server's time was 77, and 50 microseconds have passed.
    assertThat(fixture.statistics().lagMicros()).isEqualTo(77 + 50 - 12);
    assertThat(fixture.link.statistics(3).revalidated()).isEqualTo(3);
  }

  // ---- the subscription

  @Test
  void lostSubscription_isPolledFor_atOnce() {
    server.subscriber().unlinked();
    loop.run();
    assertThat(fixture.statistics().state()).isEqualTo(LinkState.POLLING);
    assertThat(fixture.statistics().unlinks()).isEqualTo(1);
    assertThat(server.asked()).isEqualTo(1);
    fixture.answers(clock(10), clock(10));
    assertThat(keeper.told()).containsExactly("confirmed 0 1000 77", "confirmed 1 1000 77");

    server.subscriber().linked();
    loop.run();
    assertThat(fixture.statistics().state()).isEqualTo(LinkState.LINKED);
    assertThat(server.asked()).as("what was announced meanwhile is found").isEqualTo(1);
  }

  @Test
  void repeatedNotice_countsOnce() {
    server.subscriber().unlinked();
    server.subscriber().unlinked();
    loop.run();
    assertThat(fixture.statistics().unlinks()).isEqualTo(1);
  }

  @Test
  void blindLink_staysBlind_untilAPollIsAnswered() {
    fixture.polls();
    fixture.answers(null, null);
    assertThat(fixture.statistics().state()).isEqualTo(LinkState.BLIND);
    server.subscriber().unlinked();
    server.subscriber().linked();
    loop.run();
    assertThat(fixture.statistics().state()).isEqualTo(LinkState.BLIND);
    fixture.answers(clock(10), clock(10));
    assertThat(fixture.statistics().state()).isEqualTo(LinkState.LINKED);
  }

  @Test
  void bypass_servesNothing_untilAPollAfterTheSubscriptionIsBack() {
    LinkFixture bypassing = LinkFixture.linked(WhileUnlinked.BYPASS);
    bypassing.server.subscriber().unlinked();
    bypassing.loop.run();
    assertThat(bypassing.keeper.told()).containsExactly("bypassed 0", "bypassed 1");
    bypassing.answers(clock(10), clock(10));
    assertThat(bypassing.keeper.told()).as("polls confirm nothing meanwhile").isEmpty();

    bypassing.loop.pass(Duration.ofNanos(5));
    bypassing.server.subscriber().linked();
    bypassing.loop.run();
    bypassing.answers(clock(10), clock(10));
    assertThat(bypassing.keeper.told())
        .containsExactly("confirmed 0 1005 77", "confirmed 1 1005 77");
  }

  @Test
  void bypass_isNotEndedByAPoll_thatWasAskedBeforeTheSubscriptionWasBack() {
    LinkFixture bypassing = LinkFixture.linked(WhileUnlinked.BYPASS);
    bypassing.polls();
    bypassing.server.subscriber().unlinked();
    bypassing.loop.pass(Duration.ofNanos(5));
    bypassing.server.subscriber().linked();
    bypassing.loop.run();
    assertThat(bypassing.keeper.told()).containsExactly("bypassed 0", "bypassed 1");

    bypassing.answers(clock(10), clock(10));
    assertThat(bypassing.keeper.told()).as("does not know what was missed since").isEmpty();
    assertThat(bypassing.server.asked()).isEqualTo(1);
    bypassing.answers(clock(10), clock(10));
    assertThat(bypassing.keeper.told()).hasSize(2).allMatch(told -> told.startsWith("confirmed"));
  }

  // ---- close

  @Test
  void closedLink_callsNobody() {
    server.announces(0, 10, 11, "waiting");
    server.subscriber().unlinked();
    fixture.link.close();
    server.announces(0, 11, 12, "late");
    server.subscriber().linked();
    fixture.link.pollSoon();
    fixture.polls();
    assertThat(server.closed()).isTrue();
    assertThat(keeper.told()).isEmpty();
    assertThat(fixture.others).isEmpty();
    assertThat(server.asked()).as("polls").isZero();
  }

  @Test
  void closedLink_bypassesNothing() {
    LinkFixture bypassing = LinkFixture.linked(WhileUnlinked.BYPASS);
    bypassing.server.subscriber().unlinked();
    bypassing.link.close();
    bypassing.loop.run();
    assertThat(bypassing.keeper.told()).isEmpty();
  }

  @Test
  void closedLink_heedsNoAnswer() {
    fixture.polls();
    fixture.link.close();
    fixture.answers(clock(9), clock(11));
    loop.pass(Link.GRACE);
    assertThat(keeper.told()).isEmpty();
    fixture.polls();
    assertThat(server.asked()).isZero();
  }

  @Test
  void closedLink_waitsForNoAnnouncement() {
    fixture.polls();
    fixture.answers(clock(10), clock(11));
    keeper.told();
    fixture.link.close();
    loop.pass(Link.GRACE);
    assertThat(keeper.told()).isEmpty();
  }
}
