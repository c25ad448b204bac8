/** The rules that annotated methods must keep, checked at deployment. */
@NullMarked
package io.nearfar.cdi.internal.check;

import org.jspecify.annotations.NullMarked;
