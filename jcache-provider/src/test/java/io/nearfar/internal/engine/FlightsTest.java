package io.nearfar.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.testing.TestThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The board of loads under way. Covered: join, supersede, end, revoke, revokeAll. */
class FlightsTest {
  private final List<String> settled = new ArrayList<>();
  private final Flights<String, String> flights = new Flights<>(settled::add);

  @Test
  void join_second_getsTheFirst() {
    Flight<String> first = new Flight<>(1, /* tagVersion= */ 0);
    assertThat(flights.join("key", first)).isNull();
    assertThat(flights.join("key", new Flight<>(2, /* tagVersion= */ 0))).isSameAs(first);
    flights.end("key", first);
    assertThat(flights.join("key", new Flight<>(3, /* tagVersion= */ 0))).isNull();
  }

  @Test
  void end_ofARevokedFlight_leavesTheNextOne() {
    Flight<String> first = new Flight<>(1, /* tagVersion= */ 0);
    Flight<String> second = new Flight<>(2, /* tagVersion= */ 0);
    flights.join("key", first);
    flights.revoke("key");
    flights.join("key", second);
    flights.end("key", first);
    assertThat(flights.join("key", new Flight<>(3, /* tagVersion= */ 0))).isSameAs(second);
  }

  @Test
  void revoke_nothingThere_doesNothing() {
    assertThat(flights.revoke("key")).isFalse();
    assertThat(settled).isEmpty();
  }

  @Test
  void revoke_takesOffTheBoardLast() {
    Flight<String> flight = new Flight<>(1, /* tagVersion= */ 0);
    List<Boolean> onBoard = new ArrayList<>();
    List<Boolean> valid = new ArrayList<>();
    Flights<String, String>[] board = holder();
    board[0] =
        new Flights<>(
            key -> {
              onBoard.add(board[0].join(key, new Flight<>(2, /* tagVersion= */ 0)) == flight);
              valid.add(flight.valid());
            });
    board[0].join("key", flight);

    assertThat(board[0].revoke("key")).isTrue();
    assertThat(onBoard).as("on the board while it settles").containsExactly(true);
    assertThat(valid).as("valid while it settles").containsExactly(false);
    assertThat(board[0].join("key", new Flight<>(3, /* tagVersion= */ 0)))
        .as("on the board afterwards")
        .isNull();
  }

  @SuppressWarnings("unchecked")
  private static Flights<String, String>[] holder() {
    return (Flights<String, String>[]) new Flights<?, ?>[1];
  }

  @Test
  void supersede_revokesAndSettlesTheEarlierOne() {
    Flight<String> first = new Flight<>(1, /* tagVersion= */ 0);
    Flight<String> second = new Flight<>(2, /* tagVersion= */ 0);
    flights.supersede("key", first);
    assertThat(settled).isEmpty();
    flights.supersede("key", second);
    assertThat(first.valid()).isFalse();
    assertThat(second.valid()).isTrue();
    assertThat(settled).containsExactly("key");
  }

  @Test
  void revokeAll_revokesEach() {
    Flight<String> one = new Flight<>(1, /* tagVersion= */ 0);
    Flight<String> other = new Flight<>(2, /* tagVersion= */ 0);
    flights.join("one", one);
    flights.join("other", other);
    flights.revokeAll();
    assertThat(one.valid()).isFalse();
    assertThat(other.valid()).isFalse();
    assertThat(settled).containsExactlyInAnyOrder("one", "other");
  }

  /** Other keys' flights come, and are revoked by other threads than those that began them. */
  @Test
  void revoke_whileOtherKeysComeAndGo_findsTheFlight() throws Exception {
    Flights<Integer, String> board = new Flights<>(key -> {});
    AtomicBoolean end = new AtomicBoolean();
    TestThreads.together(
        8,
        thread -> {
          if (thread == 0) {
            try {
              for (int i = 0; i < 100_000; i++) {
                board.join(-1, new Flight<>(i, /* tagVersion= */ 0));
                assertThat(board.revoke(-1)).isTrue();
              }
            } finally {
              end.set(true);
            }
          } else {
            int key = thread / 2;
            Flight<String> flight = new Flight<>(key, /* tagVersion= */ 0);
            while (!end.get()) {
              if ((thread & 1) == 0) {
                board.join(key, flight);
              } else {
                board.revoke(key);
              }
            }
          }
        });
  }

  /** No moment in which the earlier flight is valid and the later one can be met. */
  @Test
  void supersede_whoMeetsTheNewFlight_findsTheEarlierRevoked() throws Exception {
    Flights<String, String> board = new Flights<>(key -> {});
    Flight<String>[] latest = latest();
    AtomicBoolean end = new AtomicBoolean();
    TestThreads.together(
        2,
        thread -> {
          if (thread == 0) {
            for (int i = 0; i < 100_000; i++) {
              Flight<String> next = new Flight<>(i, /* tagVersion= */ 0);
              board.supersede("key", next);
              latest[0] = next;
            }
            end.set(true);
          } else {
            Flight<String> probe = new Flight<>(-1, /* tagVersion= */ 0);
            while (!end.get()) {
              Flight<String> earlier = latest[0];
              Flight<String> met = board.join("key", probe);
              if (met == null) {
                board.end("key", probe);
              } else if (earlier != null && earlier.version() < met.version()) {
                assertThat(earlier.valid()).isFalse();
              }
            }
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static Flight<String>[] latest() {
    return (Flight<String>[]) new Flight<?>[1];
  }
}
