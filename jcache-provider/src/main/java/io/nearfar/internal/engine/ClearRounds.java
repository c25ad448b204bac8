package io.nearfar.internal.engine;

import io.nearfar.internal.coherence.LinkLoop;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes one of the many announcements of a clear, which come one per segment. It is told of when
 * the last one was heard: before that, some entries may still be served. If not all come, because
 * the clear ended half-way or announcements were lost, it is told of a little later.
 *
 * <p>Not thread-safe: the link's loop only.
 */
final class ClearRounds {
  /** They are sent at once, to several servers perhaps. */
  static final Duration PATIENCE = Duration.ofMillis(200);

  private final int segments;
  private final LinkLoop loop;
  private final Runnable cleared;

  /** The clears that are not complete, by who makes them. */
  private final Map<Long, Round> open = new HashMap<>();

  ClearRounds(int segments, LinkLoop loop, Runnable cleared) {
    this.segments = segments;
    this.loop = loop;
    this.cleared = cleared;
  }

  private final class Round {
    private final BitSet heard = new BitSet();
    private final Runnable cancel;

    Round(long origin) {
      cancel = loop.after(PATIENCE, () -> end(origin, this));
    }
  }

  /** Somebody has cleared a segment. */
  void heard(long origin, int segment) {
    Round round = open.get(origin);
    if (round != null && round.heard.get(segment)) {
      end(origin, round); // This is another clear.
      round = null;
    }
    if (round == null) {
      round = new Round(origin);
      open.put(origin, round);
    }
    round.heard.set(segment);
    if (round.heard.cardinality() == segments) {
      end(origin, round);
    }
  }

  private void end(long origin, Round round) {
    if (open.remove(origin, round)) {
      round.cancel.run();
      cleared.run();
    }
  }
}
