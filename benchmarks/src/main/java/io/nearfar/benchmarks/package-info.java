/**
 * What the benchmarks share: keys, values, the caches under test, and the tools around JMH.
 *
 * <p>{@link io.nearfar.benchmarks.compare} measures Nearfar beside raw maps and other JCache
 * providers, {@link io.nearfar.benchmarks.core} Nearfar beside itself. {@link
 * io.nearfar.benchmarks.Suite} runs a chosen set, {@link io.nearfar.benchmarks.Report} compares a
 * result with the targets, {@link io.nearfar.benchmarks.Footprint} measures heap per entry.
 */
@NullMarked
package io.nearfar.benchmarks;

import org.jspecify.annotations.NullMarked;
