/** Fixtures that the tests of all modules share: a clock, gates and threads that tests control. */
@NullMarked
package io.nearfar.testing;

import org.jspecify.annotations.NullMarked;
