/** A small application that changes rows in transactions, which wait until a test ends them. */
@NullMarked
package io.nearfar.examples.rows;

import org.jspecify.annotations.NullMarked;
