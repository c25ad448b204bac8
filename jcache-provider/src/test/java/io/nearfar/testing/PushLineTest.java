package io.nearfar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What faults do to messages, at times that the test says. */
class PushLineTest {
  private static final long MILLI = 1_000_000;

  private final Map<WireCount, Integer> counts = new EnumMap<>(WireCount.class);

  @Test
  void none() {
    PushLine line = line(PushFaults.none());
    assertThat(offer(line, 3)).containsExactly("0", "1", "2");
    assertThat(line.nextDue()).isEqualTo(PushLine.NEVER);
    assertThat(counts).isEmpty();
  }

  @Test
  void dropEvery_dropFirst_dropAll() {
    assertThat(offer(line(PushFaults.none().dropEvery(3)), 7))
        .containsExactly("0", "1", "3", "4", "6");
    assertThat(offer(line(PushFaults.none().dropFirst(2)), 4)).containsExactly("2", "3");
    assertThat(offer(line(PushFaults.none().dropAll()), 5)).isEmpty();
    assertThat(counts).containsOnly(Map.entry(WireCount.DROPPED, 9));
  }

  @Test
  void drop_aboutTheShare_theSameWithTheSameSeed() {
    PushFaults faults = PushFaults.none().drop(0.25).swap(0.5, Duration.ofDays(1)).duplicate(0.5);
    List<String> first = offer(line(faults), 1_000);
    int dropped = counts.getOrDefault(WireCount.DROPPED, 0);
    assertThat(dropped).isBetween(150, 350);
    assertThat(counts.get(WireCount.SWAPPED)).isPositive();
    assertThat(counts.get(WireCount.DUPLICATED)).isPositive();
    assertThat(offer(line(faults), 1_000)).isEqualTo(first);
    assertThat(counts.get(WireCount.DROPPED)).isEqualTo(2 * dropped);
  }

  @Test
  void duplicate() {
    assertThat(offer(line(PushFaults.none().duplicate(1)), 2)).containsExactly("0", "0", "1", "1");
    assertThat(counts).containsOnly(Map.entry(WireCount.DUPLICATED, 2));
  }

  @Test
  void swap_pairs_theLastGoesAloneWhenItHasWaited() {
    PushLine line = line(PushFaults.none().swap(1, Duration.ofMillis(5)));
    assertThat(offer(line, 5)).containsExactly("1", "0", "3", "2");
    assertThat(line.nextDue()).isEqualTo(5 * MILLI);
    assertThat(due(line, 5 * MILLI - 1)).isEmpty();
    assertThat(due(line, 5 * MILLI)).containsExactly("4");
    assertThat(counts).containsOnly(Map.entry(WireCount.SWAPPED, 2));
  }

  @Test
  void delay_inOrder() {
    PushLine line = line(PushFaults.none().delay(Duration.ofMillis(2), Duration.ofMillis(40)));
    assertThat(offer(line, 20)).isEmpty();
    assertThat(due(line, 2 * MILLI - 1)).isEmpty();
    assertThat(line.nextDue()).isBetween(2 * MILLI, 40 * MILLI);
    List<String> all = new ArrayList<>(due(line, 20 * MILLI));
    assertThat(all).hasSizeLessThan(20);
    all.addAll(due(line, 40 * MILLI));
    assertThat(all).containsExactlyElementsOf(offer(line(PushFaults.none()), 20));
    assertThat(counts).containsOnly(Map.entry(WireCount.DELAYED, 20));
  }

  @Test
  void otherFaults_whatWaitsIsDue_countsBeginAnew() {
    PushLine line =
        line(PushFaults.none().swap(1, Duration.ofDays(1)).delay(Duration.ofDays(1)).dropFirst(1));
    assertThat(offer(line, 4)).isEmpty();
    line.faults(PushFaults.none().dropFirst(1), 7);
    assertThat(due(line, 7)).containsExactly("2", "1", "3");
    assertThat(offer(line, 2)).containsExactly("1");
  }

  @Test
  void faults_wrong() {
    PushFaults none = PushFaults.none();
    assertThatIllegalArgumentException().isThrownBy(() -> none.dropEvery(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> none.drop(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> none.duplicate(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.delay(Duration.ofMillis(2), Duration.ofMillis(1)));
  }

  private PushLine line(PushFaults faults) {
    return new PushLine(faults, 42, what -> counts.merge(what, 1, Integer::sum));
  }

  /** The messages 0, 1 ... at time 0; returns what comes at once. */
  private static List<String> offer(PushLine line, int count) {
    List<String> come = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      line.offer(String.valueOf(i).getBytes(StandardCharsets.UTF_8), 0);
      come.addAll(due(line, 0));
    }
    return come;
  }

  private static List<String> due(PushLine line, long now) {
    List<String> come = new ArrayList<>();
    for (byte[] push = line.poll(now); push != null; push = line.poll(now)) {
      come.add(new String(push, StandardCharsets.UTF_8));
    }
    return come;
  }
}
