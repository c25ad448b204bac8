/** An application that is run beside the jar called "all". */
@NullMarked
package io.nearfar.cdi.alljar;

import org.jspecify.annotations.NullMarked;
