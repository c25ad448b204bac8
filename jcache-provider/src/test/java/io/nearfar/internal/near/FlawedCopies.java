package io.nearfar.internal.near;

import io.nearfar.spi.Ticker;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CopyStore} would be with one flaw, out of the same segments and copies. It shows that
 * the tests would find the flaw.
 */
final class FlawedCopies implements CopiesOfOneKey {
  private static final Ticker TICKER = () -> 0;
  private static final int KEY = 1;

  /** What is wrong. */
  enum Flaw {
    /** Nothing: it behaves as the original does. */
    NONE,
    NO_STRIPE_CHECK,
    REPLIES_RAISE_NO_STRIPE,
    MESSAGES_RAISE_NO_STRIPE,
    CHECK_OUTSIDE_COMPUTE,
    MESSAGE_REMOVES_BEFORE_IT_RAISES,
    SUSPICION_IS_IGNORED,
    /** The new history is there before the old one has ended. */
    FORK_PUBLISHES_BEFORE_IT_ENDS,
    /** Replies to questions of the old history are not noted in the new one. */
    FORK_FORGETS_LATE_REPLIES
  }

  private final Flaw flaw;
  private final AtomicReference<NearSegment> segment = new AtomicReference<>(confirmed(0));

  /** The map, with its only key: written under a lock, read without. */
  private volatile @Nullable NearEntry<Long> cell;

  FlawedCopies(Flaw flaw) {
    this.flaw = flaw;
  }

  private static NearSegment confirmed(long version) {
    NearSegment segment = new NearSegment(version, 0);
    segment.confirm(Long.MAX_VALUE / 2, 0);
    return segment;
  }

  private synchronized void compute(UnaryOperator<@Nullable NearEntry<Long>> step) {
    cell = step.apply(cell);
  }

  @Override
  public Object ask() {
    return segment.get();
  }

  @Override
  public void learn(Object asked, long version) {
    NearSegment then = (NearSegment) asked;
    boolean early = flaw == Flaw.CHECK_OUTSIDE_COMPUTE && then.overtaken(KEY, version);
    compute(present -> next(then, present, version, early));
  }

  private @Nullable NearEntry<Long> next(
      NearSegment then, @Nullable NearEntry<Long> present, long version, boolean early) {
    if (then.ended()) {
      if (flaw != Flaw.FORK_FORGETS_LATE_REPLIES) {
        segment.get().overtake(KEY, version);
      }
      return present == null || present.version() < version ? null : present;
    }
    if (present instanceof Copy<Long> copy && copy.segment() == then && copy.version() > version) {
      return present;
    }
    boolean late =
        switch (flaw) {
          case NO_STRIPE_CHECK -> false;
          case CHECK_OUTSIDE_COMPUTE -> early;
          default -> then.overtaken(KEY, version);
        };
    if (flaw != Flaw.REPLIES_RAISE_NO_STRIPE) {
      then.overtake(KEY, version);
    }
    Fact<Long> fact = new Fact<>(version, version, true, version, Ttl.ETERNAL);
    return late ? null : Copy.of(version, true, then, fact);
  }

  @Override
  public @Nullable Long get() {
    NearEntry<Long> copy = cell;
    return copy == null || copy.expired(TICKER) ? null : copy.value();
  }

  @Override
  public void changed(long version) {
    NearSegment now = segment.get();
    if (flaw != Flaw.MESSAGES_RAISE_NO_STRIPE && flaw != Flaw.MESSAGE_REMOVES_BEFORE_IT_RAISES) {
      now.overtake(KEY, version);
    }
    compute(present -> present != null && present.version() < version ? null : present);
    if (flaw == Flaw.MESSAGE_REMOVES_BEFORE_IT_RAISES) {
      now.overtake(KEY, version);
    }
  }

  @Override
  public void suspect(long version) {
    if (flaw != Flaw.SUSPICION_IS_IGNORED) {
      segment.get().suspect(version);
    }
  }

  @Override
  public void forked(long version) {
    NearSegment next = confirmed(version);
    if (flaw == Flaw.FORK_PUBLISHES_BEFORE_IT_ENDS) {
      segment.getAndSet(next).end();
    } else {
      segment.get().end();
      segment.set(next);
    }
  }

  @Override
  public void evict() {
    compute(present -> null);
  }
}
