package io.nearfar.internal.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.internal.coherence.Chain.Verdict;
import org.junit.jupiter.api.Test;

/** What announcements and polls say of those that came before: every verdict. */
class ChainTest {
  private final Chain chain = new Chain();

  /** A chain that has come to version 10 of server {@code a}. */
  private Chain atTen() {
    chain.isOf("a");
    chain.goOnFrom(10);
    return chain;
  }

  @Test
  void announcement_thatFollowsTheLast_isInOrder() {
    assertThat(atTen().heard(10, 12)).isEqualTo(Verdict.IN_ORDER);
    assertThat(chain.last()).isEqualTo(12);
    assertThat(chain.heard(12, 13)).isEqualTo(Verdict.IN_ORDER);
  }

  @Test
  void announcement_thatWasKnown_isOld() {
    assertThat(atTen().heard(9, 10)).isEqualTo(Verdict.OLD);
    assertThat(chain.heard(3, 4)).isEqualTo(Verdict.OLD);
    assertThat(chain.last()).isEqualTo(10);
  }

  @Test
  void announcement_thatFollowsALaterOne_showsAGap() {
    assertThat(atTen().heard(11, 12)).isEqualTo(Verdict.GAP);
    assertThat(chain.last()).isEqualTo(12);
    assertThat(chain.heard(12, 13)).isEqualTo(Verdict.IN_ORDER);
  }

  @Test
  void announcement_thatFollowsAnEarlierOne_showsAFork() {
    assertThat(atTen().heard(9, 12)).isEqualTo(Verdict.FORK);
    assertThat(chain.last()).isEqualTo(12);
    assertThat(chain.heard(12, 13)).isEqualTo(Verdict.IN_ORDER);
  }

  @Test
  void lateAnnouncement_afterAGap_isOld() {
    atTen().heard(11, 12);
    assertThat(chain.heard(10, 11)).isEqualTo(Verdict.OLD);
    assertThat(chain.last()).isEqualTo(12);
  }

  @Test
  void poll_thatShowsWhatWasHeard_isInOrder() {
    assertThat(atTen().polled(10, 10, "a")).isEqualTo(Verdict.IN_ORDER);
  }

  @Test
  void poll_thatWasAnsweredBeforeTheLastAnnouncement_isInOrder() {
    assertThat(atTen().polled(9, 9, "a")).isEqualTo(Verdict.IN_ORDER);
  }

  @Test
  void poll_thatIsAhead_showsAGap_andChangesNothing() {
    assertThat(atTen().polled(11, 10, "a")).isEqualTo(Verdict.GAP);
    assertThat(chain.last()).isEqualTo(10);
    assertThat(chain.polled(11, 11, "a")).isEqualTo(Verdict.GAP);
  }

  @Test
  void poll_belowWhatAReplyHadShown_showsAFork() {
    assertThat(atTen().polled(10, 11, "a")).isEqualTo(Verdict.FORK);
    assertThat(chain.polled(12, 13, "a")).as("also if ahead").isEqualTo(Verdict.FORK);
  }

  @Test
  void poll_ofAnotherServer_showsAFork_whateverItsVersion() {
    assertThat(atTen().polled(9, 0, "b")).isEqualTo(Verdict.FORK);
    assertThat(chain.polled(10, 0, "b")).isEqualTo(Verdict.FORK);
    assertThat(chain.polled(11, 0, "b")).isEqualTo(Verdict.FORK);
  }

  @Test
  void poll_ofAServerWithoutClock_showsAFork_ifThereWasOne() {
    assertThat(atTen().polled(0, 10, "a")).isEqualTo(Verdict.FORK);
  }

  @Test
  void poll_ofAServerWithoutClock_isInOrder_ifThereWasNone() {
    chain.isOf("a");
    assertThat(chain.polled(0, 0, "a")).isEqualTo(Verdict.IN_ORDER);
  }

  @Test
  void newChain_belongsToTheFirstServer() {
    assertThat(chain.isNew()).isTrue();
    assertThat(chain.polled(10, 0, "a")).isEqualTo(Verdict.GAP);
    assertThat(chain.isNew()).as("a verdict changes nothing").isTrue();
    chain.isOf("a");
    assertThat(chain.isNew()).isFalse();
    assertThat(chain.polled(10, 0, "b")).isEqualTo(Verdict.FORK);
  }

  @Test
  void afterAFork_theChainGoesOnFromAnEarlierVersion() {
    atTen().goOnFrom(7);
    assertThat(chain.heard(7, 8)).isEqualTo(Verdict.IN_ORDER);
  }
}
