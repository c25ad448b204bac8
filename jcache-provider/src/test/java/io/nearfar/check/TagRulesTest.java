package io.nearfar.check;

import static io.nearfar.check.Kind.COMPUTE;
import static io.nearfar.check.Kind.GET;
import static io.nearfar.check.Kind.GET_AND_PUT;
import static io.nearfar.check.Kind.INVALIDATE_ALL;
import static io.nearfar.check.Kind.INVALIDATE_MATCHING;
import static io.nearfar.check.Kind.INVALIDATE_TAGS;
import static io.nearfar.check.Kind.PUT;
import static io.nearfar.check.Kind.REMOVE_ALL;
import static io.nearfar.check.Kind.REST;
import static io.nearfar.check.Outcome.FAILED;
import static io.nearfar.check.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.check.Span.Harm;
import io.nearfar.check.Violation.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What was computed before an invalidation is not seen after it: histories that keep that, and some
 * that break it. Times are nanoseconds.
 */
class TagRulesTest {
  private static final int A = 1;
  private static final int B = 2;
  private static final long NONE = Request.NONE;

  /** Of values that are put, and of some that are loaded, too. */
  private static final int PUT_KEY = Keys.FIRST_TAGGED + 3;

  private static final int LOAD_KEY = Keys.FIRST_COMPUTED + 3;

  private static final long TAG_0 = 1;
  private static final long TAG_1 = 2;

  /** Has the first tag and the third one. */
  private static final long OLD = TagSet.value(7, /* tags= */ 5);

  private static final long NEW = TagSet.value(8, /* tags= */ 5);
  private static final long UNTAGGED = TagSet.value(9, /* tags= */ 0);

  private final List<Operation> operations = new ArrayList<>();
  private final List<Span> faults = new ArrayList<>();
  private Duration bound = Duration.ZERO;

  private void add(int node, Request request, long start, long end, Outcome outcome, long result) {
    operations.add(new Operation(node, request, start, end, outcome, result));
  }

  private void put(int node, long value, long start, long end) {
    add(node, Request.of(PUT, PUT_KEY, value), start, end, Outcome.DONE, NONE);
  }

  /** The call of a loader. */
  private void computed(int node, long value, long start, long end) {
    add(node, Request.of(COMPUTE, LOAD_KEY, value), start, end, Outcome.DONE, NONE);
  }

  private void invalidated(int node, Kind kind, long what, long start, long end) {
    add(node, Request.of(kind, Request.ALL, what), start, end, Outcome.DONE, NONE);
  }

  private void read(int node, int key, long start, long end, long result) {
    add(node, Request.of(GET, key), start, end, Outcome.DONE, result);
  }

  private void fault(Harm harm, long start, long end) {
    faults.add(new Span("fault", harm, start, end));
  }

  private List<Rule> broken() {
    Tolerance tolerance = new Tolerance(bound, bound, Duration.ofNanos(1000), faults);
    return Checker.check(new History(operations), tolerance).violations().stream()
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

  // ---- values that are put

  @Test
  void put_invalidated_broken() {
    put(A, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    read(B, PUT_KEY, 50, 60, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  @Test
  void put_invalidatedAndGone_kept() {
    put(A, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    read(A, PUT_KEY, 50, 60, NONE);
    read(B, PUT_KEY, 50, 60, NONE);
    assertKept();
  }

  @Test
  void put_invalidationOfAnotherTag_kept() {
    put(A, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_1, 30, 40);
    read(B, PUT_KEY, 50, 60, OLD);
    assertKept();
  }

  @Test
  void put_invalidationOfSeveralTags_broken() {
    put(A, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_0 | TAG_1, 30, 40);
    read(B, PUT_KEY, 50, 60, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  @Test
  void put_withoutTags_kept() {
    put(A, OLD, 1, 5);
    put(A, UNTAGGED, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_0 | TAG_1, 30, 40);
    read(B, PUT_KEY, 50, 60, UNTAGGED);
    assertKept();
  }

  @Test
  void put_readOverlapsTheInvalidation_kept() {
    put(A, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    read(B, PUT_KEY, 40, 60, OLD);
    assertKept();
  }

  @Test
  void put_overlapsTheInvalidation_kept() {
    put(A, OLD, 10, 30);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    read(B, PUT_KEY, 50, 60, OLD);
    assertKept();
  }

  @Test
  void put_afterTheInvalidation_kept() {
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    put(A, OLD, 50, 60);
    read(B, PUT_KEY, 70, 80, OLD);
    assertKept();
  }

  @Test
  void put_unknownAndSeenBefore_broken() {
    add(A, Request.of(PUT, PUT_KEY, OLD), 10, 20, UNKNOWN, NONE);
    read(B, PUT_KEY, 21, 25, OLD);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    read(B, PUT_KEY, 50, 60, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  @Test
  void put_unknownAndExecutedLate_kept() {
    add(A, Request.of(PUT, PUT_KEY, OLD), 10, 20, UNKNOWN, NONE);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    read(B, PUT_KEY, 50, 60, OLD);
    assertKept();
  }

  @Test
  void put_unknownAndExecutedTooLate_broken() {
    add(A, Request.of(PUT, PUT_KEY, OLD), 10, 20, UNKNOWN, NONE);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 1030, 1040);
    read(B, PUT_KEY, 1050, 1060, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  @Test
  void put_invalidatedAndStillInFar_noBound() {
    bound = Duration.ofNanos(50);
    put(A, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    add(B, Request.of(GET_AND_PUT, PUT_KEY, NEW), 50, 60, Outcome.DONE, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  // ---- what may be gone

  @Test
  void absent_invalidatedByChance_kept() {
    put(A, UNTAGGED, 10, 20);
    // Nobody knows what the key had: it may have been the one of a change that nobody saw.
    invalidated(B, INVALIDATE_TAGS, TAG_0, 30, 40);
    read(A, PUT_KEY, 50, 60, NONE);
    assertKept();
  }

  @Test
  void absent_writtenAfterTheInvalidation_broken() {
    invalidated(B, INVALIDATE_TAGS, TAG_0, 10, 20);
    put(A, OLD, 30, 40);
    read(B, PUT_KEY, 50, 60, NONE);
    assertBroken(Rule.CURRENT);
  }

  @Test
  void absent_anotherPatternOfKeys_broken() {
    put(A, OLD, 10, 20);
    invalidated(B, INVALIDATE_MATCHING, LOAD_KEY / 10, 30, 40);
    read(B, PUT_KEY, 50, 60, NONE);
    assertBroken(Rule.CURRENT);
  }

  /** That a node has invalidated a tag does not say that the entry was one of those. */
  @Test
  void present_onTheNodeThatHasInvalidatedAnotherTag_kept() {
    put(A, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_1, 30, 40);
    add(A, Request.of(Kind.CONTAINS, PUT_KEY), 50, 60, Outcome.DONE, 1);
    assertKept();
  }

  // ---- the bound

  @Test
  void bound_elsewhere() {
    bound = Duration.ofNanos(50);
    put(B, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    read(B, PUT_KEY, 90, 95, OLD);
    assertKept();
    read(B, PUT_KEY, 91, 95, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  @Test
  void bound_notOnTheNodeItself() {
    bound = Duration.ofNanos(50);
    put(A, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    read(A, PUT_KEY, 41, 45, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  // ---- values that are loaded

  @Test
  void load_invalidatedWhileItIsComputed_broken() {
    computed(A, OLD, 10, 50);
    invalidated(B, INVALIDATE_TAGS, TAG_0, 20, 30);
    read(A, LOAD_KEY, 60, 70, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  @Test
  void load_invalidatedWhileItIsComputed_givenToWhoAskedBefore_kept() {
    read(A, LOAD_KEY, 5, 55, OLD);
    computed(A, OLD, 10, 50);
    invalidated(B, INVALIDATE_TAGS, TAG_0, 20, 30);
    assertKept();
  }

  @Test
  void load_begunDuringTheInvalidation_kept() {
    invalidated(B, INVALIDATE_TAGS, TAG_0, 20, 30);
    computed(A, OLD, 20, 50);
    read(A, LOAD_KEY, 60, 70, OLD);
    assertKept();
  }

  @Test
  void load_ofADeadNode_invalidated_broken() {
    add(A, Request.of(COMPUTE, LOAD_KEY, OLD), 10, 100, UNKNOWN, NONE);
    invalidated(B, INVALIDATE_TAGS, TAG_0, 20, 30);
    read(B, LOAD_KEY, 60, 70, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  @Test
  void load_keyChangedWhileItIsComputed_broken() {
    computed(A, OLD, 10, 50);
    add(B, Request.of(REMOVE_ALL, LOAD_KEY), 20, 30, Outcome.DONE, NONE);
    read(A, LOAD_KEY, 60, 70, OLD);
    assertBroken(Rule.LOADED);
  }

  @Test
  void load_byNobody_broken() {
    computed(A, OLD, 10, 50);
    read(A, LOAD_KEY, 60, 70, NEW);
    assertBroken(Rule.WRITTEN);
  }

  // ---- invalidations of other kinds

  @Test
  void pattern_matches_broken() {
    computed(A, UNTAGGED, 10, 15);
    invalidated(B, INVALIDATE_MATCHING, LOAD_KEY / 10, 20, 30);
    read(A, LOAD_KEY, 60, 70, UNTAGGED);
    assertBroken(Rule.INVALIDATED);
  }

  @Test
  void pattern_doesNotMatch_kept() {
    computed(A, UNTAGGED, 10, 15);
    invalidated(B, INVALIDATE_MATCHING, LOAD_KEY / 10 + 1, 20, 30);
    read(A, LOAD_KEY, 60, 70, UNTAGGED);
    assertKept();
  }

  @Test
  void all_broken() {
    put(A, UNTAGGED, 10, 15);
    invalidated(B, INVALIDATE_ALL, NONE, 20, 30);
    read(A, PUT_KEY, 60, 70, UNTAGGED);
    assertBroken(Rule.INVALIDATED);
  }

  // ---- faults

  @Test
  void invalidation_failed_kept() {
    put(A, OLD, 10, 20);
    add(A, Request.of(INVALIDATE_TAGS, Request.ALL, TAG_0), 30, 40, UNKNOWN, NONE);
    add(A, Request.of(INVALIDATE_TAGS, Request.ALL, TAG_0), 30, 40, FAILED, NONE);
    read(A, PUT_KEY, 50, 60, OLD);
    assertKept();
  }

  @Test
  void invalidation_undone_kept() {
    put(A, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    fault(Harm.STEPPED_BACK, 50, 60);
    read(A, PUT_KEY, 65, 70, OLD);
    assertKept();
    invalidated(B, INVALIDATE_TAGS, TAG_0, 75, 80);
    read(A, PUT_KEY, 85, 90, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  /** With the entries their invalidations may be lost: then nothing is to come back. */
  @Test
  void invalidation_dataLostAfterwards_broken() {
    put(A, OLD, 10, 20);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 30, 40);
    fault(Harm.EVICTED, 50, 60);
    read(A, PUT_KEY, 65, 70, OLD);
    assertBroken(Rule.INVALIDATED);
  }

  @Test
  void rest_invalidatedCopy_broken() {
    computed(A, OLD, 10, 15);
    invalidated(A, INVALIDATE_TAGS, TAG_0, 20, 30);
    add(B, Request.of(REST, LOAD_KEY), 60, 70, Outcome.DONE, OLD);
    assertBroken(Rule.INVALIDATED);
  }
}
