package io.nearfar.internal.coherence;

import static io.nearfar.internal.coherence.LinkFixture.POLL;
import static io.nearfar.internal.coherence.LinkFixture.clock;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.config.WhileUnlinked;
import io.nearfar.spi.FarStore.Clock;
import io.nearfar.stats.LinkState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a link polls, and what it makes of the answers. */
class LinkPollsTest {
  private static final Duration SHORTLY = Duration.ofMillis(30);

  private final LinkFixture fixture = LinkFixture.linked(WhileUnlinked.SERVE);
  private final ScriptedServer server = fixture.server;
  private final RecordingKeeper keeper = fixture.keeper;
  private final FakeLinkLoop loop = fixture.loop;

  private static String confirmed(int segment, long asked) {
    return "confirmed " + segment + " " + asked + " 77";
  }

  // ---- verdicts

  @Test
  void firstPoll_makesWhatWasBeforeItSuspect_withoutWaiting() {
    LinkFixture fresh = new LinkFixture(WhileUnlinked.SERVE);
    assertThat(fresh.statistics().state()).isEqualTo(LinkState.BLIND);
    fresh.link.open();
    fresh.server.subscriber().linked();
    fresh.loop.run();
    fresh.ticker.advance(SHORTLY);
    fresh.answers(clock(10), clock(0));
    assertThat(fresh.keeper.told())
        .containsExactly("suspect 0 10", confirmed(0, 1_000), confirmed(1, 1_000));
    assertThat(fresh.statistics().state()).isEqualTo(LinkState.LINKED);
    assertThat(fresh.statistics().gaps()).as("nothing was missed").isZero();
  }

  @Test
  void secondPoll_isAskedOnce_ifTheLinkComesUpDuringTheFirst() {
    LinkFixture fresh = new LinkFixture(WhileUnlinked.SERVE);
    fresh.link.open();
    fresh.loop.run();
    assertThat(fresh.server.asked()).isEqualTo(1);
    fresh.server.subscriber().linked();
    fresh.link.pollSoon();
    fresh.loop.run();
    assertThat(fresh.server.asked()).as("one at a time").isEqualTo(1);
    fresh.answers(clock(10), clock(10));
    assertThat(fresh.server.asked()).isEqualTo(1);
    fresh.answers(clock(10), clock(10));
    assertThat(fresh.server.asked()).isZero();
  }

  @Test
  void answerThatShowsWhatWasHeard_confirms_asOfTheQuestion() {
    long before = fixture.statistics().polls();
    long asked = fixture.polls();
    fixture.ticker.advance(SHORTLY);
    fixture.answers(clock(10), clock(10));
    assertThat(keeper.told()).containsExactly(confirmed(0, asked), confirmed(1, asked));
    assertThat(fixture.statistics().polls()).isEqualTo(before + 1);
    assertThat(fixture.statistics().gaps()).isZero();
  }

  /**
   * The servers know of what was announced before they were asked: or the announcement was forged.
   */
  @Test
  void answerBelowWhatWasHeardBeforeTheQuestion_isAFork() {
    server.announces(0, 10, 1_000, "key");
    loop.run();
    keeper.told();
    long asked = fixture.polls();
    fixture.answers(clock(10), clock(10));
    assertThat(keeper.told())
        .containsExactly("forked 0 10", confirmed(0, asked), confirmed(1, asked));
  }

  @Test
  void announcementThatCameBeforeTheAnswer_isHeardFirst() {
    long asked = fixture.polls();
    server.announces(0, 10, 11, "key");
    fixture.answers(clock(11), clock(10));
    assertThat(keeper.told())
        .containsExactly("changed 0 key 11", confirmed(0, asked), confirmed(1, asked));
  }

  @Test
  void announcementWithinTheGrace_isNotMissed() {
    long asked = fixture.polls();
    fixture.answers(clock(12), clock(10));
    assertThat(keeper.told()).as("the segment that is late").containsExactly(confirmed(1, asked));
    loop.pass(SHORTLY);
    server.announces(0, 10, 12, "key");
    loop.run();
    assertThat(keeper.told()).containsExactly("changed 0 key 12");
    loop.pass(Link.GRACE.minus(SHORTLY));
    assertThat(keeper.told()).containsExactly(confirmed(0, asked));
    assertThat(fixture.statistics().gaps()).isZero();
  }

  @Test
  void announcementThatDidNotComeWithinTheGrace_isMissed() {
    long asked = fixture.polls();
    fixture.answers(clock(12), clock(10));
    loop.pass(Link.GRACE.minusNanos(1));
    assertThat(keeper.told()).containsExactly(confirmed(1, asked));
    loop.pass(Duration.ofNanos(1));
    assertThat(keeper.told()).containsExactly("suspect 0 12", confirmed(0, asked));
    assertThat(fixture.statistics().gaps()).isEqualTo(1);
    assertThat(fixture.statistics().repairs()).isEqualTo(1);

    server.announces(0, 12, 13, "key");
    loop.run();
    assertThat(keeper.told()).as("goes on from there").containsExactly("changed 0 key 13");
  }

  @Test
  void unlinkedNode_waitsForNoAnnouncement() {
    server.subscriber().unlinked();
    loop.run();
    fixture.answers(clock(12), clock(10));
    assertThat(keeper.told())
        .containsExactly(confirmed(1, 1_000), "suspect 0 12", confirmed(0, 1_000));
  }

  @Test
  void answerOfAnotherServer_showsAFork_whateverItsVersion() {
    long asked = fixture.polls();
    fixture.answers(new Clock(12, 77, "b"), clock(10));
    assertThat(keeper.told())
        .containsExactly("forked 0 12", confirmed(0, asked), confirmed(1, asked));
    assertThat(fixture.statistics().forks()).isEqualTo(1);
    assertThat(fixture.statistics().repairs()).isEqualTo(1);

    asked = fixture.polls();
    fixture.answers(new Clock(12, 77, "b"), clock(10));
    assertThat(keeper.told())
        .as("only once")
        .containsExactly(confirmed(0, asked), confirmed(1, asked));
  }

  @Test
  void answerBelowWhatAReplyHasShown_showsAFork() {
    keeper.saw(0, 11);
    long asked = fixture.polls();
    fixture.answers(clock(10), clock(10));
    assertThat(keeper.told())
        .containsExactly("forked 0 10", confirmed(0, asked), confirmed(1, asked));
  }

  @Test
  void answerBelowWhatAReplyHasShownSinceTheQuestion_isNoFork() {
    long asked = fixture.polls();
    keeper.saw(0, 11);
    fixture.answers(clock(10), clock(10));
    assertThat(keeper.told()).containsExactly(confirmed(0, asked), confirmed(1, asked));
  }

  @Test
  void serverThatKnowsOfNoVersion_showsAFork_once() {
    long asked = fixture.polls();
    fixture.answers(clock(0), clock(10));
    assertThat(keeper.told())
        .containsExactly("forked 0 0", confirmed(0, asked), confirmed(1, asked));
    asked = fixture.polls();
    fixture.answers(clock(0), clock(10));
    assertThat(keeper.told()).containsExactly(confirmed(0, asked), confirmed(1, asked));
  }

  // ---- deaf subscriptions

  private void missesAChange(long version) {
    fixture.polls();
    fixture.answers(clock(version), clock(10));
    loop.pass(Link.GRACE);
  }

  @Test
  void linkThatHearsNothingOfWhatPollsFind_isRenewed() {
    missesAChange(11);
    missesAChange(12);
    assertThat(server.renewals()).isZero();
    missesAChange(13);
    assertThat(server.renewals()).isEqualTo(1);
    assertThat(fixture.statistics().renewals()).isEqualTo(1);
    missesAChange(14);
    assertThat(server.renewals()).as("counts anew").isEqualTo(1);
  }

  @Test
  void linkThatHearsNothing_isRenewed_evenIfChangesAreRare() {
    for (int version = 11; version < 11 + Link.DEAF; version++) {
      assertThat(server.renewals()).isZero();
      missesAChange(version);
      missesAChange(version); // Nothing new.
    }
    assertThat(server.renewals()).isEqualTo(1);
  }

  @Test
  void linkThatHearsSomething_isNotRenewed() {
    for (int version = 11; version < 31; version += 2) {
      server.announces(1, 10, 10, "old");
      missesAChange(version);
    }
    assertThat(fixture.statistics().gaps()).isEqualTo(10);
    assertThat(server.renewals()).isZero();
  }

  /** Another release speaks: that is heard, although it is not understood. */
  @Test
  void linkThatHearsWhatItCantRead_isNotRenewed() {
    for (int version = 11; version < 20; version++) {
      server.subscriber().unreadable();
      missesAChange(version);
    }
    assertThat(fixture.statistics().unreadable()).isEqualTo(9);
    assertThat(server.renewals()).isZero();
  }

  @Test
  void linkThatIsDown_isNotRenewed() {
    server.subscriber().unlinked();
    loop.run();
    fixture.answers(clock(10), clock(10));
    for (int version = 11; version < 20; version++) {
      missesAChange(version);
    }
    assertThat(fixture.statistics().gaps()).isEqualTo(9);
    assertThat(server.renewals()).isZero();
  }

  // ---- failures

  @Test
  void failedPolls_confirmNothing_andAreRepeatedSooner() {
    fixture.polls();
    fixture.answers(null, null);
    assertThat(keeper.told()).isEmpty();
    assertThat(fixture.statistics().state()).isEqualTo(LinkState.BLIND);
    assertThat(fixture.statistics().failedPolls()).isEqualTo(1);
    loop.pass(POLL.dividedBy(4));
    assertThat(server.asked()).isEqualTo(1);
    fixture.answers(clock(10), clock(10));
    assertThat(fixture.statistics().state()).isEqualTo(LinkState.LINKED);
  }

  @Test
  void segmentsWhoseServerDidNotAnswer_areNotConfirmed() {
    long before = fixture.statistics().polls();
    long asked = fixture.polls();
    fixture.answers(null, clock(10));
    assertThat(keeper.told()).containsExactly(confirmed(1, asked));
    assertThat(fixture.statistics().state()).isEqualTo(LinkState.BLIND);
    assertThat(fixture.statistics().failedPolls()).isEqualTo(1);
    assertThat(fixture.statistics().polls()).isEqualTo(before);
  }

  @Test
  void pollThatFailsAgainstThePromise_isAFailedPoll() {
    fixture.polls();
    server.fails();
    loop.run();
    assertThat(keeper.told()).isEmpty();
    assertThat(fixture.statistics().failedPolls()).isEqualTo(1);
    loop.pass(POLL);
    assertThat(server.asked()).isEqualTo(1);
  }

  @Test
  void pollThatCannotBeSent_isAFailedPoll() {
    server.refuses(new IllegalStateException("told to"));
    fixture.polls();
    assertThat(fixture.statistics().state()).isEqualTo(LinkState.BLIND);
    assertThat(fixture.statistics().failedPolls()).isEqualTo(1);
    server.refuses(null);
    loop.pass(POLL);
    assertThat(server.asked()).isEqualTo(1);
  }

  // ---- when

  @Test
  void polls_areRepeated_afterTheInterval() {
    loop.pass(POLL.multipliedBy(7).dividedBy(8).minusNanos(1));
    assertThat(server.asked()).isZero();
    loop.pass(POLL.dividedBy(8).plusNanos(1));
    assertThat(server.asked()).isEqualTo(1);
    loop.pass(POLL.multipliedBy(10));
    assertThat(server.asked()).as("one at a time").isEqualTo(1);
  }

  @Test
  void urgentPoll_takesThePlaceOfTheNext() {
    loop.pass(SHORTLY);
    fixture.link.pollSoon();
    loop.run();
    assertThat(server.asked()).isEqualTo(1);
    fixture.answers(clock(10), clock(10));
    loop.pass(POLL);
    assertThat(server.asked()).isEqualTo(1);
    fixture.answers(clock(10), clock(10));
    loop.pass(SHORTLY);
    assertThat(server.asked()).as("the first was taken back").isZero();
  }

  @Test
  void pollThatIsAskedForDuringAnother_comesAfterIt() {
    fixture.polls();
    fixture.link.pollSoon();
    fixture.link.pollSoon();
    loop.run();
    assertThat(server.asked()).isEqualTo(1);
    fixture.answers(clock(10), clock(11));
    assertThat(server.asked()).as("during the grace, too").isZero();
    loop.pass(Link.GRACE);
    assertThat(server.asked()).isEqualTo(1);
    fixture.answers(clock(10), clock(11));
    assertThat(server.asked()).isZero();
  }
}
