package io.nearfar.internal.engine;

import io.nearfar.internal.coherence.LinkLoop;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes one of the many announcements of a clear, or of an invalidation of tags, which come one per
 * segment. It is told of when the last one was heard: before that, some entries may still be
 * served. If not all come, because it ended half-way or announcements were lost, it is told of a
 * little later.
 *
 * <p>Not thread-safe: the link's loop only.
 *
 * @param <T> what tells one from others that are under way: who makes it, and what it is about
 */
final class SegmentRounds<T> {
  /** They are sent at once, to several servers perhaps. */
  static final Duration PATIENCE = Duration.ofMillis(200);

  private final int segments;
  private final LinkLoop loop;
  private final Consumer<T> complete;

  /** Those that are not complete. */
  private final Map<T, Round> open = new HashMap<>();

  SegmentRounds(int segments, LinkLoop loop, Consumer<T> complete) {
    this.segments = segments;
    this.loop = loop;
    this.complete = complete;
  }

  private final class Round {
    private final BitSet heard = new BitSet();
    private final Runnable cancel;

    Round(T subject) {
      cancel = loop.after(PATIENCE, () -> end(subject, this));
    }
  }

  /** It was made in a segment. */
  void heard(T subject, int segment) {
    Round round = open.get(subject);
    if (round != null && round.heard.get(segment)) {
      end(subject, round); // This is the next one.
      round = null;
    }
    if (round == null) {
      round = new Round(subject);
      open.put(subject, round);
    }
    round.heard.set(segment);
    if (round.heard.cardinality() == segments) {
      end(subject, round);
    }
  }

  private void end(T subject, Round round) {
    if (open.remove(subject, round)) {
      round.cancel.run();
      complete.accept(subject);
    }
  }
}
