/** The jar called "all": what is in it, and an application that is run beside it. */
@NullMarked
package io.nearfar.alljar;

import org.jspecify.annotations.NullMarked;
