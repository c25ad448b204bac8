package io.nearfar.check;

import static io.nearfar.check.Kind.CLEAR;
import static io.nearfar.check.Kind.CONTAINS;
import static io.nearfar.check.Kind.COUNT;
import static io.nearfar.check.Kind.GET;
import static io.nearfar.check.Kind.GET_AND_PUT;
import static io.nearfar.check.Kind.GET_AND_REMOVE;
import static io.nearfar.check.Kind.GET_AND_REPLACE;
import static io.nearfar.check.Kind.INCREMENT;
import static io.nearfar.check.Kind.INVALIDATE;
import static io.nearfar.check.Kind.LOAD;
import static io.nearfar.check.Kind.PUT;
import static io.nearfar.check.Kind.PUT_IF_ABSENT;
import static io.nearfar.check.Kind.REMOVE;
import static io.nearfar.check.Kind.REMOVE_ALL;
import static io.nearfar.check.Kind.REMOVE_EXPECTED;
import static io.nearfar.check.Kind.REPLACE;
import static io.nearfar.check.Kind.REPLACE_EXPECTED;
import static io.nearfar.check.Kind.REST;
import static io.nearfar.check.Kind.REST_COUNT;
import static io.nearfar.check.Outcome.FAILED;
import static io.nearfar.check.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.check.Span.Harm;
import io.nearfar.check.Violation.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule: a history that keeps it, and one that breaks it. Times are nanoseconds. */
class CheckerTest {
  private static final int A = 1;
  private static final int B = 2;
  private static final int C = 3;
  private static final long NONE = Request.NONE;

  private final List<Operation> operations = new ArrayList<>();
  private final List<Span> faults = new ArrayList<>();
  private Duration normal = Duration.ZERO;
  private Duration faulty = Duration.ZERO;

  // ---- histories by hand: all about one key

  private void add(int node, Request request, long start, long end, Outcome outcome, long result) {
    operations.add(new Operation(node, request, start, end, outcome, result));
  }

  private void done(int node, Kind kind, long argument, long start, long end, long result) {
    add(node, Request.of(kind, 0, argument), start, end, Outcome.DONE, result);
  }

  private void put(int node, long value, long start, long end) {
    done(node, PUT, value, start, end, NONE);
  }

  private void read(int node, Kind kind, long start, long end, long result) {
    done(node, kind, NONE, start, end, result);
  }

  private void expecting(Kind kind, int node, long expected, long argument, long start, long end) {
    add(node, new Request(kind, 0, argument, expected), start, end, Outcome.DONE, 1);
  }

  private void fault(Harm harm, long start, long end) {
    faults.add(new Span("fault", harm, start, end));
  }

  private List<Rule> broken() {
    return Checker.check(
            new History(operations), new Tolerance(normal, faulty, Duration.ofNanos(1000), faults))
        .violations()
        .stream()
        .map(Violation::rule)
        .distinct()
        .toList();
  }

  private void assertKept() {
    assertThat(broken()).isEmpty();
  }

  private void assertBroken(Rule rule) {
    assertThat(broken()).containsExactly(rule);
  }

  // ---- written

  @Test
  void written_readOverlapsItsWrite_kept() {
    put(A, 7, 10, 20);
    read(B, GET, 5, 12, 7);
    assertKept();
  }

  @Test
  void written_byNobody_broken() {
    put(A, 7, 10, 20);
    read(B, GET, 30, 40, 8);
    assertBroken(Rule.WRITTEN);
  }

  @Test
  void written_later_broken() {
    read(B, GET, 5, 9, 7);
    put(A, 7, 10, 20);
    assertBroken(Rule.WRITTEN);
  }

  @Test
  void written_byAFailureThatDeniesIt_broken() {
    add(A, Request.of(PUT, 0, 7), 10, 20, FAILED, NONE);
    read(B, GET, 30, 40, 7);
    assertBroken(Rule.WRITTEN);
  }

  @Test
  void written_byAFailureThatDoesNotKnow_kept() {
    add(A, Request.of(PUT, 0, 7), 10, 20, UNKNOWN, NONE);
    read(B, GET, 30, 40, 7);
    assertKept();
  }

  @Test
  void written_byAConditionThatDidNotHold_broken() {
    put(A, 7, 10, 20);
    done(A, PUT_IF_ABSENT, 8, 30, 40, /* result= */ 0);
    read(B, GET, 50, 60, 8);
    assertBroken(Rule.WRITTEN);
  }

  // ---- current

  @Test
  void current_overlapsTheOverwriting_kept() {
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    read(B, GET, 39, 50, 7);
    assertKept();
  }

  @Test
  void current_overwritten_broken() {
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    read(B, GET, 41, 50, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_overwrittenWhileAnotherWriteTookLonger_broken() {
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    put(B, 9, 5, 50);
    read(C, GET, 60, 70, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_writesOverlap_eitherMayBeLast() {
    put(A, 7, 10, 20);
    put(B, 8, 15, 40);
    read(C, GET, 41, 50, 7);
    assertKept();
  }

  @Test
  void current_withinTheBound_kept() {
    normal = Duration.ofNanos(100);
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    read(B, GET, 140, 150, 7);
    assertKept();
  }

  @Test
  void current_beyondTheBound_broken() {
    normal = Duration.ofNanos(100);
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    read(B, GET, 141, 150, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_farAnswers_noBound() {
    normal = Duration.ofNanos(100);
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    done(B, GET_AND_PUT, 9, 50, 60, 7);
    assertThat(broken()).contains(Rule.CURRENT);
  }

  @Test
  void current_boundOfAFault_kept() {
    faulty = Duration.ofNanos(100);
    put(A, 7, 10, 20);
    fault(Harm.NONE, 25, 60);
    put(A, 8, 30, 40);
    read(B, GET, 140, 150, 7);
    assertKept();
  }

  @Test
  void current_announcementsWereLost_boundIsNotThatOfAFault() {
    normal = Duration.ofNanos(50);
    faulty = Duration.ofNanos(1000);
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    fault(Harm.UNHEARD, 25, 60);
    read(B, GET, 80, 90, 7);
    assertKept();
    read(B, GET, 100, 110, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_boundOfAFaultThatIsLongOver_broken() {
    faulty = Duration.ofNanos(100);
    fault(Harm.NONE, 1, 5);
    put(A, 7, 110, 120);
    put(A, 8, 130, 140);
    read(B, GET, 141, 150, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_overwrittenByAnUnknownThatWasSeen_broken() {
    put(A, 7, 10, 20);
    add(A, Request.of(PUT, 0, 8), 30, 40, UNKNOWN, NONE);
    read(B, GET, 50, 60, 8);
    read(C, GET, 70, 80, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_overwrittenByAnUnknownThatNobodySaw_kept() {
    put(A, 7, 10, 20);
    add(A, Request.of(PUT, 0, 8), 30, 40, UNKNOWN, NONE);
    read(C, GET, 70, 80, 7);
    assertKept();
  }

  @Test
  void current_unknownIsExecutedLate_kept() {
    add(A, Request.of(PUT, 0, 7), 10, 20, UNKNOWN, NONE);
    put(B, 8, 30, 40);
    read(C, GET, 50, 60, 7);
    assertKept();
  }

  @Test
  void current_unknownIsExecutedTooLate_broken() {
    add(A, Request.of(PUT, 0, 7), 10, 20, UNKNOWN, NONE);
    put(B, 8, 1030, 1040);
    read(C, GET, 1050, 1060, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_removed_broken() {
    put(A, 7, 10, 20);
    read(A, REMOVE, 30, 40, 1);
    read(B, GET, 50, 60, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_removedWithOthers_broken() {
    put(A, 7, 10, 20);
    read(A, REMOVE_ALL, 30, 40, NONE);
    read(B, GET, 50, 60, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_cleared_broken() {
    put(A, 7, 10, 20);
    add(A, Request.of(CLEAR, Request.ALL), 30, 40, Outcome.DONE, NONE);
    read(B, GET, 50, 60, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_clearedIsStillThere_broken() {
    put(A, 7, 10, 20);
    add(A, Request.of(CLEAR, Request.ALL), 30, 40, Outcome.DONE, NONE);
    read(B, CONTAINS, 50, 60, 1);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_absentAfterRemoval_kept() {
    put(A, 7, 10, 20);
    read(A, REMOVE, 30, 40, 1);
    read(B, GET, 35, 45, NONE);
    read(B, CONTAINS, 50, 60, 0);
    assertKept();
  }

  @Test
  void current_writtenButAbsent_broken() {
    put(A, 7, 10, 20);
    read(B, GET, 30, 40, NONE);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_replaceFindsNothingWhereSomethingIs_broken() {
    put(A, 7, 10, 20);
    done(B, REPLACE, 8, 30, 40, 0);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void current_removalMayBeLate_absentIsKept() {
    add(A, Request.of(REMOVE, 0), 5, 9, UNKNOWN, NONE);
    put(A, 7, 10, 20);
    read(B, GET, 30, 40, NONE);
    assertKept();
  }

  @Test
  void current_removalIsTooLate_absentIsBroken() {
    add(A, Request.of(REMOVE, 0), 5, 9, UNKNOWN, NONE);
    put(A, 7, 1110, 1120);
    read(B, GET, 1130, 1140, NONE);
    assertBroken(Rule.CURRENT);
  }

  // ---- lost data

  @Test
  void emptied_absentIsKept() {
    put(A, 7, 10, 20);
    fault(Harm.EMPTIED, 30, 40);
    read(B, GET, 35, 36, 7);
    read(B, GET, 50, 60, NONE);
    assertKept();
  }

  @Test
  void emptied_valueIsStillThere_broken() {
    put(A, 7, 10, 20);
    fault(Harm.EMPTIED, 30, 40);
    read(B, GET, 50, 60, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void evicted_eitherIsKept() {
    put(A, 7, 10, 20);
    fault(Harm.EVICTED, 30, 40);
    read(B, GET, 50, 60, 7);
    read(C, GET, 50, 60, NONE);
    assertKept();
  }

  @Test
  void evicted_writtenAfterwardsButAbsent_broken() {
    fault(Harm.EVICTED, 1, 5);
    put(A, 7, 10, 20);
    read(C, GET, 50, 60, NONE);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void steppedBack_olderValueIsBack_kept() {
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    read(A, GET, 41, 42, 8);
    fault(Harm.STEPPED_BACK, 50, 60);
    read(A, GET, 70, 80, 7);
    assertKept();
  }

  @Test
  void steppedBack_beforeIt_broken() {
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    read(B, GET, 42, 45, 7);
    fault(Harm.STEPPED_BACK, 50, 60);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void steppedBack_writtenAfterwards_broken() {
    put(A, 7, 10, 20);
    fault(Harm.STEPPED_BACK, 50, 60);
    put(A, 8, 70, 80);
    read(B, GET, 90, 95, 7);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void steppedBack_bothSurvive_broken() {
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    fault(Harm.STEPPED_BACK, 50, 60);
    read(A, GET, 70, 80, 7);
    read(B, GET, 90, 95, 8);
    assertBroken(Rule.ONE_SURVIVOR);
  }

  @Test
  void steppedBack_bothSeenWithinTheBound_kept() {
    faulty = Duration.ofNanos(100);
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    fault(Harm.STEPPED_BACK, 50, 60);
    read(A, GET, 70, 80, 7);
    read(B, GET, 90, 95, 8);
    assertKept();
  }

  // ---- monotonic

  @Test
  void monotonic_anotherNodeIsBehind_kept() {
    normal = Duration.ofNanos(1000);
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    read(B, GET, 41, 45, 8);
    read(C, GET, 50, 60, 7);
    assertKept();
  }

  @Test
  void monotonic_nodeGoesBack_broken() {
    normal = Duration.ofNanos(1000);
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    read(B, GET, 41, 45, 8);
    read(B, GET, 50, 60, 7);
    assertBroken(Rule.MONOTONIC);
  }

  @Test
  void monotonic_readsOverlap_kept() {
    normal = Duration.ofNanos(1000);
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    read(B, GET, 41, 55, 8);
    read(B, GET, 50, 60, 7);
    assertKept();
  }

  @Test
  void monotonic_ownWriteIsNotSeen_broken() {
    normal = Duration.ofNanos(1000);
    put(A, 7, 10, 20);
    put(B, 8, 30, 40);
    read(B, GET, 50, 60, 7);
    assertBroken(Rule.MONOTONIC);
  }

  @Test
  void monotonic_ownRemovalIsNotSeen_broken() {
    normal = Duration.ofNanos(1000);
    put(A, 7, 10, 20);
    read(B, REMOVE, 30, 40, 1);
    read(B, CONTAINS, 50, 60, 1);
    assertBroken(Rule.MONOTONIC);
  }

  @Test
  void monotonic_ownWriteIsAbsent_broken() {
    normal = Duration.ofNanos(1000);
    put(B, 8, 30, 40);
    read(B, GET, 50, 60, NONE);
    assertBroken(Rule.MONOTONIC);
  }

  // ---- one winner

  @Test
  void oneWinner_chain_kept() {
    put(A, 7, 10, 20);
    expecting(REPLACE_EXPECTED, A, 7, 8, 30, 50);
    expecting(REPLACE_EXPECTED, B, 8, 9, 30, 50);
    expecting(REMOVE_EXPECTED, C, 9, NONE, 30, 50);
    assertKept();
  }

  @Test
  void oneWinner_twoReplaceTheSame_broken() {
    put(A, 7, 10, 20);
    expecting(REPLACE_EXPECTED, A, 7, 8, 30, 50);
    expecting(REPLACE_EXPECTED, B, 7, 9, 30, 50);
    assertBroken(Rule.ONE_WINNER);
  }

  @Test
  void oneWinner_replaceAndRemoveTheSame_broken() {
    put(A, 7, 10, 20);
    done(A, GET_AND_REPLACE, 8, 30, 50, 7);
    read(B, GET_AND_REMOVE, 30, 50, 7);
    assertBroken(Rule.ONE_WINNER);
  }

  @Test
  void oneWinner_historyHasSteppedBackBetween_kept() {
    put(A, 7, 10, 20);
    expecting(REPLACE_EXPECTED, A, 7, 8, 30, 50);
    fault(Harm.STEPPED_BACK, 60, 70);
    expecting(REPLACE_EXPECTED, B, 7, 9, 80, 90);
    assertKept();
  }

  @Test
  void oneWinner_twoFillAnAbsentKey_broken() {
    done(A, PUT_IF_ABSENT, 7, 10, 30, 1);
    done(B, PUT_IF_ABSENT, 8, 20, 40, 1);
    assertBroken(Rule.ONE_WINNER);
  }

  @Test
  void oneWinner_removedBetweenTwoThatFill_kept() {
    done(A, PUT_IF_ABSENT, 7, 10, 30, 1);
    read(A, REMOVE_ALL, 15, 35, NONE);
    done(B, PUT_IF_ABSENT, 8, 20, 40, 1);
    assertKept();
  }

  @Test
  void oneWinner_twoRemoveOneValue_broken() {
    put(A, 7, 1, 5);
    read(A, REMOVE, 10, 30, 1);
    read(B, REMOVE, 20, 40, 1);
    assertBroken(Rule.ONE_WINNER);
  }

  @Test
  void oneWinner_writtenBetweenTwoThatRemove_kept() {
    put(A, 7, 1, 5);
    read(A, REMOVE, 10, 30, 1);
    put(A, 8, 15, 25);
    read(B, REMOVE, 20, 40, 1);
    assertKept();
  }

  // ---- counters

  @Test
  void counter_allCounted_kept() {
    read(A, INCREMENT, 10, 40, 2);
    read(B, INCREMENT, 20, 40, 1);
    add(B, Request.of(INCREMENT, 0), 50, 60, UNKNOWN, NONE);
    read(A, COUNT, 50, 60, 2);
    read(A, REST_COUNT, 70, 80, 3);
    assertKept();
  }

  @Test
  void counter_sumTwice_broken() {
    read(A, INCREMENT, 10, 40, 1);
    read(B, INCREMENT, 20, 40, 1);
    assertBroken(Rule.COUNTER);
  }

  @Test
  void counter_incrementLost_broken() {
    read(A, INCREMENT, 10, 20, 1);
    read(B, INCREMENT, 30, 40, 2);
    read(C, REST_COUNT, 50, 60, 1);
    assertBroken(Rule.COUNTER);
  }

  @Test
  void counter_restIsWithinTheBound_stillIncomplete_broken() {
    normal = Duration.ofNanos(1000);
    read(A, INCREMENT, 10, 20, 1);
    read(B, INCREMENT, 30, 40, 2);
    read(C, REST_COUNT, 50, 60, 1);
    assertBroken(Rule.COUNTER);
  }

  @Test
  void counter_countedTwice_broken() {
    read(A, INCREMENT, 10, 20, 1);
    add(B, Request.of(INCREMENT, 0), 30, 40, FAILED, NONE);
    read(C, REST_COUNT, 50, 60, 2);
    assertBroken(Rule.COUNTER);
  }

  @Test
  void counter_nodeGoesBack_broken() {
    normal = Duration.ofNanos(1000);
    read(A, INCREMENT, 10, 20, 1);
    read(A, INCREMENT, 30, 40, 2);
    read(B, COUNT, 50, 60, 2);
    read(B, COUNT, 70, 80, 1);
    assertBroken(Rule.COUNTER);
  }

  @Test
  void counter_beyondTheBound_broken() {
    normal = Duration.ofNanos(100);
    read(A, INCREMENT, 10, 20, 1);
    read(A, INCREMENT, 30, 40, 2);
    read(B, COUNT, 140, 150, 1);
    assertKept();
    read(C, COUNT, 141, 150, 1);
    assertBroken(Rule.COUNTER);
  }

  @Test
  void counter_beginsAnewAfterALoss_kept() {
    read(A, INCREMENT, 10, 20, 1);
    fault(Harm.EMPTIED, 30, 40);
    read(A, INCREMENT, 50, 60, 1);
    read(A, INCREMENT, 70, 80, 2);
    read(A, REST_COUNT, 90, 95, 2);
    assertKept();
  }

  @Test
  void counter_sumTwiceAfterALoss_broken() {
    fault(Harm.EMPTIED, 30, 40);
    read(A, INCREMENT, 50, 60, 1);
    read(B, INCREMENT, 50, 60, 1);
    assertBroken(Rule.COUNTER);
  }

  // ---- loads

  private void invalidated(int node, long version, long start, long end) {
    done(node, INVALIDATE, NONE, start, end, version);
  }

  @Test
  void loaded_afterAnInvalidation_kept() {
    invalidated(A, 7, 10, 20);
    invalidated(B, 8, 30, 40);
    read(A, LOAD, 25, 26, 7);
    read(A, LOAD, 35, 50, 7);
    read(A, LOAD, 50, 60, 8);
    read(A, LOAD, 50, 60, 9);
    assertKept();
  }

  @Test
  void loaded_olderThanAnInvalidation_broken() {
    invalidated(B, 8, 30, 40);
    read(A, LOAD, 45, 60, 7);
    assertBroken(Rule.LOADED);
  }

  @Test
  void loaded_elsewhereWithinTheBound_kept() {
    normal = Duration.ofNanos(50);
    invalidated(B, 8, 30, 40);
    read(A, LOAD, 45, 60, 7);
    assertKept();
    read(A, LOAD, 95, 100, 7);
    assertBroken(Rule.LOADED);
  }

  @Test
  void loaded_onTheSameNodeWithinTheBound_broken() {
    normal = Duration.ofNanos(50);
    invalidated(A, 8, 30, 40);
    read(A, LOAD, 45, 60, 7);
    assertBroken(Rule.LOADED);
  }

  @Test
  void loaded_invalidationThatFailed_kept() {
    add(A, Request.of(INVALIDATE, 0), 30, 40, Outcome.UNKNOWN, NONE);
    read(A, LOAD, 45, 60, 7);
    assertKept();
  }

  @Test
  void loaded_invalidationWasUndone_kept() {
    invalidated(A, 8, 30, 40);
    fault(Harm.STEPPED_BACK, 50, 60);
    read(A, LOAD, 65, 70, 7);
    assertKept();
    invalidated(A, 9, 80, 90);
    read(A, LOAD, 95, 99, 8);
    assertBroken(Rule.LOADED);
  }

  // ---- lives

  private void mortal(Kind kind, long value, long start, long end, long result) {
    Request request = Request.of(kind, Keys.FIRST_MORTAL, value);
    operations.add(new Operation(A, request, start, end, Outcome.DONE, result));
  }

  @Test
  void expired_withinItsLifeOrGone_kept() {
    long life = CheckSettings.LIFE.toNanos();
    mortal(PUT, 7, 10, 20, NONE);
    mortal(GET, NONE, 25, 30, NONE);
    mortal(GET, NONE, life, life + 10, 7);
    assertKept();
  }

  @Test
  void expired_seen_broken() {
    long later = 2 * CheckSettings.LIFE.toNanos();
    mortal(PUT, 7, 10, 20, NONE);
    mortal(GET, NONE, later, later + 10, 7);
    assertBroken(Rule.EXPIRED);
  }

  @Test
  void expired_overwritten_broken() {
    mortal(PUT, 7, 10, 20, NONE);
    mortal(PUT, 8, 30, 40, NONE);
    mortal(GET, NONE, 50, 60, 7);
    assertThat(broken()).containsExactlyInAnyOrder(Rule.CURRENT, Rule.MONOTONIC);
  }

  // ---- how stale

  @Test
  void staleness_ofReadsThatShowWhatWasOverwritten() {
    faulty = Duration.ofNanos(1000);
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    put(A, 9, 50, 60);
    read(B, GET, 35, 45, 7);
    fault(Harm.NONE, 130, 135);
    read(B, GET, 140, 150, 7);
    Verdict verdict =
        Checker.check(
            new History(operations), new Tolerance(normal, faulty, Duration.ZERO, faults));
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.calm()).isEqualTo(new Staleness(1, 0, 0, 0, 0));
    assertThat(verdict.faulty()).isEqualTo(new Staleness(1, 1, 100, 100, 100));
  }

  @Test
  void staleness_announcementsWereLost_isNoCalm() {
    faulty = Duration.ofNanos(1000);
    normal = faulty;
    put(A, 7, 10, 20);
    put(A, 8, 30, 40);
    fault(Harm.UNHEARD, 25, 60);
    read(B, GET, 140, 150, 7);
    Verdict verdict =
        Checker.check(
            new History(operations), new Tolerance(normal, faulty, Duration.ZERO, faults));
    assertThat(verdict.calm().reads()).isZero();
    assertThat(verdict.faulty()).isEqualTo(new Staleness(1, 1, 100, 100, 100));
  }

  // ---- rest, failures

  @Test
  void rest_copyOfWhatWasEvicted_kept() {
    fault(Harm.EVICTED, 25, 28);
    put(A, 7, 10, 20);
    read(A, REST, 30, 40, NONE);
    read(B, REST, 30, 40, 7);
    assertKept();
  }

  @Test
  void rest_allSeeTheSame_kept() {
    put(A, 7, 10, 20);
    read(A, REST, 30, 40, 7);
    read(B, REST, 30, 40, 7);
    assertKept();
  }

  @Test
  void rest_nodesDiffer_broken() {
    normal = Duration.ofNanos(1000);
    put(A, 7, 10, 20);
    put(B, 8, 10, 20);
    read(A, REST, 30, 40, 7);
    read(C, REST, 30, 40, 8);
    assertThat(broken()).contains(Rule.REST);
  }

  @Test
  void rest_readFails_broken() {
    add(A, Request.of(REST, 0), 10, 20, FAILED, NONE);
    assertBroken(Rule.REST);
  }

  @Test
  void failure_farTierIsNotTheReason_broken() {
    add(A, Request.of(GET, 0), 10, 20, Outcome.ERROR, NONE);
    assertBroken(Rule.FAILURE);
  }
}
