package io.nearfar.examples.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.examples.load.Comparison.Measured;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which round counts, and what the report says of the others. */
class RoundsTest {

  private static Measured measured(int requests, Counts counts) {
    Percentiles all = new Percentiles(requests, 1, 2, 3);
    Map<Kind, Percentiles> kinds =
        Map.of(
            Kind.PRODUCT, all,
            Kind.CATEGORY, all,
            Kind.SEARCH, all,
            Kind.REPORT, all,
            Kind.PRICE, all);
    return new Measured(new Figures(1, 1, all, kinds, counts), 1, 1, 1);
  }

  private static Rounds rounds(Counts counts, int... requests) {
    return new Rounds(IntStream.of(requests).mapToObj(each -> measured(each, counts)).toList());
  }

  @Test
  void medianRoundCounts_othersAreShownInTheirOrder() {
    Comparison comparison =
        new Comparison(
            rounds(new Counts(5, 90, 5, 5), 400, 100, 300),
            rounds(new Counts(30, 0, 0, 0), 20, 30, 10));

    assertThat(comparison.timesRequests()).isEqualTo(15);
    assertThat(comparison.report("test", "- Of numbers\n"))
        .contains("| requests per second | 300 | 20.0 | 15.0 × | F6 (≥ 10 ×) reached |")
        .contains("| in each round | 400; 100; 300 | 20.0; 30.0; 10.0 |")
        .contains("| hit ratio | 95.0 % | – |")
        .contains("| near hits alone | 90.0 % |");
  }

  @Test
  void evenNumber_refused() {
    assertThatThrownBy(() -> new Rounds(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rounds(new Counts(0, 0, 0, 0), 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("odd number");
  }
}
