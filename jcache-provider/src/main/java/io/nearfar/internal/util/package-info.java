/**
 * Leaf types without a better home: argument checks and durations. Internal: may change in any
 * release.
 */
@NullMarked
package io.nearfar.internal.util;

import org.jspecify.annotations.NullMarked;
