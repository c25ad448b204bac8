/** Nearfar beside itself: eviction policies, and caching switched off. */
@NullMarked
package io.nearfar.benchmarks.core;

import org.jspecify.annotations.NullMarked;
