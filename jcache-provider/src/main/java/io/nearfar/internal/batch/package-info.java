/** Collects what a thread, or its transaction, invalidates. */
@NullMarked
package io.nearfar.internal.batch;

import org.jspecify.annotations.NullMarked;
