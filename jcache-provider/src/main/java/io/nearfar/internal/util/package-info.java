/**
 * Leaf types without a better home: patterns, warnings, records. Internal: may change in any
 * release.
 */
@NullMarked
package io.nearfar.internal.util;

import org.jspecify.annotations.NullMarked;
