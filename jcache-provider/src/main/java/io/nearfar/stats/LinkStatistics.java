package io.nearfar.stats;

/**
 * What the link of one cache to the other nodes has seen, since the cache was created. Immutable.
 *
 * @param state how things are now
 * @param heardVersion the newest version that was announced, over all segments; 0 if none was
 * @param seenVersion the newest version that replies of the far tier have shown; 0 if none has
 * @param lagMicros how long ago, by the server's clock, the last announcement had been made when it
 *     was heard, in microseconds: the time of propagation; 0 before the first. Versions are times
 *     of the server, but for the first minute after its data were lost
 * @param announcements how many announcements of changes were heard, those of this node included
 * @param unreadable how many messages were not heeded: foreign, damaged, or of a newer release
 * @param overflowed how many announcements were dropped here because too many were waiting
 * @param gaps how often announcements were found to be missing
 * @param forks how often a segment turned out to have another history: after a restart, a failover
 *     or a flush of the servers
 * @param repairs how many segments' copies were made suspect or dropped because of gaps and forks
 * @param revalidated how many suspect copies turned out to hold still
 * @param dropped how many copies were dropped because their entry was announced as changed
 * @param polls how many polls were answered
 * @param failedPolls how many were not
 * @param unlinks how often the subscription was lost
 * @param renewals how often it was given up here because it seemed to be deaf
 */
public record LinkStatistics(
    LinkState state,
    long heardVersion,
    long seenVersion,
    long lagMicros,
    long announcements,
    long unreadable,
    long overflowed,
    long gaps,
    long forks,
    long repairs,
    long revalidated,
    long dropped,
    long polls,
    long failedPolls,
    long unlinks,
    long renewals) {}
