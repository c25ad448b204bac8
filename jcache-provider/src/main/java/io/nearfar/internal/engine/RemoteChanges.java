package io.nearfar.internal.engine;

import io.nearfar.internal.coherence.LinkLoop;
import io.nearfar.internal.coherence.OtherNodes;
import io.nearfar.spi.Invalidation;
import org.jspecify.annotations.Nullable;

/** Hands what the link hears of other nodes on to whoever asks for it. */
final class RemoteChanges<K> implements OtherNodes {
  private final Decoding<K, ?> decoding;
  private final ClearRounds clears;
  private volatile @Nullable RemoteSink<K> sink;

  RemoteChanges(Decoding<K, ?> decoding, int segments, LinkLoop loop) {
    this.decoding = decoding;
    this.clears = new ClearRounds(segments, loop, this::cleared);
  }

  /** Tells a sink from now on; null = nobody. */
  void tell(@Nullable RemoteSink<K> wanted) {
    sink = wanted;
  }

  @Override
  public void changed(Invalidation change) {
    RemoteSink<K> present = sink;
    if (present == null) {
      return;
    }
    if (change.subject() instanceof Invalidation.Key key) {
      present.changed(() -> keyOf(key.bytes()), key.stored());
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

  private void cleared() {
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
