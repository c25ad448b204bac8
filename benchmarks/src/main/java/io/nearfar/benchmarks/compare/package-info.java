/** Nearfar beside raw maps and the other JCache providers. */
@NullMarked
package io.nearfar.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
