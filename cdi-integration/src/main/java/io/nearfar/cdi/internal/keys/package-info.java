/** Makes the keys of calls. */
@NullMarked
package io.nearfar.cdi.internal.keys;

import org.jspecify.annotations.NullMarked;
