/**
 * What tags cost, and what their invalidation does: on near hits and puts, in memory, and at a real
 * Redis on this machine beside sets of keys.
 */
@NullMarked
package io.nearfar.benchmarks.tags;

import org.jspecify.annotations.NullMarked;
