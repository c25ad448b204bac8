package io.nearfar.internal.engine;

import io.nearfar.internal.coherence.LinkLoop;
import io.nearfar.internal.coherence.OtherNodes;
import io.nearfar.spi.Invalidation;
import io.nearfar.spi.Tags;
import io.nearfar.stats.InvalidationTrigger;
import org.jspecify.annotations.Nullable;

/** Hands what the link hears of other nodes on to whoever asks for it. */
final class RemoteChanges<K> implements OtherNodes {
  private final Decoding<K, ?> decoding;
  private final SegmentRounds<Long> clears;
  private final SegmentRounds<Made> invalidations;
  private final SegmentRounds<Long> fences;
  private final InvalidationCounts counts;
  private volatile @Nullable RemoteSink<K> sink;

  RemoteChanges(Decoding<K, ?> decoding, int segments, LinkLoop loop, InvalidationCounts counts) {
    this.decoding = decoding;
    this.counts = counts;
    this.clears = new SegmentRounds<>(segments, loop, origin -> cleared());
    this.invalidations = new SegmentRounds<>(segments, loop, made -> invalidated(made.tags()));
    this.fences =
        new SegmentRounds<>(segments, loop, origin -> counts.remote(InvalidationTrigger.PATTERN));
  }

  /** Who invalidates which tags. */
  private record Made(long origin, Tags tags) {}

  /** Tells a sink from now on; null = nobody. */
  void tell(@Nullable RemoteSink<K> wanted) {
    sink = wanted;
  }

  @Override
  public void changed(Invalidation change) {
    if (change.subject() instanceof Invalidation.Key key) {
      counts.remote(InvalidationTrigger.KEY);
      RemoteSink<K> present = sink;
      if (present != null) {
        present.changed(() -> keyOf(key.bytes()), key.stored());
      }
    } else if (change.subject() instanceof Invalidation.Tagged tagged) {
      invalidations.heard(new Made(change.origin(), tagged.tags()), change.segment());
    } else if (change.subject() instanceof Invalidation.Fence) {
      fences.heard(change.origin(), change.segment());
    } else {
      clears.heard(change.origin(), change.segment());
    }
  }

  private @Nullable K keyOf(byte[] bytes) {
    try {
      return decoding.key(bytes);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private void invalidated(Tags tags) {
    counts.remote(tags);
    RemoteSink<K> present = sink;
    if (present != null) {
      present.invalidated(tags);
    }
  }

  private void cleared() {
    counts.remote(InvalidationTrigger.CLEAR);
    RemoteSink<K> present = sink;
    if (present != null) {
      present.cleared();
    }
  }

  @Override
  public void missed() {
    RemoteSink<K> present = sink;
    if (present != null) {
      present.missed();
    }
  }
}
