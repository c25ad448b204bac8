/** The container for the TCK's tests of the annotations. */
@NullMarked
package io.nearfar.tck.annotations;

import org.jspecify.annotations.NullMarked;
