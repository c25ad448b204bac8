/** The manager of the application and its caches. */
@NullMarked
package io.nearfar.cdi.internal.caches;

import org.jspecify.annotations.NullMarked;
