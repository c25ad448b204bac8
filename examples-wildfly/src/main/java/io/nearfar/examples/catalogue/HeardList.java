package io.nearfar.examples.catalogue;

import java.time.Instant;
import java.util.List;

/**
 * The last changes that a server knows of.
 *
 * @param since when it began to listen, which is when the application was started there or later
 * @param changes the newest one first; older ones may be left out
 */
public record HeardList(Instant since, List<HeardChange> changes) {}
