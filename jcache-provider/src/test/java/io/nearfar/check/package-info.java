/**
 * Several JVMs use one cache while faults are injected, and a checker looks through what each of
 * them was told. See {@code docs/coherence-check.md}.
 *
 * <p>{@link io.nearfar.check.Worker} is one node: a JVM that runs random operations and writes down
 * when each began and ended and what came back. {@link io.nearfar.check.Round} starts the workers
 * and the servers, injects {@link io.nearfar.check.Fault}s, and lets all come to rest. {@link
 * io.nearfar.check.Checker} decides, from the written histories alone, whether any answer broke a
 * promise.
 *
 * <p>All times are {@link System#nanoTime()}: on Linux that is {@code CLOCK_MONOTONIC}, which all
 * processes of a host share. The checker is of no use across hosts.
 */
@NullMarked
package io.nearfar.check;

import org.jspecify.annotations.NullMarked;
