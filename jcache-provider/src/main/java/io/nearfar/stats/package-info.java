/** Counters of a cache and the snapshots taken of them. */
@NullMarked
package io.nearfar.stats;

import org.jspecify.annotations.NullMarked;
