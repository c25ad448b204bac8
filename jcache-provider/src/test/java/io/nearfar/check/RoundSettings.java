package io.nearfar.check;

import java.time.Duration;
import java.util.List;

/**
 * What happens in a round.
 *
 * @param seed all random choices follow from it; not how threads and processes take turns
 * @param shape of the servers
 * @param faults those that may happen; each is chosen as often as any other
 * @param nodes how the nodes are
 * @param workers how many nodes there are
 * @param length how long operations run and faults happen
 * @param maxHold the longest that a fault lasts
 * @param maxCalm the longest time between two faults
 * @param normalBound how stale a near copy may be while all is well
 * @param faultBound how stale it may be while a fault is at work, and so long after it
 */
record RoundSettings(
    long seed,
    Shape shape,
    List<Fault> faults,
    NodeSettings nodes,
    int workers,
    Duration length,
    Duration maxHold,
    Duration maxCalm,
    Duration normalBound,
    Duration faultBound) {}
