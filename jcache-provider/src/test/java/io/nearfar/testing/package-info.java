/**
 * Fixtures that the tests of all modules share: a clock, gates and threads that tests control,
 * servers, and a wire to them that can be made faulty.
 */
@NullMarked
package io.nearfar.testing;

import org.jspecify.annotations.NullMarked;
