/**
 * Copies of values: which types are immutable and shared, how the others are copied. Internal: may
 * change in any release.
 */
@NullMarked
package io.nearfar.internal.codec;

import org.jspecify.annotations.NullMarked;
