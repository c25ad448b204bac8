/** A small application that the tests put into archives of all shapes. */
@NullMarked
package io.nearfar.examples.probe;

import org.jspecify.annotations.NullMarked;
