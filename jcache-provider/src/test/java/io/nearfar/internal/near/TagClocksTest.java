package io.nearfar.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.spi.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which tags an invalidation reaches, and how many clocks that takes. */
class TagClocksTest {

  private static final int FIRST = 1_024;
  private static final int MOST = 32_768;
  private static final int THREADS = 4;
  private static final int TAGS_OF_EACH = 500;

  private final TagClocks clocks = new TagClocks(10);

  private boolean outdated(Tags tags, long since) {
    return clocks.outdate(TagClocks.few(tags), TagClocks.many(tags), since);
  }

  private static Tags tag(int number) {
    return Tags.of(List.of("product:" + number));
  }

  private static Tags tags(int from, int to) {
    return Tags.of(IntStream.range(from, to).mapToObj(i -> "product:" + i).toList());
  }

  @Test
  void nothingInvalidated_takesNoClock() {
    assertThat(outdated(tag(1), 0)).isFalse();
    assertThat(outdated(tags(0, 100), 0)).isFalse();
    assertThat(clocks.size()).isZero();
  }

  @Test
  void invalidated_outdatesWhatIsOlder() {
    clocks.invalidate(tag(1), 7);

    assertThat(outdated(tag(1), 6)).isTrue();
    assertThat(outdated(tag(1), 7)).isFalse();
    assertThat(outdated(tag(2), 6)).isFalse();
  }

  @Test
  void earlierInvalidation_changesNothing() {
    clocks.invalidate(tag(1), 7);
    clocks.invalidate(tag(1), 5);

    assertThat(outdated(tag(1), 6)).isTrue();
  }

  @Test
  void oneOfManyTags() {
    Tags many = tags(0, 60);
    clocks.invalidate(tag(59));

    assertThat(outdated(many, 0)).isTrue();
    assertThat(outdated(many, clocks.version())).isFalse();
    assertThat(outdated(tags(55, 59), 0)).isFalse();
    assertThat(outdated(tags(56, 60), 0)).isTrue();
  }

  @Test
  void manyDifferentTags_moreClocks_noneForgotten() {
    for (int i = 0; i < 50_000; i++) {
      clocks.invalidate(tag(i));
      if (i == 0) {
        assertThat(clocks.size()).isEqualTo(FIRST);
      }
    }

    assertThat(clocks.size()).isEqualTo(MOST);
    for (int i = 0; i < 50_000; i++) {
      assertThat(outdated(tag(i), i)).as("tag %s as of its invalidation", i).isTrue();
    }
  }

  @Test
  void moreClocks_otherTagsStay() {
    for (int i = 0; i < 20_000; i++) {
      clocks.invalidate(tag(i));
    }
    long since = clocks.version();
    for (int i = 0; i < 1_000; i++) {
      clocks.invalidate(tag(i));
    }

    long gone = IntStream.range(20_000, 30_000).filter(i -> outdated(tag(i), since)).count();
    // 1,000 of 32,768 clocks: 3 %. Of 1,024 clocks it would be 62 %.
    assertThat(gone).isLessThan(600);
  }

  @Test
  void sameTagsAgainAndAgain_noMoreClocks() {
    for (int i = 0; i < 100_000; i++) {
      clocks.invalidate(tag(i % 100));
    }

    assertThat(clocks.size()).isEqualTo(FIRST);
  }

  @Test
  void sameTagsTogetherAgainAndAgain_noMoreClocks() {
    Tags many = tags(0, 255);
    for (int i = 0; i < 10_000; i++) {
      clocks.invalidate(many);
    }

    assertThat(clocks.size()).isEqualTo(FIRST);
  }

  @Test
  void manyTagsTogether_noneForgottenWhereClocksAreAdded() {
    for (int from = 0; from < 40_000; from += 200) {
      long since = clocks.version();
      Tags together = tags(from, from + 200);
      clocks.invalidate(together);

      assertThat(together.names()).allMatch(name -> outdated(Tags.of(List.of(name)), since));
    }
    assertThat(clocks.size()).isEqualTo(MOST);
  }

  @Test
  void enoughClocksAtFirst_stay() {
    TagClocks enough = new TagClocks(15);
    for (int i = 0; i < 100_000; i++) {
      enough.invalidate(tag(i));
    }

    assertThat(enough.size()).isEqualTo(MOST);
  }

  @Test
  void severalThreads_noInvalidationIsLostWhileClocksAreAdded() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < 50; round++) {
        TagClocks fresh = new TagClocks(1);
        List<Callable<List<Integer>>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          int first = thread * TAGS_OF_EACH;
          work.add(() -> missed(fresh, first, first + TAGS_OF_EACH));
        }
        for (Future<List<Integer>> missed : pool.invokeAll(work)) {
          assertThat(missed.get()).isEmpty();
        }
        assertThat(fresh.size()).isGreaterThanOrEqualTo(FIRST);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /**
   * Invalidates tags, and looks whether they all are whenever clocks have been added.
   *
   * @return those that are not
   */
  private static List<Integer> missed(TagClocks clocks, int from, int to) {
    List<Integer> missed = new ArrayList<>();
    long[] since = new long[to - from];
    int size = 0;
    for (int i = from; i < to; i++) {
      since[i - from] = clocks.version();
      clocks.invalidate(tag(i));
      boolean added = clocks.size() > size;
      size = clocks.size();
      for (int earlier = added ? from : i; earlier <= i; earlier++) {
        if (!clocks.outdate(
            TagClocks.few(tag(earlier)), TagClocks.many(tag(earlier)), since[earlier - from])) {
          missed.add(earlier);
        }
      }
    }
    return missed;
  }
}
