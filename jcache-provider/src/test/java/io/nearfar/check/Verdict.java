package io.nearfar.check;

import java.util.List;

/**
 * What the checker has found.
 *
 * @param violations empty if all promises were kept
 * @param calm how stale near copies were while all was well
 * @param faulty how stale they were while a fault was at work, and for its bound after it
 */
record Verdict(List<Violation> violations, Staleness calm, Staleness faulty) {}
