/** Finds the transactions of the application. */
@NullMarked
package io.nearfar.internal.transaction;

import org.jspecify.annotations.NullMarked;
