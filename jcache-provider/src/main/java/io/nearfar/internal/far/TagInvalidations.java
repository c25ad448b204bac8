package io.nearfar.internal.far;

import io.nearfar.spi.FarStore.Invalidate;
import io.nearfar.spi.FarStore.Invalidated;
import io.nearfar.spi.FarStore.Pending;
import io.nearfar.spi.FarStore.Reply;
import io.nearfar.spi.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Invalidates tags and keys, and begins and ends holds: a script for each segment, if it is about
 * tags or a fence, and one for each key. Thread-safe.
 */
final class TagInvalidations {
  /** How many clocks of tags a segment may have: about a megabyte, with short tags. */
  static final int MOST_CLOCKS = 16_384;

  private static final byte[] NOTHING = new byte[0];

  private final RedisFarStore store;
  private final Changes changes;
  private final int mostClocks;

  TagInvalidations(RedisFarStore store, Changes changes, int mostClocks) {
    this.store = store;
    this.changes = changes;
    this.mostClocks = mostClocks;
  }

  /** Sends the commands, and does not wait. */
  Pending begin(Invalidate wish) {
    List<Call> calls = new ArrayList<>(store.segments() + wish.keys().size());
    int segments = wish.fence() || !wish.tags().isEmpty() ? store.segments() : 0;
    for (int i = 0; i < segments; i++) {
      calls.add(ofSegment(i, wish));
    }
    for (byte[] key : wish.keys()) {
      calls.add(changes.invalidation(key, wish.hold(), wish.holdNanos()));
    }
    if (calls.isEmpty()) {
      Invalidated nothing = new Invalidated(List.of(), new long[store.segments()], null);
      return () -> nothing;
    }
    return new UnderWay(wish, segments, store.client().begin(calls, store.layout().cache()));
  }

  private Call ofSegment(int segment, Invalidate wish) {
    CacheLayout layout = store.layout();
    Tags tags = wish.tags();
    MessageHeads heads = store.heads();
    return Call.of(
        Script.INVALIDATE,
        layout.slot(segment),
        /* isChange= */ true,
        2,
        layout.metaKey(segment),
        layout.tagsKey(segment),
        layout.channel(),
        wish.fence() ? heads.fenced(segment) : heads.tagged(segment),
        tags.isEmpty() ? NOTHING : tags.bytes(),
        wish.fence() ? "1" : "0",
        Changes.letter(wish.hold()),
        Changes.holdMicros(wish.holdNanos()),
        mostClocks);
  }

  /** What was sent. */
  private final class UnderWay implements Pending {
    private final Invalidate wish;

    /** How many replies of segments come before those of the keys. */
    private final int segments;

    private final FarClient.Sent sent;

    /** Guarded by this. */
    private @Nullable Invalidated end;

    UnderWay(Invalidate wish, int segments, FarClient.Sent sent) {
      this.wish = wish;
      this.segments = segments;
      this.sent = sent;
    }

    @Override
    public synchronized Invalidated await() {
      Invalidated now = end;
      if (now == null) {
        now = read(sent.await());
        end = now;
      }
      return now;
    }

    private Invalidated read(FarClient.Replies replies) {
      long[] versions = new long[store.segments()];
      for (int i = 0; i < segments; i++) {
        if (replies.each().get(i) instanceof Long version) {
          versions[i] = version;
          store.saw(i, version);
        }
      }
      List<@Nullable Reply> keys = new ArrayList<>(Collections.nCopies(wish.keys().size(), null));
      for (int i = 0; i < keys.size(); i++) {
        Object reply = replies.each().get(segments + i);
        if (reply != null) {
          Reply one = Changes.reply(reply);
          store.saw(store.segmentOf(wish.keys().get(i)), one.asOf());
          keys.set(i, one);
        }
      }
      return new Invalidated(keys, versions, replies.failure());
    }
  }
}
