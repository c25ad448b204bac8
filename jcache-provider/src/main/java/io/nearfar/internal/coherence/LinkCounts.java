package io.nearfar.internal.coherence;

import io.nearfar.stats.LinkState;
import io.nearfar.stats.LinkStatistics;
import java.util.concurrent.atomic.LongAdder;

/** What a link has seen. Written by the link's loop, read by anybody. */
final class LinkCounts {
  final LongAdder announcements = new LongAdder();
  final LongAdder unreadable = new LongAdder();
  final LongAdder overflowed = new LongAdder();
  final LongAdder gaps = new LongAdder();
  final LongAdder forks = new LongAdder();
  final LongAdder repairs = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder polls = new LongAdder();
  final LongAdder failedPolls = new LongAdder();
  final LongAdder unlinks = new LongAdder();
  final LongAdder renewals = new LongAdder();
  private volatile long heardVersion;
  private volatile long lagMicros;

  void heard(long version, long lag) {
    announcements.increment();
    heardVersion = Math.max(heardVersion, version);
    lagMicros = Math.max(0, lag);
  }

  LinkStatistics snapshot(LinkState state, long seenVersion, long revalidated) {
    return new LinkStatistics(
        state,
        heardVersion,
        seenVersion,
        lagMicros,
        announcements.sum(),
        unreadable.sum(),
        overflowed.sum(),
        gaps.sum(),
        forks.sum(),
        repairs.sum(),
        revalidated,
        dropped.sum(),
        polls.sum(),
        failedPolls.sum(),
        unlinks.sum(),
        renewals.sum());
  }
}
